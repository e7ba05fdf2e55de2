import { webcrypto } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Answer } from '../../tests/http/service.ts'
import { eventually } from '../../tests/webhooks/eventually.ts'
import {
  eventOf,
  type Received,
  Receiver,
  type Responder,
  wellBehaved
} from '../../tests/webhooks/receiver.ts'
import { type HookService, startHookService } from '../../tests/webhooks/service.ts'

let service: HookService
let receiver: Receiver
beforeEach(async () => {
  service = await startHookService()
  receiver = await Receiver.start()
})
afterEach(async () => {
  vi.useRealTimers()
  receiver.close()
  await service.remove()
})

/** A hook that is told of events. */
async function made(fields: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const { body } = await service.create({ webUrl: receiver.url, ...fields })
  const settled = await service.settled(String(body.self))
  expect(settled.body.status).toBe('Succeeded')
  return String(body.self)
}
const get = (path: string): Promise<Answer> => service.http.request('GET', path)
const act = (path: string): Promise<Answer> => service.http.request('POST', path)
const errorOf = async (self: string): Promise<unknown> => (await get(self)).body.properties?.error
const arrived = (count: number, at = receiver): Promise<void> =>
  eventually(() => expect(at.deliveries).toHaveLength(count))

/** Challenges are answered, events are not taken. */
const broken =
  (status: number): Responder =>
  (received, response) =>
    received.token === undefined ? void response.writeHead(status).end() : wellBehaved(received, response)

/** Base64 of HMAC-SHA256, by another implementation than the service's. */
async function hmac(secret: string, text: string): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await webcrypto.subtle.importKey('raw', Buffer.from(secret), algorithm, false, ['sign'])
  return Buffer.from(await webcrypto.subtle.sign('HMAC', key, Buffer.from(text))).toString('base64')
}

describe('an event', () => {
  test('is one POST with the entity’s absolute address, and told to those who asked for it', async () => {
    await made()
    await made({ webUrl: `${receiver.url}/other`, events: { datasetProcessing: true } })
    await service.publish('dataset', 'Creation', 'one')
    await service.publish('dataset', 'Processing', 'one')
    await service.publish('model', 'Creation', 'nobody asked')
    await arrived(2)
    const [creation] = receiver.of('DatasetCreation')
    expect(creation).toMatchObject({
      method: 'POST',
      target: '/told',
      headers: { 'content-type': 'application/json; charset=utf-8' }
    })
    expect(creation && eventOf(creation)).toEqual({
      self: 'http://localhost:80/speechtotext/v3.2/datasets/one',
      invocationId: expect.stringMatching(/^[0-9a-f-]{36}$/)
    })
    expect(receiver.of('DatasetProcessing').map(({ target }) => target)).toEqual(['/told/other'])
  })

  test('is the same invocation for every hook', async () => {
    await made()
    await made()
    await service.publish('dataset', 'Creation', 'one')
    await service.publish('dataset', 'Completion', 'one')
    await arrived(4)
    const invocations = receiver.deliveries.map(
      (received) => `${received.event} ${eventOf(received).invocationId}`
    )
    expect(new Set(invocations).size).toBe(2)
  })

  test('begins with the address through which webUrl was set', async () => {
    const headers = { host: 'speech.example.com' }
    const { body } = await service.http.request('POST', '/webhooks', {
      headers,
      payload: { displayName: 'Proxied', webUrl: receiver.url, events: { datasetCreation: true } }
    })
    await service.settled(String(body.self))
    await service.publish('dataset', 'Creation', 'one')
    await arrived(1)
    expect(receiver.deliveries[0]?.body).toContain(
      '"http://speech.example.com/speechtotext/v3.2/datasets/one"'
    )
  })

  test('is not told when its transaction is undone', async () => {
    await made()
    const { database, events } = service.http.platform
    const undone = database.transaction(async (tx) => {
      await events.publish(tx, { entity: 'dataset', type: 'Creation', path: 'datasets/undone' })
      throw new Error('undo')
    })
    await expect(undone).rejects.toThrow('undo')
    await service.publish('dataset', 'Creation', 'done')
    await arrived(1)
    expect(receiver.deliveries[0]?.body).toContain('datasets/done')
  })
})

