import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KEY, type RunningService, startInProcess } from '../../tests/in-process-service.ts'
import { type Clip, type Entity, spokenBy } from '../../tests/synthetic-clips.ts'

const SENTENCE = 'The grapnel slipped off the mooring chain.'
const TEXT = `${SENTENCE}\nPaint the grapnel before the regatta.\nTie the mooring chain to the grapnel.`

let running: RunningService
let clip: Clip
let base: Entity
let model: Entity

const idOf = ({ self }: Entity): string => self.split('/').at(-1) ?? ''
const finished = (entity: Entity): Promise<Entity> => running.api.finished(entity, () => undefined)
const call = (method: string, url: string, body?: unknown): Promise<Response> =>
  fetch(url, {
    method,
    headers: { 'Ocp-Apim-Subscription-Key': KEY, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  })
const deploy = (displayName: string, target: Entity): Promise<Entity> =>
  running.api.post('/endpoints', { displayName, locale: 'en-US', model: { self: target.self } })
const recognize = (cid: string): Promise<Response> =>
  fetch(`${running.address}/speech/recognition/conversation/cognitiveservices/v1?language=en-US&cid=${cid}`, {
    method: 'POST',
    headers: { 'Ocp-Apim-Subscription-Key': KEY, 'Content-Type': 'audio/wav' },
    body: new Uint8Array(clip.wav)
  })
const recognized = async (cid: string): Promise<string> =>
  ((await (await recognize(cid)).json()) as { DisplayText: string }).DisplayText

beforeAll(async () => {
  running = await startInProcess()
  clip = (await spokenBy('slt', [SENTENCE]))[0] as Clip
  base = (await running.api.get<{ values: Entity[] }>('/models/base')).values[0] as Entity
  model = await finished(
    await running.api.post('/models', { displayName: 'mooring', locale: 'en-US', text: TEXT })
  )
})
afterAll(() => running.close())

describe('endpoints', () => {
  test('answer as the contract says, and recognize with their model', async () => {
    const created = await call('POST', `${running.address}/speechtotext/v3.2/endpoints`, {
      displayName: 'harbour',
      locale: 'en-US',
      model: { self: model.self }
    })
    expect(created.status).toBe(201)
    const entity = (await created.json()) as Entity
    expect(created.headers.get('location')).toBe(entity.self)
    const endpoint = await finished(entity)
    expect(endpoint).toMatchObject({
      displayName: 'harbour',
      locale: 'en-US',
      model: { self: model.self },
      properties: { loggingEnabled: false },
      links: { restConversation: expect.stringContaining(`cid=${idOf(endpoint)}`) }
    })
    expect(await recognized(idOf(endpoint))).toBe(SENTENCE)
  })

  test('change their model without one failed request, the old one answering until the new one is up', async () => {
    const endpoint = await finished(await deploy('swap', base))
    const cid = idOf(endpoint)
    const before = await recognized(cid)
    expect(before).not.toBe(SENTENCE)
    const patched = await call('PATCH', endpoint.self, { model: { self: model.self } })
    expect(patched.status).toBe(200)
    expect(await patched.json()).toMatchObject({ model: { self: model.self } })
    const answers: string[] = []
    for (let i = 0; i < 20; i++) {
      const answer = await recognize(cid)
      expect(answer.status).toBe(200)
      answers.push(((await answer.json()) as { DisplayText: string }).DisplayText)
    }
    expect(answers.at(-1)).toBe(SENTENCE)
    const turned = answers.indexOf(SENTENCE)
    expect(answers.slice(0, turned).every((text) => text === before)).toBe(true)
    expect(answers.slice(turned).every((text) => text === SENTENCE)).toBe(true)
  })

  test('refuse a second change while the first is under way', async () => {
    const endpoint = await finished(await deploy('busy', base))
    const other = await finished(
      await running.api.post('/models', { displayName: 'other', locale: 'en-US', text: TEXT })
    )
    const answers = await Promise.all([
      call('PATCH', endpoint.self, { model: { self: model.self } }),
      call('PATCH', endpoint.self, { model: { self: other.self } })
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const rejected = answers.find(({ status }) => status === 409)
    expect(await rejected?.json()).toMatchObject({ innerError: { code: 'EndpointNotUpdatable' } })
    await finished(endpoint)
  })

  test('that do not exist are an error, never the base model in disguise', async () => {
    const endpoint = await finished(await deploy('short-lived', model))
    expect((await call('DELETE', endpoint.self)).status).toBe(204)
    for (const cid of [idOf(endpoint), '00000000-0000-4000-8000-000000000000', 'nonsense']) {
      const answer = await recognize(cid)
      expect(answer.status).toBe(404)
      expect(await answer.json()).toMatchObject({ code: 'NotFound', message: expect.stringContaining(cid) })
    }
  })

  test('go on with their model when the next one cannot be loaded, and say why', async () => {
    const damaged = await finished(
      await running.api.post('/models', { displayName: 'damaged', locale: 'en-US', text: TEXT })
    )
    const folder = join(running.dataDir, 'files', 'models', idOf(damaged))
    await writeFile(join(folder, 'lexicon.dict'), 'grapnel NO SUCH PHONES\n')
    const endpoint = await finished(await deploy('steady', model))
    await call('PATCH', endpoint.self, { model: { self: damaged.self } })
    await expect(finished(endpoint)).rejects.toThrow('ModelNotDeployable')
    expect(await recognized(idOf(endpoint))).toBe(SENTENCE)
    await rm(folder, { recursive: true })
  })

  test('are tried again with the same model once it is whole, and then serve it', async () => {
    const text = 'Moor the dinghy.'
    const created = await running.api.post('/models', { displayName: 'mended', locale: 'en-US', text })
    const repaired = await finished(created)
    const recipe = join(running.dataDir, 'files', 'models', idOf(repaired), 'model.json')
    const whole = await readFile(recipe)
    await writeFile(recipe, whole.subarray(0, 40))
    const endpoint = await deploy('mended', repaired)
    await expect(finished(endpoint)).rejects.toThrow('ModelNotDeployable')
    const failed = await running.api.get(endpoint.self)
    expect(JSON.stringify(failed.properties)).not.toContain(running.dataDir)
    expect((await recognize(idOf(endpoint))).status).toBe(409)
    await writeFile(recipe, whole)
    const patched = await call('PATCH', endpoint.self, { model: { self: repaired.self } })
    expect(['NotStarted', 'Running']).toContain(((await patched.json()) as Entity).status)
    expect((await finished(endpoint)).properties).not.toHaveProperty('error')
    expect((await recognize(idOf(endpoint))).status).toBe(200)
  })

  test('wait their turn behind other work: until then the old model answers, or none', async () => {
    const text = Array.from({ length: 6000 }, (_, n) => `lower davit ${n} after the storm`).join('\n')
    const train = () => running.api.post('/models', { displayName: 'long', locale: 'en-US', text })
    const serving = await finished(await deploy('serving', base))
    const before = await recognized(idOf(serving))
    const trainings = await Promise.all([train(), train()])
    const endpoint = await deploy('queued', base)
    expect((await call('PATCH', serving.self, { model: { self: model.self } })).status).toBe(200)
    const meanwhile = recognized(idOf(serving))
    const early = await recognize(idOf(endpoint))
    const [patched, deleted] = await Promise.all([
      call('PATCH', endpoint.self, { displayName: 'renamed', model: { self: model.self } }),
      call('DELETE', endpoint.self)
    ])
    expect([early, patched, deleted].map(({ status }) => status)).toEqual([409, 409, 409])
    expect(await early.json()).toMatchObject({ innerError: { code: 'ModelDeploymentNotCompleteState' } })
    expect(await patched.json()).toMatchObject({ innerError: { code: 'EndpointNotUpdatable' } })
    expect(await deleted.json()).toMatchObject({ innerError: { code: 'DeleteNotAllowed' } })
    expect(await meanwhile).toBe(before)
    await Promise.all(trainings.map(finished))
    await finished(serving)
    expect(await recognized(idOf(serving))).toBe(SENTENCE)
    expect(await finished(endpoint)).toMatchObject({ displayName: 'queued', model: { self: base.self } })
  })

  test('keep their model from being deleted', async () => {
    const answer = await call('DELETE', model.self)
    expect(answer.status).toBe(409)
    expect(await answer.json()).toMatchObject({ innerError: { code: 'InUseViolation' } })
  })

  test.each([
    [
      'an unknown model',
      { model: { self: '/models/00000000-0000-4000-8000-000000000000' } },
      'InvalidPayload'
    ],
    ['a locale without a base model', { locale: 'xx-XX' }, 'InvalidLocale'],
    ['logging that is neither on nor off', { properties: { loggingEnabled: 'yes' } }, 'InvalidPayload'],
    ['a time to live of a year', { properties: { timeToLive: 'P365D' } }, 'InvalidTimeToLive']
  ])('refuse %s', async (_what, fields, inner) => {
    const answer = await call('POST', `${running.address}/speechtotext/v3.2/endpoints`, {
      displayName: 'refused',
      locale: 'en-US',
      ...fields
    })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ innerError: { code: inner } })
  })
})
