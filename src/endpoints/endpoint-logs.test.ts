import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KEY, type RunningService, startInProcess } from '../../tests/in-process-service.ts'
import { type Clip, type Entity, spokenBy } from '../../tests/synthetic-clips.ts'

type LogFile = Entity & {
  name: string
  kind: string
  createdDateTime: string
  properties: { size: number; duration?: string }
  links: { contentUrl: string }
}
type Page = { values: LogFile[]; '@nextLink'?: string }

const ABSENT = '0b7a3c1e-5d1f-4c2e-9a57-1f2e3d4c5b6a'
let running: RunningService
let clip: Clip

const call = (method: string, path: string, body?: unknown): Promise<Response> =>
  fetch(path.startsWith('http') ? path : `${running.address}/speechtotext/v3.2${path}`, {
    method,
    headers: { 'Ocp-Apim-Subscription-Key': KEY, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  })
const recognize = (query: string): Promise<Response> =>
  fetch(
    `${running.address}/speech/recognition/conversation/cognitiveservices/v1?language=en-US&format=detailed${query}`,
    {
      method: 'POST',
      headers: { 'Ocp-Apim-Subscription-Key': KEY, 'Content-Type': 'audio/wav' },
      body: new Uint8Array(clip.wav)
    }
  )
const deploy = async (properties: object): Promise<Entity> =>
  running.api.finished(
    await running.api.post<Entity>('/endpoints', { displayName: 'logged', locale: 'en-US', properties }),
    () => undefined
  )
const idOf = ({ self }: Entity): string => self.split('/').at(-1) ?? ''
const logsOf = async (endpoint: Entity, query = ''): Promise<Page> =>
  (await (await call('GET', `${endpoint.self}/files/logs${query}`)).json()) as Page

beforeAll(async () => {
  running = await startInProcess()
  clip = (await spokenBy('slt', ['Go forward ten meters.']))[0] as Clip
})
afterAll(() => running.close())

describe('an endpoint with logging', () => {
  test('keeps what it heard and what it answered, as two files of one session', async () => {
    const endpoint = await deploy({ loggingEnabled: true })
    expect(endpoint.properties).toMatchObject({ loggingEnabled: true })
    const answer = await (await recognize(`&cid=${idOf(endpoint)}`)).json()
    const { values } = await logsOf(endpoint)
    expect(values.map(({ kind }) => kind)).toEqual(['Audio', 'Transcription'])
    const [audio, transcript] = values as [LogFile, LogFile]
    expect(audio.name).toMatch(/^\d{6}__[0-9a-f-]{36}\.wav$/)
    expect(audio.self).toMatch(/\/files\/logs\/\d{4}-\d\d-\d\d_\d{6}__[0-9a-f-]{36}_wav$/)
    expect(transcript.name).toBe(audio.name.replace('.wav', '.v2.json'))
    expect(await (await fetch(transcript.links.contentUrl)).json()).toEqual(answer)
    const sound = Buffer.from(await (await fetch(audio.links.contentUrl)).arrayBuffer())
    expect([sound.toString('latin1', 0, 4), sound.length]).toEqual(['RIFF', audio.properties.size])
    expect(audio.properties.duration).toMatch(/^PT\d/)
    expect(await (await call('GET', audio.self)).json()).toMatchObject({ self: audio.self, name: audio.name })
  })

  test('is read a page at a time, by tokens', async () => {
    const endpoint = await deploy({ loggingEnabled: true })
    for (let session = 0; session < 3; session++) await recognize(`&cid=${idOf(endpoint)}`)
    const first = await logsOf(endpoint, '?top=2')
    const second = (await (await call('GET', String(first['@nextLink']))).json()) as Page
    const third = (await (await call('GET', String(second['@nextLink']))).json()) as Page
    expect([first, second, third].map(({ values }) => values.length)).toEqual([2, 2, 2])
    expect(third['@nextLink']).toBeUndefined()
    const all = (await logsOf(endpoint)).values.map(({ self }) => self)
    expect([first, second, third].flatMap(({ values }) => values.map(({ self }) => self))).toEqual(all)
  })

  test('loses a session whole, a range by its last day, and everything with the endpoint', async () => {
    const endpoint = await deploy({ loggingEnabled: true })
    for (let session = 0; session < 2; session++) await recognize(`&cid=${idOf(endpoint)}`)
    const [audio] = (await logsOf(endpoint)).values as [LogFile]
    expect((await call('DELETE', audio.self)).status).toBe(204)
    expect((await call('DELETE', audio.self)).status).toBe(204)
    expect((await call('GET', audio.self)).status).toBe(404)
    expect((await logsOf(endpoint)).values).toHaveLength(2)
    const logs = `${endpoint.self}/files/logs`
    expect((await call('DELETE', `${logs}?endDate=2020-01-01`)).status).toBe(202)
    expect((await logsOf(endpoint)).values).toHaveLength(2)
    const today = new Date().toISOString().slice(0, 10)
    expect((await call('DELETE', `${logs}?endDate=${today}`)).status).toBe(202)
    expect((await logsOf(endpoint)).values).toEqual([])
    await recognize(`&cid=${idOf(endpoint)}`)
    const [last] = (await logsOf(endpoint)).values as [LogFile]
    expect((await call('DELETE', endpoint.self)).status).toBe(204)
    expect((await fetch(last.links.contentUrl)).status).toBe(404)
  })

  test('can be told to stop and to begin again without a new deployment', async () => {
    const endpoint = await deploy({})
    expect((await call('GET', `${endpoint.self}/files/logs`)).status).toBe(400)
    const patch = (contentLoggingEnabled: boolean): Promise<Response> =>
      call('PATCH', endpoint.self, { properties: { contentLoggingEnabled } })
    expect(await (await patch(true)).json()).toMatchObject({
      status: 'Succeeded',
      properties: { loggingEnabled: true }
    })
    await recognize(`&cid=${idOf(endpoint)}`)
    await patch(false)
    await recognize(`&cid=${idOf(endpoint)}`)
    expect((await logsOf(endpoint)).values).toHaveLength(2)
  })
})

test('a session is logged where its speaker consents, base models by locale', async () => {
  const plain = await deploy({})
  await recognize('')
  await recognize(`&cid=${idOf(plain)}`)
  const path = '/endpoints/base/en-us/files/logs'
  const page = async (): Promise<Page> => (await (await call('GET', path)).json()) as Page
  expect((await page()).values).toEqual([])
  await recognize('&storeAudio=true')
  await recognize(`&storeAudio=true&cid=${idOf(plain)}`)
  const [audio] = (await page()).values as [LogFile]
  expect((await page()).values).toHaveLength(2)
  expect(audio.self).toContain('/endpoints/base/en-US/files/logs/')
  expect((await call('GET', audio.self)).status).toBe(200)
  expect((await logsOf(plain)).values).toHaveLength(2)
  expect((await call('DELETE', audio.self)).status).toBe(204)
  expect((await call('DELETE', path)).status).toBe(202)
  expect((await page()).values).toEqual([])
})

test.each([
  [`/endpoints/${ABSENT}/files/logs`, 404, undefined],
  ['/endpoints/base/xx-XX/files/logs', 400, 'InvalidLocale'],
  ['/endpoints/base/en-US/files/logs?top=0', 400, 'InvalidTopForLogs'],
  ['/endpoints/base/en-US/files/logs?skipToken=5', 400, 'InvalidSkipTokenForLogs'],
  ['/endpoints/base/en-US/files/logs/what', 400, 'InvalidLogId'],
  [`/endpoints/base/en-US/files/logs/2026-01-01_000000__${ABSENT}_wav`, 404, undefined]
])('reading %s is answered %i', async (path, status, inner) => {
  const answer = await call('GET', path)
  const body = (await answer.json()) as { innerError?: { code: string } }
  expect([answer.status, body.innerError?.code]).toEqual([status, inner])
})

test.each(['2026-02-31', 'yesterday', '20260101'])('a range that ends on %s is refused', async (day) => {
  const answer = await call('DELETE', `/endpoints/base/en-US/files/logs?endDate=${day}`)
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ innerError: { code: 'InvalidLogDate' }, target: 'endDate' })
})

test('a text of its own adapts the model of an endpoint before it is deployed', async () => {
  const endpoint = await running.api.finished(
    await running.api.post<Entity>('/endpoints', {
      displayName: 'harbour',
      locale: 'en-US',
      text: 'The grapnel slipped off the mooring chain.'
    }),
    () => undefined
  )
  expect(endpoint).toMatchObject({ status: 'Succeeded', text: 'The grapnel slipped off the mooring chain.' })
  const model = (await (
    await call('GET', (endpoint as Entity & { model: { self: string } }).model.self)
  ).json()) as Entity
  expect(model).toMatchObject({ status: 'Succeeded', displayName: 'harbour (text of the endpoint)' })
})

test('an endpoint with a time to live is gone when it is over', async () => {
  const endpoint = await deploy({ timeToLive: 'PT0.3S' })
  expect(endpoint.properties).toMatchObject({ timeToLive: 'PT0.3S' })
  await expect.poll(async () => (await call('GET', endpoint.self)).status, { timeout: 5000 }).toBe(404)
})