describe('a signature', () => {
  test('covers exactly the bytes sent, and the token of a challenge', async () => {
    const secret = 'between us ✓'
    const self = await made({ displayName: 'Zürich ✓', properties: { secret } })
    await act(`${self}:ping`)
    await service.publish('dataset', 'Creation', 'one')
    await arrived(2)
    expect(receiver.received.map(({ event }) => event)).toEqual(['Challenge', 'Ping', 'DatasetCreation'])
    for (const { token, body, signature } of receiver.received) {
      expect(signature).toBe(await hmac(secret, token ?? body))
    }
  })

  test('is made with the secret of the moment, and left out without one', async () => {
    const self = await made({ properties: { secret: 'first' } })
    const patch = (payload: object): Promise<Answer> => service.http.request('PATCH', self, { payload })
    await patch({ properties: { secret: 'second' } })
    await act(`${self}:ping`)
    await arrived(1)
    expect(receiver.deliveries[0]?.signature).toBe(await hmac('second', receiver.deliveries[0]?.body ?? ''))
    await patch({ displayName: 'Unsigned' })
    await act(`${self}:ping`)
    await arrived(2)
    expect(receiver.deliveries[1]?.headers).not.toHaveProperty('x-microsoftspeechservices-signature')
  })
})

describe('an event that is not taken', () => {
  test.each([500, 404, 302])(
    'but answered by %i is sent again, the same, until it is taken',
    async (status) => {
      receiver.respond = broken(status)
      const self = await made()
      await service.publish('dataset', 'Creation', 'one')
      await eventually(async () =>
        expect(await errorOf(self)).toEqual({
          code: 'DeliveryFailed',
          message: expect.stringContaining(`answered ${status} to the event DatasetCreation; expected 200.`)
        })
      )
      expect((await get(self)).body.status).toBe('Succeeded')
      await eventually(() => expect(receiver.deliveries.length).toBeGreaterThanOrEqual(3))
      receiver.respond = wellBehaved
      await eventually(async () => expect(await errorOf(self)).toBeUndefined())
      expect(new Set(receiver.deliveries.map(({ body }) => body)).size).toBe(1)
    }
  )

  test('is tried again later each time', async () => {
    await made()
    const times: number[] = []
    receiver.respond = (_received, response) => {
      times.push(performance.now())
      response.writeHead(500).end()
    }
    await service.publish('dataset', 'Creation', 'one')
    await eventually(() => expect(times).toHaveLength(5))
    // 20, 60, 180 and 540 ms at least, less the rounding of clocks.
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(790)
  })

  test('does not hold up those after it', async () => {
    await made()
    receiver.respond = (received, response) =>
      void response.writeHead(received.body.includes('/datasets/one') ? 500 : 200).end()
    await service.publish('dataset', 'Creation', 'one')
    await service.publish('dataset', 'Creation', 'two')
    await service.publish('dataset', 'Creation', 'three')
    const selves = (): string[] =>
      receiver.deliveries.map((received) => eventOf(received).self.split('/').at(-1) ?? '')
    await eventually(() => expect(selves()).toEqual(expect.arrayContaining(['one', 'two', 'three'])))
  })

  test('because nobody listens waits, and all that waits arrives in order when somebody does', async () => {
    const self = await made()
    const port = Number(new URL(receiver.url).port)
    receiver.close()
    for (const id of ['one', 'two', 'three']) await service.publish('dataset', 'Creation', id)
    await eventually(async () => expect(await errorOf(self)).toMatchObject({ code: 'DeliveryFailed' }))
    receiver = await Receiver.start(wellBehaved, port)
    await arrived(3)
    const selves = receiver.deliveries.map((received) => eventOf(received).self.split('/').at(-1))
    expect(selves).toEqual(['one', 'two', 'three'])
  })

  test('because nobody answers holds back the others, and :ping sets all of them going again', async () => {
    await service.remove()
    service = await startHookService(true, 60_000)
    const self = await made()
    receiver.respond = () => {}
    for (const id of ['one', 'two', 'three']) await service.publish('dataset', 'Creation', id)
    await eventually(async () => expect(await errorOf(self)).toMatchObject({ code: 'DeliveryFailed' }))
    receiver.respond = wellBehaved
    await act(`${self}:ping`)
    await arrived(5)
    const last = (received: Received): string => eventOf(received).self.split('/').at(-1) ?? ''
    expect(
      receiver.deliveries.map((received) => (received.event === 'Ping' ? 'ping' : last(received)))
    ).toEqual(['one', 'ping', 'one', 'two', 'three'])
  })

  test('goes to the new address once that has answered its challenge', async () => {
    receiver.respond = broken(500)
    const self = await made()
    await service.publish('dataset', 'Creation', 'one')
    await arrived(1)
    const other = await Receiver.start()
    try {
      await service.http.request('PATCH', self, { payload: { webUrl: other.url } })
      await arrived(1, other)
      expect(other.received.map(({ event }) => event)).toEqual(['Challenge', 'DatasetCreation'])
    } finally {
      other.close()
    }
  })

  test('for a day is given up, and the hook says so', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    receiver.respond = broken(500)
    const self = await made()
    await service.publish('dataset', 'Creation', 'one')
    await arrived(1)
    vi.setSystemTime(Date.now() + 25 * 3_600_000)
    await eventually(async () =>
      expect(await errorOf(self)).toMatchObject({
        message: expect.stringContaining('The service stopped retrying after 24 hours.')
      })
    )
    receiver.respond = wellBehaved
    await act(`${self}:ping`)
    await eventually(async () => expect(await errorOf(self)).toBeUndefined())
    expect(receiver.of('Ping')).toHaveLength(1)
    expect(receiver.deliveries.at(-1)?.event).toBe('Ping')
  })

  test('is forgotten with its hook', async () => {
    receiver.respond = broken(500)
    const self = await made()
    await service.publish('dataset', 'Creation', 'one')
    await arrived(1)
    const { status } = await service.http.request('DELETE', self)
    const { length } = receiver.deliveries
    receiver.respond = wellBehaved
    const other = await made()
    await act(`${other}:ping`)
    await eventually(() => expect(receiver.of('Ping')).toHaveLength(1))
    expect([status, receiver.of('DatasetCreation').length <= length + 1]).toEqual([204, true])
    expect((await get(self)).status).toBe(404)
  })
})

