import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KEY, type RunningService, startInProcess } from '../../tests/in-process-service.ts'
import { CONVERSATION, LiveSocket } from '../../tests/live-socket.ts'
import { type Clip, type Entity, spokenBy } from '../../tests/synthetic-clips.ts'
import { percentile, stepOf } from './latencies.ts'

const SENTENCE = 'The grapnel slipped off the mooring chain.'

type Body = Entity & {
  model: Entity
  properties: { paused?: boolean }
  innerError?: { code: string }
  message: string
}
type Figures = {
  requests: number
  failed: number
  refused: number
  errorRate: number
  audioSeconds: number
  latency?: { p50: number; p95: number }
}
type Traffic = { total: Figures; hours: ({ startDateTime: string } & Figures)[] }
type Served = { model: Entity; displayName: string; endDateTime?: string; available: boolean }

let running: RunningService
let clip: Clip
let base: Entity
let model: Entity
/** The clock of the service runs on as it is told to. */
let ahead = 0

const idOf = ({ self }: Entity): string => self.split('/').at(-1) ?? ''
const finished = (entity: Entity): Promise<Entity> => running.api.finished(entity, () => undefined)
async function call<T = Body>(
  method: string,
  url: string,
  body?: unknown
): Promise<{ status: number; body: T }> {
  const answer = await fetch(url, {
    method,
    headers: { 'Ocp-Apim-Subscription-Key': KEY, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  })
  const text = await answer.text()
  return { status: answer.status, body: JSON.parse(text === '' ? '{}' : text) as T }
}
const deploy = async (displayName: string, target: Entity): Promise<Entity> =>
  finished(
    await running.api.post('/endpoints', { displayName, locale: 'en-US', model: { self: target.self } })
  )
const recognize = (endpoint: Entity, audio: Uint8Array = clip.wav): Promise<Response> =>
  fetch(`${running.address}${CONVERSATION}?language=en-US&cid=${idOf(endpoint)}`, {
    method: 'POST',
    headers: { 'Ocp-Apim-Subscription-Key': KEY, 'Content-Type': 'audio/wav' },
    body: new Uint8Array(audio)
  })
const trafficOf = async (endpoint: Entity, query = ''): Promise<Traffic> =>
  (await call<Traffic>('GET', `${endpoint.self}/traffic${query}`)).body
const servedBy = async (endpoint: Entity): Promise<Served[]> =>
  (await call<{ values: Served[] }>('GET', `${endpoint.self}/models`)).body.values
const train = async (displayName: string): Promise<Entity> =>
  finished(await running.api.post('/models', { displayName, locale: 'en-US', text: SENTENCE }))

beforeAll(async () => {
  running = await startInProcess(undefined, {}, () => Date.now() + ahead)
  clip = (await spokenBy('slt', [SENTENCE]))[0] as Clip
  base = (await running.api.get<{ values: Entity[] }>('/models/base')).values[0] as Entity
  model = await train('mooring')
})
afterAll(() => running.close())

describe('the traffic of an endpoint', () => {
  test('is none at first, then counts requests, audio, answers and what went wrong', async () => {
    const endpoint = await deploy('counted', model)
    expect((await trafficOf(endpoint)).total).toEqual({
      requests: 0,
      failed: 0,
      refused: 0,
      errorRate: 0,
      audioSeconds: 0
    })
    expect((await recognize(endpoint)).status).toBe(200)
    expect((await recognize(endpoint)).status).toBe(200)
    expect((await recognize(endpoint, Buffer.from('no audio at all'))).status).toBe(400)
    const seconds = (clip.wav.length - 44) / 32_000
    const { total, hours } = await trafficOf(endpoint, '?hours=3')
    expect(total).toMatchObject({ requests: 3, failed: 0, refused: 1, errorRate: 0 })
    expect(total.audioSeconds).toBeCloseTo(2 * seconds, 0)
    expect(total.latency?.p50).toBeGreaterThan(0)
    expect(total.latency?.p95).toBeGreaterThanOrEqual(total.latency?.p50 as number)
    expect(hours).toHaveLength(3)
    expect(hours.at(-1)).toMatchObject({ requests: 3, startDateTime: expect.stringMatching(/:00:00Z$/) })
    ahead += 2 * 3_600_000
    await recognize(endpoint)
    const later = await trafficOf(endpoint, '?hours=3')
    expect(later.hours.map(({ requests }) => requests)).toEqual([3, 0, 1])
    expect((await call('GET', `${endpoint.self}/traffic?hours=0`)).body.innerError?.code).toBe(
      'InvalidParameterValue'
    )
  })

  test('counts live turns', async () => {
    const endpoint = await deploy('live', model)
    const socket = await LiveSocket.open(running, `${CONVERSATION}?language=en-US&cid=${idOf(endpoint)}`)
    const id = socket.begin()
    socket.audio(id, clip.wav.subarray(44))
    socket.audio(id, new Uint8Array(0))
    await socket.until('turn.end', id)
    socket.socket.close()
    await expect.poll(async () => (await trafficOf(endpoint)).total.requests).toBe(1)
    const { total } = await trafficOf(endpoint)
    expect(total.audioSeconds).toBeGreaterThan(1)
    expect(total.latency).toBeDefined()
  })

  test('reads percentiles from a few counts, a twentieth amiss at most', () => {
    const counts: Record<string, number> = {}
    for (let ms = 1; ms <= 1000; ms++) counts[stepOf(ms)] = (counts[stepOf(ms)] ?? 0) + 1
    for (const share of [0.5, 0.95]) {
      const read = percentile(counts, share) as number
      expect(Math.abs(read - 1000 * share) / (1000 * share)).toBeLessThan(0.06)
    }
    expect(percentile({}, 0.5)).toBeUndefined()
  })
})

describe('the models of an endpoint', () => {
  test('are remembered, and one call goes back to the one before without one failed request', async () => {
    const endpoint = await deploy('history', base)
    expect((await call('POST', `${endpoint.self}:rollback`)).body.innerError?.code).toBe(
      'EndpointNotUpdatable'
    )
    await call('PATCH', endpoint.self, { model: { self: model.self } })
    await finished(endpoint)
    expect(await servedBy(endpoint)).toMatchObject([
      { model: { self: model.self }, displayName: 'mooring', available: true },
      { model: { self: base.self }, available: true, endDateTime: expect.any(String) }
    ])
    const { status, body } = await call('POST', `${endpoint.self}:rollback`)
    expect([status, body.model.self]).toEqual([200, base.self])
    const done = finished(endpoint)
    let over = false
    void done.then(() => {
      over = true
    })
    do expect((await recognize(endpoint)).status).toBe(200)
    while (!over)
    expect((await servedBy(endpoint)).map(({ model: { self } }) => self)).toEqual([
      base.self,
      model.self,
      base.self
    ])
  })

  test('that were deleted stay in the history and are passed over by a rollback', async () => {
    const endpoint = await deploy('gone', base)
    const short = await train('short-lived')
    for (const self of [short.self, model.self]) {
      await call('PATCH', endpoint.self, { model: { self } })
      await finished(endpoint)
    }
    expect((await call('DELETE', short.self)).status).toBe(204)
    expect((await servedBy(endpoint))[1]).toMatchObject({ displayName: 'short-lived', available: false })
    expect((await call('POST', `${endpoint.self}:rollback`)).body.model.self).toBe(base.self)
    await finished(endpoint)
  })
})

describe('a paused endpoint', () => {
  test('refuses every caller by its name, keeps its id, and answers again when resumed', async () => {
    const endpoint = await deploy('Night shift', model)
    expect((await call('POST', `${endpoint.self}:pause`)).body.properties).toMatchObject({ paused: true })
    const rejected = await recognize(endpoint)
    expect(rejected.status).toBe(409)
    expect(await rejected.json()).toMatchObject({
      code: 'Conflict',
      message: expect.stringMatching(/"Night shift"\) is paused/),
      innerError: { code: 'EndpointPaused' }
    })
    const socket = await LiveSocket.open(running, `${CONVERSATION}?language=en-US&cid=${idOf(endpoint)}`)
    socket.begin()
    expect((await socket.closed).reason).toContain('"Night shift") is paused')
    const listed = (await (
      await fetch(`${running.address}/v1/models`, { headers: { Authorization: `Bearer ${KEY}` } })
    ).json()) as { data: { id: string }[] }
    expect(listed.data.map(({ id }) => id)).not.toContain(idOf(endpoint))
    expect((await trafficOf(endpoint)).total).toMatchObject({ requests: 2, refused: 2 })
    expect((await call('POST', `${endpoint.self}:resume`)).body.properties).not.toHaveProperty('paused')
    expect((await recognize(endpoint)).status).toBe(200)
  })
})
