import type { ServerResponse } from 'node:http'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Answer } from '../../tests/http/service.ts'
import { eventually } from '../../tests/webhooks/eventually.ts'
import { Receiver, wellBehaved } from '../../tests/webhooks/receiver.ts'
import { everyEvent, type HookService, startHookService } from '../../tests/webhooks/service.ts'

let service: HookService
let receiver: Receiver
beforeEach(async () => {
  service = await startHookService()
  receiver = await Receiver.start()
})
afterEach(async () => {
  receiver.close()
  await service.remove()
})

const get = (path: string): Promise<Answer> => service.http.request('GET', path)
const patch = (path: string, payload: object): Promise<Answer> =>
  service.http.request('PATCH', path, { payload })
const act = (path: string): Promise<Answer> => service.http.request('POST', path)
const selfOf = ({ body }: Answer): string => String(body.self)

/** A hook whose challenge has ended. */
async function made(fields: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
  const answer = await service.create({ webUrl: receiver.url, ...fields })
  return service.settled(selfOf(answer))
}

describe('a web hook', () => {
  test('is created, located and read again in the contract’s shape, its secret masked', async () => {
    const { status, headers, body } = await service.create({
      webUrl: receiver.url,
      description: 'Tells',
      events: { datasetCreation: true, ModelCompletion: true, modelDeletion: false },
      customProperties: { owner: 'Ada' },
      properties: { secret: 'between us' }
    })
    expect(status).toBe(201)
    const self = String(body.self)
    expect(self).toMatch(/\/speechtotext\/v3\.2\/webhooks\/[0-9a-f-]{36}$/)
    expect(headers.location).toBe(self)
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    expect(body).toEqual({
      self,
      displayName: 'Teller',
      description: 'Tells',
      webUrl: receiver.url,
      events: { datasetCreation: true, modelCompletion: true },
      customProperties: { owner: 'Ada' },
      links: { ping: `${self}:ping`, test: `${self}:test` },
      properties: { apiVersion: 'v3.2', secret: '********' },
      createdDateTime: time,
      lastActionDateTime: time,
      status: 'NotStarted'
    })
    const { body: settled } = await service.settled(self)
    expect(settled).toEqual({ ...body, status: 'Succeeded', lastActionDateTime: time })
    expect(JSON.stringify((await get('/webhooks')).body)).not.toContain('between us')
  })

  test('asks to be looked at again until its challenge has ended', async () => {
    receiver.respond = () => {}
    const self = selfOf(await service.create({ webUrl: receiver.url }))
    expect((await get(self)).headers['retry-after']).toBe('1')
    expect((await get('/webhooks')).headers['retry-after']).toBe('1')
    const settled = await service.settled(self)
    expect(settled.headers).not.toHaveProperty('retry-after')
    expect((await get('/webhooks')).headers).not.toHaveProperty('retry-after')
  })

  test.each([
    [{ webUrl: undefined }, 'InvalidPayload', 'webUrl', 'webUrl is missing'],
    [{ webUrl: 'ftp://example.com' }, 'InvalidCallbackUri', 'webUrl', 'absolute http or https'],
    [{ webUrl: '/told' }, 'InvalidCallbackUri', 'webUrl', 'found "/told"'],
    [{ webUrl: 'https://a:b@example.com' }, 'InvalidCallbackUri', 'webUrl', 'user name or password'],
    [{ webUrl: `https://example.com/${'x'.repeat(2048)}` }, 'InvalidCallbackUri', 'webUrl', 'at most 2048'],
    [{ webUrl: 'https://example.com', events: undefined }, 'InvalidPayload', 'events', 'events is missing'],
    [
      { webUrl: 'https://example.com', events: ['ping'] },
      'InvalidPayload',
      'events',
      'must be a JSON object'
    ],
    [
      { webUrl: 'https://example.com', events: { datasetCreated: true } },
      'InvalidWebHookEventKind',
      'events',
      'events must have names of events only: datasetCreation, datasetProcessing'
    ],
    [
      { webUrl: 'https://example.com', events: { ping: 'yes' } },
      'InvalidPayload',
      'events.ping',
      'events.ping must be true or false; found "yes"'
    ],
    [
      { webUrl: 'https://example.com', properties: { secret: 5 } },
      'InvalidPayload',
      'properties.secret',
      'properties.secret must be a string of at most 1024 characters; found 5'
    ],
    [
      { webUrl: 'https://example.com', properties: { secret: '********' } },
      'InvalidPayload',
      'properties.secret',
      'the placeholder for secrets in responses'
    ]
  ])('as %j is refused', async (fields, inner, target, message) => {
    const { status, body } = await service.create(fields)
    expect([status, body.target]).toEqual([400, target])
    expect(body).toMatchObject({ code: 'InvalidRequest', innerError: { code: inner } })
    expect(body.message).toContain(message)
    expect((await get('/webhooks')).body.values).toEqual([])
  })

  test('that does not exist: nothing to read, change, ping or test; deleted already', async () => {
    const path = '/webhooks/00000000-0000-4000-8000-000000000000'
    const answers = await Promise.all([
      get(path),
      patch(path, {}),
      act(`${path}:ping`),
      act(`${path}:test`),
      service.http.request('DELETE', path)
    ])
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 204])
    expect((await service.http.request('DELETE', '/webhooks')).status).toBe(405)
  })

  test('is found in lists by each property that the contract names', async () => {
    const { body: one } = await made({ displayName: 'One', description: 'first' })
    const { body: two } = await made({ displayName: 'Two', webUrl: `${receiver.url}/two` })
    const named = async (query: string): Promise<unknown> =>
      ((await get(`/webhooks?${query}`)).body.values as unknown as readonly { displayName: string }[]).map(
        ({ displayName }) => displayName
      )
    const filtered = (filter: string): Promise<unknown> => named(`filter=${encodeURIComponent(filter)}`)
    expect(await filtered("displayName eq 'One'")).toEqual(['One'])
    expect(await filtered("description ne 'first'")).toEqual(['Two'])
    expect(await filtered(`webUrl eq '${two.webUrl}'`)).toEqual(['Two'])
    expect(await filtered("status eq 'succeeded'")).toEqual(['One', 'Two'])
    expect(await filtered(`createdDateTime ge ${one.createdDateTime}`)).toEqual(['One', 'Two'])
    expect(await filtered('lastActionDateTime lt 2020-01-01T00:00:00Z')).toEqual([])
    expect((await get("/webhooks?filter=locale%20eq%20'en-US'")).body).toMatchObject({
      innerError: { code: 'UnsupportedFilter' }
    })
    const first = await get('/webhooks?top=1')
    expect(first.body.values).toEqual([one])
    expect((await get(String(first.body['@nextLink']))).body).toEqual({ values: [two] })
  })
})

