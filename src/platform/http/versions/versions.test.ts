import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KEY, type RunningService, startInProcess } from '../../../../tests/in-process-service.ts'
import { acousticArchive, type Clip, type Entity, spokenBy } from '../../../../tests/synthetic-clips.ts'

type Json = { [name: string]: unknown }
type Answer = { status: number; headers: Headers; body: Json }

const SENTENCE = 'The grapnel slipped off the mooring chain.'
let running: RunningService
let model: Json
let testSet: Json
let evaluation: Json

async function call(method: string, path: string, body?: unknown): Promise<Answer> {
  const answer = await fetch(path.startsWith('http') ? path : `${running.address}/speechtotext${path}`, {
    method,
    headers: { 'Ocp-Apim-Subscription-Key': KEY, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  })
  const text = await answer.text()
  return {
    status: answer.status,
    headers: answer.headers,
    body: text === '' ? {} : (JSON.parse(text) as Json)
  }
}
const selfOf = (entity: Json | undefined): string => String(entity?.self)
const idOf = (entity: Json): string => /[0-9a-f-]{36}/.exec(selfOf(entity))?.[0] ?? ''
const finished = async (entity: Json): Promise<Json> =>
  (await running.api.finished(entity as Entity, () => undefined)) as unknown as Json
/** Every address of this service in an answer. */
const addressesIn = (body: Json): string[] =>
  (JSON.stringify(body).match(/http:[^"]+/g) ?? []).filter((address) => address.includes('/speechtotext'))

beforeAll(async () => {
  running = await startInProcess()
  const clip = (await spokenBy('slt', [SENTENCE]))[0] as Clip
  const form = new FormData()
  for (const [name, value] of Object.entries({ displayName: 'Test set', kind: 'Acoustic', locale: 'en-US' }))
    form.set(name, value)
  form.set('data', new Blob([new Uint8Array(await acousticArchive([clip]))]), 'test.zip')
  testSet = await finished((await running.api.postForm('/datasets/upload', form)) as unknown as Json)
  const fields = { displayName: 'Mooring', locale: 'en-US', text: SENTENCE }
  model = await finished((await call('POST', '/v3.1/models', fields)).body)
  const reference = { self: selfOf(model) }
  const measured = { displayName: 'E', locale: 'en-US', model1: reference, model2: reference }
  evaluation = await finished(
    (await call('POST', '/v3.1/evaluations', { ...measured, dataset: { self: selfOf(testSet) } })).body
  )
})
afterAll(() => running.close())

describe('v3.1', () => {
  test('writes its own addresses, in bodies and in headers', async () => {
    const { body, headers } = await call('POST', '/v3.1/projects', { displayName: 'Old', locale: 'en-US' })
    expect(addressesIn(body).every((address) => address.includes('/speechtotext/v3.1/'))).toBe(true)
    expect(headers.get('location')).toBe(body.self)
    await call('POST', '/v3.1/projects', { displayName: 'Older', locale: 'en-US' })
    const first = await call('GET', '/v3.1/projects?top=1')
    expect(first.body['@nextLink']).toContain('/speechtotext/v3.1/projects?top=1&skip=1')
    expect((await call('GET', String(first.body['@nextLink']))).body.values).toHaveLength(1)
  })

  test('has models with copyTo, and without what came later', async () => {
    expect(model.links).toMatchObject({
      copyTo: expect.stringMatching(/\/v3\.1\/models\/[0-9a-f-]+:copyto$/)
    })
    expect(model.links).not.toHaveProperty('copy')
    expect((model.properties as Json).features).not.toHaveProperty('supportedOutputFormats')
    const [base] = (await call('GET', '/v3.1/models/base')).body.values as Json[]
    expect(base?.properties).not.toHaveProperty('chargeForAdaptation')
  })

  test('has evaluations without display figures, and datasets without the kind of their normalization', async () => {
    expect(Object.keys(evaluation.properties as Json).filter((name) => /token/i.test(name))).toEqual([])
    const { body } = await call('GET', `/v3.1/datasets/${idOf(testSet)}`)
    expect(body.properties).not.toHaveProperty('textNormalizationKind')
    expect((await call('GET', `/v3.2/datasets/${idOf(testSet)}`)).body.properties).toHaveProperty(
      'textNormalizationKind'
    )
  })

  test.each(['v3.1/models/ID:copyto', 'v3.1/models/ID/copyto', 'v3.2/models/ID/copyto'])(
    'copies a model by %s with a key of this service',
    async (path) => {
      const copy = await call('POST', `/${path.replace('ID', idOf(model))}`, { targetSubscriptionKey: KEY })
      expect(copy.status).toBe(201)
      expect(copy.body).toMatchObject({ displayName: 'Mooring', status: 'Succeeded' })
      expect(copy.body.self).not.toBe(model.self)
    }
  )

  test('refuses to copy with the key of another service, and says how to', async () => {
    const { status, body } = await call('POST', `/v3.1/models/${idOf(model)}:copyto`, {
      targetSubscriptionKey: 'another-service-has-this-key'
    })
    expect([status, (body.innerError as Json).code]).toEqual([400, 'InvalidSubscription'])
    expect(body.message).toContain(':authorizecopy')
  })

  test('tells whether the service works', async () => {
    expect((await call('GET', '/v3.1/healthstatus')).body).toMatchObject({
      status: 'Healthy',
      resourceId: expect.stringMatching(/^\/subscriptions\//)
    })
  })
})

describe('the query style', () => {
  const V = 'api-version=2024-11-15'

  test('writes addresses with the version in their query, which can be followed', async () => {
    const { body } = await call('GET', `/models/${idOf(model)}?${V}`)
    const addresses = addressesIn(body)
    expect(addresses.length).toBeGreaterThan(2)
    for (const address of addresses) {
      expect(address).toMatch(/\/speechtotext\/[a-z]/)
      expect(address).toContain(V)
    }
    expect((await call('GET', selfOf(body))).body).toEqual(body)
    expect((await call('GET', String((body.links as Json).files))).status).toBe(200)
  })

  test('names times in milliseconds, and the validity of links in minutes', async () => {
    const { body } = await call('GET', `/datasets/${idOf(testSet)}?${V}`)
    expect(body.properties).toMatchObject({ durationMilliseconds: expect.any(Number) })
    expect(body.properties).not.toHaveProperty('duration')
    const files = await call('GET', `/datasets/${idOf(testSet)}/files?${V}&sasLifetimeMinutes=1&top=100`)
    const audio = (files.body.values as Json[]).find(({ kind }) => kind === 'Audio') as Json
    expect(audio.properties).toMatchObject({ durationMilliseconds: expect.any(Number) })
    const grant = new URL(String((audio.links as Json).contentUrl)).searchParams
    expect(Date.parse(grant.get('se') ?? '') - Date.parse(grant.get('st') ?? '')).toBe(60_000)
    expect((await call('GET', `/datasets/${idOf(testSet)}/files?${V}&sasLifetimeMinutes=x`)).status).toBe(400)
  })

  test('turns the lists of locales round', async () => {
    expect((await call('GET', `/datasets/locales?${V}`)).body).toMatchObject({ Language: ['en-US'] })
    expect((await call('GET', `/transcriptions/locales?${V}`)).body).toEqual({
      Transcribe: ['en-US'],
      Submit: ['en-US']
    })
    expect((await call('GET', `/models/locales?${V}`)).body).toEqual(['en-US'])
  })

  test('submits transcriptions, with hours to live', async () => {
    const body = {
      displayName: 'T',
      locale: 'en-US',
      dataset: { self: selfOf(testSet) },
      properties: { timeToLiveHours: 48 }
    }
    const made = await call('POST', `/transcriptions:submit?${V}`, body)
    expect([made.status, made.headers.get('location')]).toEqual([201, made.body.self])
    expect(made.body.properties).toMatchObject({ timeToLiveHours: 48 })
    const ended = await finished(made.body)
    expect(ended.properties).not.toHaveProperty('timeToLive')
    for (const properties of [undefined, {}, { timeToLiveHours: 5 }, { timeToLiveHours: '48' }]) {
      expect((await call('POST', `/transcriptions:submit?${V}`, { ...body, properties })).status).toBe(400)
    }
  })

  test('has projects again from 2025-10-15 on, and in 2024-11-15 none', async () => {
    expect((await call('GET', `/projects?${V}`)).status).toBe(404)
    expect((await call('GET', '/projects?api-version=2025-10-15')).status).toBe(200)
    const project = (await call('GET', '/v3.2/projects')).body.values as Json[]
    const inProject = {
      displayName: 'M',
      locale: 'en-US',
      text: 'word',
      project: { self: selfOf(project[0]) }
    }
    expect((await call('POST', `/models?${V}`, inProject)).status).toBe(400)
    const grouped = await call('POST', '/models?api-version=2025-10-15', inProject)
    expect([grouped.status, grouped.body.project !== undefined]).toEqual([201, true])
    expect((await call('GET', `/models/${idOf(grouped.body)}?${V}`)).body).not.toHaveProperty('project')
  })

  test('has endpoints with one link, and no logs', async () => {
    const made = await call('POST', `/endpoints?${V}`, { displayName: 'E', locale: 'en-US' })
    expect(Object.keys(made.body.links as Json)).toEqual(['webSocket'])
    expect((await call('GET', `/endpoints/${idOf(made.body)}/files/logs?${V}`)).status).toBe(404)
  })

  test.each([
    ['/models', 400, 'api-version is missing'],
    ['/models?api-version=2023-01-01', 400, 'api-version is "2023-01-01"; use the paths'],
    ['/v3.0/models', 404, 'API version v3.0 is not supported; use the paths']
  ])('%s is answered %i', async (path, status, message) => {
    const answer = await call('GET', path)
    expect([answer.status, String(answer.body.message)]).toEqual([status, expect.stringContaining(message)])
  })
})
