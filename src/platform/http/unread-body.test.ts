import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KEY, startTestService, type TestService } from '../../../tests/http/service.ts'
import { BODY_LIMITS } from './body-limits.ts'

let service: TestService
let port: number
beforeAll(async () => {
  service = await startTestService({
    contract: (app) => {
      app.post('/things', (request) => ({ body: request.body }))
      app.get('/things', () => ({ values: [] }))
      app.post('/texts', { bodyLimit: BODY_LIMITS.inlineText }, (request) => ({
        length: JSON.stringify(request.body).length
      }))
    }
  })
  port = await service.listen()
})
afterAll(() => service.remove())

const key = `Ocp-Apim-Subscription-Key: ${KEY}`
const address = '/speechtotext/v3.2/things'

function open(request: string, ...headers: readonly string[]): Socket {
  const socket = connect(port, '127.0.0.1')
  socket.write([`${request} HTTP/1.1`, 'Host: here', ...headers, '', ''].join('\r\n'))
  return socket
}

/** What is answered, up to where the text has `until` in it, or the connection ends. */
async function answerOf(socket: Socket, until?: RegExp): Promise<string> {
  let answer = ''
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    answer += String(chunk)
    if (until?.test(answer)) break
  }
  return answer
}

const BODY = /\r\n\r\n\{.*\}$/s

describe('a body that nobody will read', () => {
  const chunked = 'Transfer-Encoding: chunked'
  const huge = `Content-Length: ${2 ** 32}`

  test.each([
    ['without a key', 401, `POST ${address}`, []],
    ['with a wrong key', 401, `POST ${address}`, [`${key}x`]],
    ['to an unknown path of the API, without a key', 401, 'POST /speechtotext/v3.2/nothing', []],
    ['to an unknown path of the API', 404, 'POST /speechtotext/v3.2/nothing', [key]],
    ['to an unknown path', 404, 'POST /nothing', []],
    ['by a method that the path does not take', 405, `PUT ${address}`, [key]],
    ['by a method that the path does not take, where no key is needed', 405, 'POST /healthz', []],
    ['by an unusual method', 404, 'PROPFIND /nothing', []],
    ['with a path that is not well encoded', 400, 'POST /nothing/%zz', []]
  ] as const)('%s is refused with %d before it is sent', async (_what, status, request, headers) => {
    for (const length of [huge, chunked]) {
      const socket = open(request, ...headers, length, 'Content-Type: application/json')
      const answer = await answerOf(socket, BODY)
      expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
      expect(answer).toMatch(/\r\nconnection: close\r\n/i)
      socket.destroy()
    }
  })

  test('is not parsed, whatever it holds', async () => {
    for (const [path, status] of [
      ['/nothing', 404],
      [address, 401]
    ] as const) {
      const payload = `"${'\\"'.repeat(100_000)}`
      const headers = { 'content-type': 'application/json' }
      const answer = await service.server.inject({ method: 'POST', url: path, headers, payload })
      expect(answer.statusCode).toBe(status)
    }
  })

  test('is not read with a request that takes none, nor keeps the answer back', async () => {
    for (const [length, status] of [
      [chunked, 200],
      [huge, 413]
    ] as const) {
      const socket = open('GET /healthz', length, 'Content-Type: application/json')
      const answer = await answerOf(socket, BODY)
      expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} [\\s\\S]*connection: close\r\n`, 'i'))
      socket.destroy()
    }
  })

  test('leaves its connection open where it was small enough to have come already', async () => {
    const socket = open('POST /nothing', 'Content-Type: application/json', 'Content-Length: 2\r\n\r\n{}')
    expect(await answerOf(socket, BODY)).toMatch(/^HTTP\/1.1 404 [\s\S]*connection: keep-alive/i)
    socket.write('GET /healthz HTTP/1.1\r\nHost: here\r\n\r\n')
    expect(await answerOf(socket, BODY)).toMatch(/^HTTP\/1.1 200 /)
    socket.destroy()
  })

  test('may be sent to its end before the client looks for the answer', async () => {
    const size = 8 * 2 ** 20
    const socket = open('POST /nothing', `Content-Length: ${size}`)
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject)
      socket.write(Buffer.alloc(size), () => resolve())
    })
    expect(await answerOf(socket)).toMatch(/^HTTP\/1.1 404 /)
  })

  test('is cut off where a client sends without end', async () => {
    const socket = open('POST /nothing', huge)
    const block = Buffer.alloc(2 ** 20)
    let sent = 0
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
    socket.on('error', () => undefined).resume()
    const send = (): void => {
      sent += block.length
      if (!socket.destroyed) socket.write(block, (error) => error ?? send())
    }
    send()
    await closed
    expect(sent).toBeLessThan(64 * 2 ** 20)
  })
})

describe('a client that asks before it sends its body', () => {
  const expect100 = 'Expect: 100-continue'
  const length = 'Content-Length: 8'

  test('is told to send it where it will be read', async () => {
    const socket = open(`POST ${address}`, key, expect100, length, 'Content-Type: application/json')
    expect(await answerOf(socket, /\r\n\r\n/)).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\n$/)
    socket.write('{"a": 1}')
    expect(await answerOf(socket, BODY)).toMatch(/^HTTP\/1.1 200 OK[\s\S]*\{"body":\{"a":1\}\}$/)
    socket.destroy()
  })

  test('is told why not, and nothing else, where it will not', async () => {
    for (const [request, status] of [
      [`POST ${address}`, 401],
      ['POST /nothing', 404]
    ] as const) {
      const answer = await answerOf(open(request, expect100, length, 'Content-Type: application/json'))
      expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} [\\s\\S]*connection: close`, 'i'))
    }
  })
})

describe('a body over the limit of its operation', () => {
  const post = (path: string, bytes: number) =>
    service.request('POST', path, {
      headers: { 'content-type': 'application/json' },
      payload: `{"a":"${'x'.repeat(bytes - 8)}"}`
    })

  test('is refused with 413, which says how much is accepted', async () => {
    const { status, body } = await post('/things', BODY_LIMITS.entity + 1)
    expect(status).toBe(413)
    expect(body).toEqual({
      code: 'InvalidRequest',
      message: expect.stringContaining(`${BODY_LIMITS.entity} bytes`),
      innerError: { code: 'InvalidRequestBodyFormat', message: body.message }
    })
    expect((await post('/things', BODY_LIMITS.entity)).status).toBe(200)
  })

  test('is larger where the operation carries text', async () => {
    expect((await post('/texts', BODY_LIMITS.entity + 1)).status).toBe(200)
    expect((await post('/texts', BODY_LIMITS.inlineText + 1)).status).toBe(413)
  })

  test('is refused by its declared length before it is sent, and while it is read where it declares none', async () => {
    const type = 'Content-Type: application/json'
    const declared = open(`POST ${address}`, key, type, `Content-Length: ${BODY_LIMITS.entity + 1}`)
    expect(await answerOf(declared, BODY)).toMatch(/^HTTP\/1.1 413 [\s\S]*connection: close/i)
    declared.destroy()
    const streamed = open(`POST ${address}`, key, type, 'Transfer-Encoding: chunked')
    const chunk = 'x'.repeat(2 ** 15)
    for (let sent = 0; sent <= BODY_LIMITS.entity; sent += chunk.length) {
      streamed.write(`${chunk.length.toString(16)}\r\n${chunk}\r\n`)
    }
    expect(await answerOf(streamed, BODY)).toMatch(/^HTTP\/1.1 413 [\s\S]*connection: close/i)
    streamed.destroy()
  })
})