describe('the challenge', () => {
  test('is a POST with a token behind the query as given, answered by the token', async () => {
    const { body } = await made({ webUrl: `${receiver.url}?code=a%20b+c` })
    expect(body.status).toBe('Succeeded')
    const [challenge] = receiver.received
    expect(challenge).toMatchObject({ method: 'POST', event: 'Challenge', body: '' })
    expect(challenge?.target).toMatch(/^\/told\?code=a%20b\+c&validationToken=[\w-]{32}$/)
    expect(challenge?.signature).toBeUndefined()
  })

  test.each([
    ['', 'an empty body'],
    ['hello', '"hello"']
  ])('answered by %j fails and says so', async (text, named) => {
    receiver.respond = (_received, response) => void response.end(text)
    const { body } = await made()
    expect(body.status).toBe('Failed')
    expect(body.properties?.error).toEqual({
      code: 'InvalidCallbackUri',
      message: expect.stringContaining(`answered the challenge with ${named}; expected 200`)
    })
    expect(receiver.received).toHaveLength(1)
  })

  test.each([404, 401, 204])('answered by %i fails at once', async (status) => {
    receiver.respond = (_received, response) => void response.writeHead(status).end()
    const { body } = await made()
    expect(body.properties?.error?.message).toContain(`answered ${status} to the challenge`)
    expect(receiver.received).toHaveLength(1)
  })

  test('is sent again to a receiver that is just starting', async () => {
    receiver.respond = (received, response) =>
      receiver.received.length < 3 ? void response.writeHead(503).end() : wellBehaved(received, response)
    expect((await made()).body.status).toBe('Succeeded')
    const tokens = receiver.received.map(({ token }) => token)
    expect(tokens).toEqual([tokens[0], tokens[0], tokens[0]])
  })

  test('that nobody answers in time fails after three tries', async () => {
    receiver.respond = () => {}
    const { body } = await made()
    expect(body.properties?.error?.message).toContain('did not answer within 0.4 s')
    expect(receiver.received).toHaveLength(3)
  })

  test('at an address where nobody listens fails', async () => {
    receiver.close()
    const { body } = await made()
    expect(body.status).toBe('Failed')
    expect(body.properties?.error?.message).toContain('ECONNREFUSED')
  })

  test('that failed leaves the hook silent, and its webUrl sent again starts another', async () => {
    receiver.respond = (_received, response) => void response.end('no')
    const self = selfOf(await made())
    await service.publish('dataset', 'Creation', 'one')
    for (const action of ['ping', 'test']) {
      const { status, body } = await act(`${self}:${action}`)
      expect([status, body.innerError?.code]).toEqual([400, 'InvalidPrerequisite'])
      expect(body.message).toContain('is Failed; it sends events when its receiver has answered')
    }
    receiver.respond = wellBehaved
    await patch(self, { displayName: 'still failed' })
    expect((await get(self)).body.status).toBe('Failed')
    const { status, body, headers } = await patch(self, { webUrl: receiver.url })
    expect([status, body.status, headers['retry-after']]).toEqual([200, 'NotStarted', '1'])
    expect(body.properties).not.toHaveProperty('error')
    expect((await service.settled(self)).body.status).toBe('Succeeded')
    expect(receiver.deliveries).toEqual([])
  })
})

