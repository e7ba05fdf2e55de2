import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { type Exchange, requestsText } from './exchanges.ts'
import { idOf, ServiceClient } from './service-client.ts'

let close = (): void => undefined
afterEach(() => close())

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  close = () => void server.close()
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test.each([
  ['http://h', 'http://h/speechtotext/v3.2'],
  ['http://h/', 'http://h/speechtotext/v3.2'],
  ['http://h/speechtotext/v3.1', 'http://h/speechtotext/v3.1'],
  [' http://h/speechtotext/ ', 'http://h/speechtotext/v3.2']
])('%s is the service at %s', (url, base) => {
  const service = new ServiceClient(url, ' key\n')
  expect([service.origin, service.base, service.key]).toEqual(['http://h', base, 'key'])
})

test('an ID becomes a URL, and a URL stays', () => {
  const service = new ServiceClient('http://h', 'k')
  expect(service.addressOf('models', ' a b ')).toBe('http://h/speechtotext/v3.2/models/a%20b')
  expect(service.addressOf('models', 'https://other/models/1/')).toBe('https://other/models/1')
  expect(idOf({ self: 'http://h/speechtotext/v3.2/models/1/' })).toBe('1')
})

test('all pages of a list are read, and one page with top', async () => {
  const origin: string = await serve((request, response) => {
    const { searchParams } = new URL(request.url ?? '', origin)
    const skip = Number(searchParams.get('skip') ?? 0)
    const next = skip < 4 ? `${origin}/speechtotext/v3.2/models?skip=${skip + 2}` : null
    response.end(
      JSON.stringify({ values: [{ self: `${skip}` }, { self: `${skip + 1}` }], '@nextLink': next })
    )
  })
  const service = new ServiceClient(origin, 'k')
  expect((await service.list('/models')).map(({ self }) => self)).toEqual(['0', '1', '2', '3', '4', '5'])
  expect(await service.list('/models', { top: '2', skip: '2' })).toHaveLength(2)
})

test('a rejection has the message of the service, its body as a hint, and an exit code', async () => {
  const origin = await serve((request, response) => {
    response.statusCode = request.url?.endsWith('/key') ? 401 : 400
    response.end(JSON.stringify({ code: 'InvalidRequest', message: 'Too long.' }))
  })
  const service = new ServiceClient(origin, 'k')
  await expect(service.json('/models', { method: 'POST', json: {} })).rejects.toMatchObject({
    message: 'POST /speechtotext/v3.2/models: HTTP 400: Too long.',
    hint: '{"code":"InvalidRequest","message":"Too long."}',
    exitCode: 1
  })
  await expect(service.json('/key')).rejects.toMatchObject({
    exitCode: 4,
    hint: expect.stringContaining('--key') as string
  })
})

test('a service that is not there has an exit code of its own', async () => {
  const origin = await serve(() => undefined)
  close()
  await expect(new ServiceClient(origin, 'k').json('/models')).rejects.toMatchObject({
    message: `${origin} cannot be reached (ECONNREFUSED).`,
    exitCode: 3
  })
})

test('the key goes to the service only, and not into the text of requests', async () => {
  const keys: (string | undefined)[] = []
  const origin = await serve((request, response) => {
    keys.push(request.headers['ocp-apim-subscription-key'] as string | undefined)
    response.end('{}')
  })
  const exchanges: Exchange[] = []
  const record = (exchange: Exchange) => {
    exchanges.push(exchange)
    return () => undefined
  }
  await new ServiceClient(origin, 'secret', 1000, record).json('/models', { method: 'POST', json: { a: 1 } })
  await new ServiceClient('http://elsewhere', 'secret', 1000, record).json(`${origin}/file?sig=x`)
  expect(keys).toEqual(['secret', undefined])
  const text = requestsText(exchanges)
  expect(text).toContain(`POST /speechtotext/v3.2/models HTTP/1.1\nHost: ${new URL(origin).host}`)
  expect(text).toContain('Ocp-Apim-Subscription-Key: …')
  expect(text).toContain('\n\n{"a":1}\n')
  expect(text).not.toContain('secret')
  // Reads are left out where something was changed.
  expect(text).not.toContain('GET')
  expect(requestsText(exchanges.slice(1))).toContain('GET /file?sig=x')
})