describe('a hostile receiver', () => {
  test.each<[string, Responder]>([
    ['never answers', () => {}],
    [
      'answers without end, slowly',
      (_received, response) => {
        const drip = setInterval(() => response.write('.'), 20)
        response.once('close', () => clearInterval(drip))
      }
    ]
  ])('that %s costs no other hook its events', async (_what, respond) => {
    const other = await Receiver.start()
    try {
      const self = await made()
      await made({ webUrl: other.url })
      receiver.respond = respond
      for (const id of ['one', 'two', 'three']) await service.publish('dataset', 'Creation', id)
      await arrived(3, other)
      expect(receiver.deliveries).toHaveLength(1)
      await eventually(async () =>
        expect(await errorOf(self)).toMatchObject({
          message: expect.stringContaining('did not answer within 0.4 s')
        })
      )
    } finally {
      other.close()
    }
  })

  test('that answers with a flood is read no further than its beginning', async () => {
    await made()
    let sent = 0
    receiver.respond = (_received, response) => {
      const flood = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536))) sent += 65_536
      }
      response.on('drain', flood)
      flood()
    }
    await service.publish('dataset', 'Creation', 'one')
    await service.publish('dataset', 'Completion', 'one')
    await arrived(2)
    expect(sent).toBeLessThan(50 * 2 ** 20)
  })

  test('that redirects leads nowhere', async () => {
    const inside = await Receiver.start()
    try {
      const self = await made()
      receiver.respond = (_received, response) => void response.writeHead(307, { Location: inside.url }).end()
      await act(`${self}:ping`)
      await eventually(async () =>
        expect(await errorOf(self)).toMatchObject({
          message: expect.stringContaining('Redirections are not followed')
        })
      )
      const { body } = await service.create({ webUrl: receiver.url })
      expect((await service.settled(String(body.self))).body.status).toBe('Failed')
      expect(inside.received).toEqual([])
    } finally {
      inside.close()
    }
  })
})