describe('PATCH', () => {
  test('changes what it names; events it does not name stay', async () => {
    const self = selfOf(await made({ description: 'old', customProperties: { a: 'b' } }))
    const { body } = await patch(self, {
      displayName: 'New',
      description: null,
      customProperties: { c: 'd' },
      events: { datasetDeletion: false, modelCreation: true, datasetCreation: null }
    })
    expect(body).toMatchObject({
      displayName: 'New',
      customProperties: { c: 'd' },
      status: 'Succeeded',
      webUrl: receiver.url
    })
    expect(body).not.toHaveProperty('description')
    expect(body.events).toEqual({ datasetCompletion: true, modelCreation: true })
    expect((await get(self)).body).toEqual(body)
  })

  test('without a secret turns signing off; the mask keeps it, another text replaces it', async () => {
    const self = selfOf(await made({ properties: { secret: 'first' } }))
    const masked = async (payload: object): Promise<unknown> =>
      (await patch(self, payload)).body.properties?.secret
    expect(await masked({ properties: { secret: '********' } })).toBe('********')
    expect(await masked({ properties: { secret: 'second' } })).toBe('********')
    expect(await masked({ displayName: 'Unsigned' })).toBeUndefined()
    expect(await masked({ properties: { secret: 'third' } })).toBe('********')
    expect(await masked({ properties: { secret: '' } })).toBeUndefined()
  })

  test('of the whole entity as it was read changes nothing, its challenge included', async () => {
    const { body } = await made({ description: 'D', properties: { secret: 'kept' } })
    expect((await patch(String(body.self), body)).body).toEqual(body)
    expect(receiver.of('Challenge')).toHaveLength(1)
  })

  test('of webUrl silences the hook until the new address has answered', async () => {
    const waiting: ServerResponse[] = []
    const other = await Receiver.start((_received, response) => void waiting.push(response))
    try {
      const self = selfOf(await made())
      expect((await patch(self, { webUrl: other.url })).body.status).toBe('NotStarted')
      await eventually(() => expect(other.received).toHaveLength(1))
      await service.publish('dataset', 'Creation', 'in between')
      other.respond = wellBehaved
      waiting[0]?.end(other.received[0]?.token)
      await service.settled(self)
      await service.publish('dataset', 'Creation', 'after')
      await eventually(() => expect(other.deliveries).toHaveLength(1))
      expect(other.deliveries[0]?.body).toContain('/datasets/after"')
      expect(receiver.deliveries).toEqual([])
    } finally {
      other.close()
    }
  })

  test('during a challenge: the old address can no longer answer it', async () => {
    const waiting: (() => void)[] = []
    receiver.respond = (received, response) => void waiting.push(() => wellBehaved(received, response))
    const self = selfOf(await service.create({ webUrl: receiver.url }))
    await eventually(() => expect(waiting).toHaveLength(1))
    const other = await Receiver.start((_received, response) => void response.end('no'))
    try {
      await patch(self, { webUrl: other.url })
      waiting[0]?.()
      expect((await service.settled(self)).body.status).toBe('Failed')
      expect(other.received).toHaveLength(1)
    } finally {
      other.close()
    }
  })

  test('that is refused changes nothing', async () => {
    const { body } = await made({ properties: { secret: 'kept' } })
    const self = String(body.self)
    const { status, body: rejected } = await patch(self, {
      displayName: 'New',
      webUrl: 'nowhere',
      events: { x: true }
    })
    expect(status).toBe(400)
    expect(rejected.message).toMatch(/webUrl must be .*; found "nowhere"\. OR events must have .*; found "x"/)
    expect((await get(self)).body).toEqual(body)
  })

  test('upon PATCH leaves each event as it was last named', async () => {
    const self = selfOf(await made({ events: {} }))
    const names = Object.keys(everyEvent)
    const change = fc.dictionary(fc.constantFrom(...names), fc.boolean())
    let on: Record<string, boolean> = {}
    await fc.assert(
      fc.asyncProperty(change, async (events) => {
        on = { ...on, ...events }
        const expected = Object.fromEntries(Object.entries(on).filter(([, requested]) => requested))
        expect((await patch(self, { events })).body.events).toEqual(expected)
      }),
      { numRuns: 40 }
    )
  })
})
