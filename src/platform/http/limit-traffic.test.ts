import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import Fastify from 'fastify'
import { afterEach, describe, expect, test } from 'vitest'
import { KEY, startTestService, type TestService } from '../../../tests/http/service.ts'
import type { TrafficLimits } from './limit-traffic.ts'
import { ArrivingBodies } from './slow-bodies.ts'
import { WrongKeys } from './wrong-keys.ts'

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function serve(limits: Partial<TrafficLimits>): Promise<{ service: TestService; port: number }> {
  const service = await startTestService({
    limits,
    contract: (app) => void app.post('/things', (request) => ({ body: request.body }))
  })
  ends.push(() => service.remove())
  return { service, port: await service.listen() }
}

async function open(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  ends.push(async () => socket.destroy())
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return socket
}

async function allOf(socket: Socket): Promise<string> {
  let text = ''
  socket.on('data', (chunk) => {
    text += String(chunk)
  })
  if (!socket.closed) await once(socket, 'close')
  return text
}

/** One request on a connection that stays open. */
async function ask(socket: Socket, ...headers: readonly string[]): Promise<string> {
  socket.write(['GET /speechtotext/v3.2/projects HTTP/1.1', 'Host: here', ...headers, '', ''].join('\r\n'))
  const [answer] = (await once(socket, 'data')) as [Buffer]
  return String(answer)
}

const key = `Ocp-Apim-Subscription-Key: ${KEY}`

describe('connections', () => {
  test('from one address are refused above the limit, and accepted again when others have closed', async () => {
    const { port } = await serve({ maxConnectionsPerAddress: 3 })
    const first = await open(port)
    const others = [await open(port), await open(port)]
    for (const socket of [first, ...others]) expect(await ask(socket, key)).toMatch(/^HTTP\/1.1 200 /)
    expect(await allOf(await open(port))).toMatch(
      /^HTTP\/1.1 429 [\s\S]*Retry-After: 5[\s\S]*3 open connections/
    )
    first.destroy()
    await expect
      .poll(async () => ask(await open(port), key).catch(() => ''), { timeout: 20_000 })
      .toMatch(/^HTTP\/1.1 200 /)
    expect(await ask(others[0] as Socket, key)).toMatch(/^HTTP\/1.1 200 /)
  })

  test('that nobody has shown a key on make room, the oldest first; those of known clients stay', async () => {
    const { port } = await serve({ maxUnauthenticated: 2 })
    const known = await open(port)
    expect(await ask(known, key)).toMatch(/^HTTP\/1.1 200 /)
    const stranger = await open(port)
    expect(await ask(stranger)).toMatch(/^HTTP\/1.1 401 /)
    const silent = await open(port)
    const closed = once(stranger, 'close')
    const late = await open(port)
    await closed
    expect(await ask(late)).toMatch(/^HTTP\/1.1 401 /)
    expect(silent.destroyed).toBe(false)
    expect(await ask(known, key)).toMatch(/^HTTP\/1.1 200 /)
  })

  test('above the limit of the whole server are dropped, and the server goes on', async () => {
    const { port } = await serve({ maxConnections: 2 })
    const sockets = [await open(port), await open(port)]
    for (const socket of sockets) expect(await ask(socket, key)).toMatch(/^HTTP\/1.1 200 /)
    expect(await allOf(await open(port))).toBe('')
    expect(await ask(sockets[0] as Socket, key)).toMatch(/^HTTP\/1.1 200 /)
  })

  test.each(['', 'GET / HTTP/1.1\r\nHost: here\r\nX-Slow: '])(
    'whose headers do not arrive (%j) end with 408',
    async (sent) => {
      const { port } = await serve({ headerTimeoutMs: 50 })
      const socket = await open(port)
      socket.write(sent)
      expect(await allOf(socket)).toMatch(/^HTTP\/1.1 408 /)
    }
  )

  test('with headers above 16 KiB end with 431', async () => {
    const { port } = await serve({})
    const socket = await open(port)
    socket.write(`GET / HTTP/1.1\r\nHost: here\r\nX-Large: ${'x'.repeat(20_000)}`)
    expect(await allOf(socket)).toMatch(/^HTTP\/1.1 431 [\s\S]*"code":"InvalidRequest"/)
  })
})

