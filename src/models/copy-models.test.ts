import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KEY, type RunningService, startInProcess } from '../../tests/in-process-service.ts'
import { type Clip, type Entity, spokenBy } from '../../tests/synthetic-clips.ts'

type Operation = {
  self: string
  id: string
  status: string
  result?: { link: string }
  error?: { code: string; message: string }
}
type Authorization = Record<string, string>

const SENTENCE = 'The grapnel slipped off the mooring chain.'
const ABSENT = '0b7a3c1e-5d1f-4c2e-9a57-1f2e3d4c5b6a'
let source: RunningService
let target: RunningService
let model: Entity
let clip: Clip

const call = (service: RunningService, method: string, path: string, body?: unknown): Promise<Response> =>
  fetch(path.startsWith('http') ? path : `${service.address}/speechtotext/v3.2${path}`, {
    method,
    headers: { 'Ocp-Apim-Subscription-Key': KEY, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  })
const bytes = (service: RunningService, path: string, body: Uint8Array): Promise<Response> =>
  fetch(`${service.address}/speechtotext/v3.2${path}`, {
    method: 'POST',
    headers: { 'Ocp-Apim-Subscription-Key': KEY, 'Content-Type': 'application/zip' },
    body: new Uint8Array(body)
  })
const rejection = async (answer: Response): Promise<[number, string | undefined]> => [
  answer.status,
  ((await answer.json()) as { innerError?: { code: string } }).innerError?.code
]

/** Both services say who they are in the refusal of an id that is none. */
async function resourceIdOf(service: RunningService): Promise<string> {
  const answer = await call(service, 'POST', '/models:authorizecopy', { sourceResourceId: 'none' })
  const { message } = (await answer.json()) as { message: string }
  return /\/subscriptions\/0\S+?(?=\.$)/.exec(message)?.[0] ?? ''
}
const authorize = async (by: RunningService, forSource: RunningService): Promise<Authorization> =>
  (await (
    await call(by, 'POST', '/models:authorizecopy', { sourceResourceId: await resourceIdOf(forSource) })
  ).json()) as Authorization
async function ended(operation: Operation): Promise<Operation> {
  let now = operation
  await expect
    .poll(
      async () => {
        now = (await (await call(source, 'GET', operation.self)).json()) as Operation
        return now.status
      },
      { timeout: 120_000 }
    )
    .toMatch(/Succeeded|Failed/)
  return now
}

beforeAll(async () => {
  source = await startInProcess()
  target = await startInProcess(undefined, { allowPrivateUrls: false })
  clip = (await spokenBy('slt', [SENTENCE]))[0] as Clip
  model = await source.api.finished(
    await source.api.post<Entity>('/models', {
      displayName: 'mooring',
      description: 'harbour words',
      locale: 'en-US',
      text: `${SENTENCE}\nPaint the grapnel before the regatta.`,
      customProperties: { owner: 'Ada' }
    }),
    () => undefined
  )
})
afterAll(async () => {
  await source.close()
  await target.close()
})

describe('a model', () => {
  test('is copied to a service that authorized it, and recognizes there as it did', async () => {
    const authorization = await authorize(target, source)
    expect(authorization).toMatchObject({
      targetResourceEndpoint: target.address,
      targetResourceId: await resourceIdOf(target)
    })
    const answer = await call(source, 'POST', `${model.self}:copy`, authorization)
    const started = (await answer.json()) as Operation
    expect([
      answer.status,
      answer.headers.get('operation-location'),
      answer.headers.get('retry-after')
    ]).toEqual([202, started.self, '1'])
    const operation = await ended(started)
    expect(operation.error).toBeUndefined()
    const link = String(operation.result?.link)
    expect(link.startsWith(`${target.address}/speechtotext/v3.2/models/`)).toBe(true)
    const copy = (await (await call(target, 'GET', link)).json()) as Entity
    expect(copy).toMatchObject({
      displayName: 'mooring',
      description: 'harbour words',
      status: 'Succeeded',
      customProperties: { owner: 'Ada' }
    })
    const endpoint = await target.api.finished(
      await target.api.post<Entity>('/endpoints', {
        displayName: 'e',
        locale: 'en-US',
        model: { self: link }
      }),
      () => undefined
    )
    const recognized = await fetch(
      `${target.address}/speech/recognition/conversation/cognitiveservices/v1?language=en-US&cid=${endpoint.self.split('/').at(-1)}`,
      { method: 'POST', headers: { 'Ocp-Apim-Subscription-Key': KEY }, body: new Uint8Array(clip.wav) }
    )
    expect(await recognized.json()).toMatchObject({ DisplayText: SENTENCE })
    // The operation is found by its id in capitals too.
    const again = await call(source, 'GET', `/operations/models/copy/${operation.id.toUpperCase()}`)
    expect(again.headers.get('retry-after')).toBeNull()
    // The authorization was good for one model.
    const second = await ended(
      (await (await call(source, 'POST', `${model.self}:copy`, authorization)).json()) as Operation
    )
    expect(second.result?.link).toBe(link)
  })

  test('is copied within one service without a way over the network', async () => {
    const made = (await (
      await call(source, 'POST', `${model.self}:copy`, await authorize(source, source))
    ).json()) as Operation
    const operation = await ended(made)
    const copy = (await (await call(source, 'GET', String(operation.result?.link))).json()) as Entity
    expect(copy).toMatchObject({ displayName: 'mooring', status: 'Succeeded' })
    expect(copy.self).not.toBe(model.self)
    expect((await call(source, 'DELETE', copy.self)).status).toBe(204)
  })

  test('leaves and enters as one file', async () => {
    const exported = await call(source, 'GET', `${model.self}:export`)
    expect(exported.headers.get('content-type')).toBe('application/zip')
    const archive = new Uint8Array(await exported.arrayBuffer())
    const again = new Uint8Array(await (await call(source, 'GET', `${model.self}:export`)).arrayBuffer())
    expect(Buffer.compare(archive, again)).toBe(0)
    const imported = await bytes(target, '/models:import', archive)
    expect(imported.status).toBe(201)
    expect(await imported.json()).toMatchObject({
      displayName: 'mooring',
      status: 'Succeeded',
      locale: 'en-US'
    })
  })
})

describe('a copy is refused', () => {
  test('of a base model, of one that does not exist, and of one that did not succeed', async () => {
    const authorization = await authorize(target, source)
    const base = (await source.api.get<{ values: Entity[] }>('/models/base')).values[0] as Entity
    const id = base.self.split('/').at(-1)
    expect(await rejection(await call(source, 'POST', `/models/${id}:copy`, authorization))).toEqual([
      400,
      'InvalidModel'
    ])
    expect((await call(source, 'POST', `/models/${ABSENT}:copy`, authorization)).status).toBe(404)
    const wordless = await source.api.post<Entity>('/models', {
      displayName: 'm',
      locale: 'en-US',
      text: 'word'
    })
    expect(await rejection(await call(source, 'POST', `${wordless.self}:copy`, authorization))).toEqual([
      400,
      'InvalidModel'
    ])
  })

  test('when its authorization is another source’s, is over, or is none', async () => {
    const authorization = await authorize(target, source)
    const copy = (changes: object): Promise<Response> =>
      call(source, 'POST', `${model.self}:copy`, { ...authorization, ...changes })
    expect(await rejection(await copy({ sourceResourceId: await resourceIdOf(target) }))).toEqual([
      400,
      'InvalidSourceAzureResourceId'
    ])
    expect(await rejection(await copy({ expirationDateTime: '2020-01-01T00:00:00Z' }))).toEqual([
      400,
      'ModelCopyAuthorizationExpired'
    ])
    expect(await rejection(await copy({ expirationDateTime: 'soon' }))).toEqual([400, 'InvalidPayload'])
    expect(await rejection(await copy({ id: undefined }))).toEqual([400, 'InvalidPayload'])
    const unknown = await ended((await (await copy({ id: ABSENT })).json()) as Operation)
    expect(unknown).toMatchObject({ status: 'Failed', error: { message: expect.stringContaining('404') } })
    const nowhere = await ended(
      (await (await copy({ targetResourceEndpoint: 'http://127.0.0.1:9' })).json()) as Operation
    )
    expect(nowhere).toMatchObject({ status: 'Failed', error: { code: 'InternalCommunicationFailed' } })
  })

  test('to an address inside the network of the service, unless that is allowed', async () => {
    const forSource = await authorize(source, target)
    const made = await target.api.finished(
      await target.api.post<Entity>('/models', { displayName: 'm', locale: 'en-US', text: SENTENCE }),
      () => undefined
    )
    const operation = (await (await call(target, 'POST', `${made.self}:copy`, forSource)).json()) as Operation
    await expect
      .poll(
        async () => ((await (await call(target, 'GET', operation.self)).json()) as Operation).error?.message,
        {
          timeout: 120_000
        }
      )
      .toContain('private')
  })
})

test.each([
  ['nothing', new Uint8Array(0)],
  ['no archive', Buffer.from('no zip')]
])('an import of %s is refused and leaves nothing', async (_what, body) => {
  const before = (await target.api.get<{ values: Entity[] }>('/models')).values.length
  const answer = await bytes(target, '/models:import', body)
  expect(answer.status).toBe(400)
  expect((await target.api.get<{ values: Entity[] }>('/models')).values).toHaveLength(before)
})
