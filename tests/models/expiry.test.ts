import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { beforeAll, expect, test } from 'vitest'
import { readSettings } from '../../src/platform/index.ts'
import { startService } from '../../src/service.ts'
import { KEY, type RunningService, startInProcess } from '../in-process-service.ts'
import { type Clip, type Entity, spokenBy } from '../synthetic-clips.ts'

const SENTENCE = 'The grapnel slipped off the mooring chain.'
const YEAR_MS = 365 * 86_400_000
let running: RunningService
let clip: Clip

const post = (path: string, body: object): Promise<Response> =>
  fetch(`${running.address}/speechtotext/v3.2${path}`, {
    method: 'POST',
    headers: { 'Ocp-Apim-Subscription-Key': KEY, 'Content-Type': 'application/json' },
    body: JSON.stringify(body)
  })
/** Time goes by in the database: the clock of the machine is not ours to set. */
function age(dataDir: string, statement: string, ...values: readonly (string | number)[]): void {
  const database = new DatabaseSync(join(dataDir, 'vernacular.db'))
  database.prepare(statement).run(...values)
  database.close()
}
const train = async (): Promise<Entity> =>
  running.api.finished(
    await running.api.post<Entity>('/models', { displayName: 'mooring', locale: 'en-US', text: SENTENCE }),
    () => undefined
  )
const rejected = async (answer: Response): Promise<unknown> => [
  answer.status,
  ((await answer.json()) as { innerError?: { code: string } }).innerError?.code
]
const recognize = async (endpoint: Entity): Promise<string> => {
  const answer = await fetch(
    `${running.address}/speech/recognition/conversation/cognitiveservices/v1?language=en-US&cid=${endpoint.self.split('/').at(-1)}`,
    { method: 'POST', headers: { 'Ocp-Apim-Subscription-Key': KEY }, body: new Uint8Array(clip.wav) }
  )
  return ((await answer.json()) as { DisplayText: string }).DisplayText
}

beforeAll(async () => {
  clip = (await spokenBy('slt', [SENTENCE]))[0] as Clip
})

test('by default a model goes on working after its date, whatever the cloud would do', async () => {
  running = await startInProcess()
  try {
    const model = await train()
    age(running.dataDir, 'update models set created_at = ?', Date.now() - 4 * YEAR_MS)
    const old = await running.api.get<Entity>(new URL(model.self).pathname.replace('/speechtotext/v3.2', ''))
    expect(old.properties).toMatchObject({ deprecationDates: { transcriptionDateTime: expect.any(String) } })
    expect(old.properties).not.toHaveProperty('warnings')
    const endpoint = await running.api.finished(
      await running.api.post<Entity>('/endpoints', {
        displayName: 'e',
        locale: 'en-US',
        model: { self: model.self }
      }),
      () => undefined
    )
    expect(await recognize(endpoint)).toBe(SENTENCE)
  } finally {
    await running.close()
  }
})

test('by the rules of the cloud it warns, then is refused, and its endpoints answer with the base model', async () => {
  running = await startInProcess(undefined, { modelExpiry: 'azure' })
  try {
    const model = await train()
    const path = new URL(model.self).pathname.replace('/speechtotext/v3.2', '')
    const endpoint = await running.api.finished(
      await running.api.post<Entity>('/endpoints', {
        displayName: 'e',
        locale: 'en-US',
        model: { self: model.self }
      }),
      () => undefined
    )
    expect(await recognize(endpoint)).toBe(SENTENCE)
    expect((await running.api.get<Entity>(path)).properties).not.toHaveProperty('warnings')

    // Far enough back that less than ninety days are left, or none.
    age(running.dataDir, 'update models set created_at = ?', Date.now() - 4 * YEAR_MS)
    expect((await running.api.get<Entity>(path)).properties).toMatchObject({
      warnings: [{ code: 'ModelExpired', message: expect.stringContaining('Train it again') }]
    })
    const refer = { displayName: 'late', locale: 'en-US', model: { self: model.self } }
    expect(await rejected(await post('/endpoints', refer))).toEqual([400, 'ModelDeprecated'])
    expect(await recognize(endpoint)).not.toBe(SENTENCE)
    expect(
      await running.api.get<Entity>(new URL(endpoint.self).pathname.replace('/speechtotext/v3.2', ''))
    ).toMatchObject({
      model: { self: model.self },
      status: 'Succeeded'
    })
  } finally {
    await running.close()
  }
})

test('by the rules of the cloud a base model takes no trainings past its date', async () => {
  const azure = { modelExpiry: 'azure' } as const
  const firstSeenLongAgo = async (dataDir: string): Promise<void> => {
    const earlier = await startService({
      ...readSettings({}),
      ...azure,
      dataDir,
      port: 0,
      logLevel: 'silent'
    })
    await earlier.close()
    age(dataDir, 'update base_models set first_seen_at = ?', Date.now() - 2 * YEAR_MS)
  }
  running = await startInProcess(firstSeenLongAgo, azure)
  try {
    const answer = await post('/models', { displayName: 'late', locale: 'en-US', text: SENTENCE })
    expect(await rejected(answer)).toEqual([400, 'ModelDeprecated'])
  } finally {
    await running.close()
  }
})