describe('a body', () => {
  type Reader = (body: AsyncIterable<Buffer>) => Promise<unknown>
  const readAll: Reader = async (body) => {
    let bytes = 0
    for await (const chunk of body) bytes += chunk.length
    return { bytes }
  }

  /** A request with a body of 10,000 bytes that has not begun to arrive; 30 s idle, 100 bytes a second. */
  async function arriving(read: Reader = readAll) {
    let now = 0
    const bodies = new ArrivingBodies({ bodyIdleMs: 30_000, minBodyBytesPerSecond: 100 }, () => now)
    const app = Fastify()
    ends.push(() => app.close())
    bodies.watch(app)
    app.addContentTypeParser('*', (_request, payload, parsed) => parsed(null, payload))
    app.post('/', (request) => read(request.body as AsyncIterable<Buffer>))
    const served = once(app.server, 'connection') as Promise<[Socket]>
    await app.listen({ host: '127.0.0.1', port: 0 })
    const socket = await open((app.server.address() as AddressInfo).port)
    const [server] = await served
    const head = 'POST / HTTP/1.1\r\nHost: here\r\nContent-Type: audio/wav\r\nContent-Length: 10000\r\n\r\n'
    let sent = 0
    const send = async (bytes: string | Buffer): Promise<void> => {
      sent += bytes.length
      socket.write(bytes)
      await expect.poll(() => server.bytesRead).toBe(sent)
    }
    await send(head)
    const passing = (seconds: number): number => {
      now += seconds * 1000
      bodies.check()
      return bodies.size
    }
    return { socket, send, passing }
  }

  test('that stalls ends with 408', async () => {
    const { socket, passing } = await arriving()
    expect(passing(29)).toBe(1)
    expect(passing(1)).toBe(0)
    expect(await allOf(socket)).toMatch(/^HTTP\/1.1 408 [\s\S]*nothing for 30 s/)
  })

  test('that trickles ends with 408 too', async () => {
    const { socket, send, passing } = await arriving()
    for (let round = 0; round < 2; round += 1) {
      await send(Buffer.alloc(50))
      expect(passing(10)).toBe(1)
    }
    await send(Buffer.alloc(50))
    expect(passing(10)).toBe(0)
    expect(await allOf(socket)).toMatch(/^HTTP\/1.1 408 /)
  })

  test('that is spoken while it is sent has all the time it takes', async () => {
    const { socket, send, passing } = await arriving()
    for (let round = 0; round < 9; round += 1) {
      await send(Buffer.alloc(1_000))
      expect(passing(10)).toBe(1)
    }
    const [answer] = await Promise.all([once(socket, 'data'), send(Buffer.alloc(1_000))])
    expect(String(answer)).toMatch(/^HTTP\/1.1 200 [\s\S]*\{"bytes":10000\}$/)
    expect(passing(300)).toBe(0)
  })

  test('that the service is slow to read is not the fault of its sender', async () => {
    let read = (): void => undefined
    const mayRead = new Promise<void>((resolve) => {
      read = resolve
    })
    const { socket, send, passing } = await arriving(async (body) => {
      await mayRead
      return readAll(body)
    })
    await send(Buffer.alloc(9_000))
    expect(passing(300)).toBe(1)
    const answered = once(socket, 'data')
    read()
    await send(Buffer.alloc(1_000))
    expect(String(await answered)).toMatch(/^HTTP\/1.1 200 /)
  })
})

describe('wrong keys', () => {
  test('are answered with 429 above the limit, from the address that sent them; a right key never is', async () => {
    const { service } = await serve({ maxWrongKeysPerMinute: 3 })
    const send = (value: string | undefined, remoteAddress: string) =>
      service.server.inject({
        url: '/speechtotext/v3.2/projects',
        remoteAddress,
        headers: value === undefined ? {} : { 'ocp-apim-subscription-key': value }
      })
    const tryKey = async (): Promise<number> => (await send('wrong', '192.0.2.1')).statusCode
    expect([await tryKey(), await tryKey(), await tryKey(), await tryKey()]).toEqual([401, 401, 401, 429])
    const rejected = await send('wrong', '192.0.2.1')
    expect(Number(rejected.headers['retry-after'])).toBeGreaterThan(50)
    expect(rejected.headers.connection).toBe('close')
    expect(rejected.json()).toMatchObject({ code: 'TooManyRequests' })
    expect((await send(KEY, '192.0.2.1')).statusCode).toBe(200)
    expect((await send(undefined, '192.0.2.1')).statusCode).toBe(401)
    expect((await send('wrong', '192.0.2.2')).statusCode).toBe(401)
  })

  test('are counted for a minute, and for a whole network of IPv6', () => {
    let now = 0
    const wrong = new WrongKeys(2, () => now)
    const addresses = ['2001:db8:0:7::1', '2001:db8::7:0:0:0:2', '2001:db8:0:7:ffff::']
    expect(addresses.map((address) => wrong.rejectionFor(address)?.retryAfterSeconds)).toEqual([
      undefined,
      undefined,
      60
    ])
    expect(wrong.rejectionFor('2001:db8:0:8::1')).toBeUndefined()
    now = 59_500
    expect(wrong.rejectionFor('2001:db8:0:7::1')?.retryAfterSeconds).toBe(1)
    now = 60_000
    expect(wrong.rejectionFor('2001:db8:0:7::1')).toBeUndefined()
  })

  test('of a flood of addresses take no more memory than those of ten thousand', () => {
    const wrong = new WrongKeys(1)
    for (let address = 0; address < 10_000; address += 1)
      wrong.rejectionFor(`10.0.${address >> 8}.${address & 255}`)
    expect(wrong.rejectionFor('10.0.0.0')).toBeDefined()
    wrong.rejectionFor('192.0.2.1')
    expect(wrong.rejectionFor('10.0.0.1')).toBeUndefined()
    expect(wrong.rejectionFor('192.0.2.1')).toBeDefined()
  })
})