describe('an address inside the operator’s network', () => {
  let restricted: HookService
  beforeEach(async () => {
    restricted = await startHookService(false)
  })
  afterEach(() => restricted.remove())

  test.each([
    'http://127.0.0.1/',
    'http://[::1]:8640/',
    'http://10.1.2.3/',
    'http://169.254.169.254/latest',
    'http://0x7f.1/',
    'http://[::ffff:192.168.0.1]/'
  ])('as %s is refused when it is written out', async (webUrl) => {
    const { status, body } = await restricted.create({ webUrl })
    expect([status, body.innerError?.code]).toEqual([400, 'InvalidCallbackUri'])
    expect(body.message).toContain('loopback, private or link-local')
  })

  test('behind a name is refused when it is connected to', async () => {
    const webUrl = receiver.url.replace('127.0.0.1', 'localhost')
    const { body } = await restricted.create({ webUrl })
    const settled = await restricted.settled(String(body.self))
    expect(settled.body.status).toBe('Failed')
    expect(settled.body.properties?.error?.message).toContain('loopback, private or link-local')
    expect(receiver.received).toEqual([])
  })
})

describe(':ping', () => {
  test('sends the hook itself, as GET shows it, whatever events it asked for', async () => {
    const self = await made({ properties: { secret: 's' }, events: {} })
    const { status, headers } = await act(`${self}:ping`)
    expect([status, headers['retry-after']]).toEqual([202, '1'])
    await arrived(1)
    expect(receiver.deliveries[0]?.event).toBe('Ping')
    expect(JSON.parse(receiver.deliveries[0]?.body ?? '')).toEqual((await get(self)).body)
  })
})

describe(':test', () => {
  test('answers 204 when no event has an entity to tell of', async () => {
    const self = await made()
    await service.publish('model', 'Creation', 'of no interest')
    const { status, headers } = await act(`${self}:test`)
    expect([status, headers['retry-after']]).toEqual([204, undefined])
    expect(receiver.deliveries).toEqual([])
  })

  test('tells each event once more of its last entity, as another invocation', async () => {
    for (const id of ['old', 'new', 'gone']) await service.publish('dataset', 'Creation', id)
    await service.publish('dataset', 'Completion', 'old')
    await service.publish('dataset', 'Deletion', 'gone')
    const self = await made()
    const { status, headers } = await act(`${self}:test`)
    expect([status, headers['retry-after']]).toEqual([202, '1'])
    await arrived(3)
    const replayed = receiver.deliveries.map((received) => [
      received.event,
      eventOf(received).self.split('/').at(-1)
    ])
    expect(replayed).toEqual([
      ['DatasetCreation', 'new'],
      ['DatasetCompletion', 'old'],
      ['DatasetDeletion', 'gone']
    ])
    await act(`${self}:test`)
    await arrived(6)
    expect(new Set(receiver.deliveries.map((received) => eventOf(received).invocationId)).size).toBe(6)
  })
})
