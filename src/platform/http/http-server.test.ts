import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KEY, startTestService, type TestService } from '../../../tests/http/service.ts'
import { Problem } from './problem.ts'

let service: TestService
beforeAll(async () => {
  service = await startTestService({
    contract: (app) => {
      const id = ':id(^[^:/]+)'
      app.get<{ Params: { id: string } }>(`/things/${id}`, (request) => ({ got: request.params.id }))
      app.post<{ Params: { id: string } }>(`/things/${id}::copy`, (request) => ({
        copied: request.params.id
      }))
      app.post(`/things/${id}/blocks::commit`, (request) => ({ committed: request.body ?? 'nothing' }))
      app.post('/things', (request) => ({ body: request.body, query: request.query }))
      app.patch('/things', (request) => ({ body: request.body }))
      app.get('/broken', () => {
        throw new Error('the password is 12345')
      })
      app.get('/busy', () => {
        throw new Problem('TooManyRequests', 'QuotaViolation', 'Too many.')
      })
    },
    other: (app) => {
      app.post('/speech/recognition', () => ({ text: 'lamp' }))
    }
  })
})
afterAll(() => service.remove())

const json = { 'content-type': 'application/json' }

/** What is written to a bare connection, answered as text; `inject` and clients would tidy it up first. */
async function send(lines: readonly string[], body = ''): Promise<string> {
  const port = rawPort ?? (await service.listen())
  rawPort = port
  const socket = connect(port, '127.0.0.1')
  socket.write([...lines, 'Connection: close', '', body].join('\r\n'))
  let answer = ''
  for await (const chunk of socket) answer += String(chunk)
  return answer
}
let rawPort: number | undefined

describe('the access key', () => {
  const spellings = [
    '/speechtotext/v3.2/projects',
    '/SpeechToText/V3.2/Projects/',
    '/%73peechtotext/v3.2/projects',
    '/speechtotext/v3%2E2/projects',
    'http://elsewhere/speechtotext/v3.2/projects',
    'HTTP://elsewhere/%53peechToText/v3.2/projects',
    '/speechtotext/v3.2/nothing'
  ]

  test.each(spellings)('is asked for at %s', async (target) => {
    const answer = await send([`GET ${target} HTTP/1.1`, 'Host: here'])
    expect(answer).toMatch(/^HTTP\/1.1 (401 Unauthorized|404 Not Found)\r\n/)
    expect(answer).not.toContain('values')
    if (!target.includes('%')) expect(answer).toContain('401 Unauthorized')
  })

  test('is asked for by the live recognition too', async () => {
    const url = '/speech/recognition'
    expect((await service.server.inject({ method: 'POST', url })).statusCode).toBe(401)
    const headers = { 'Ocp-Apim-Subscription-Key': KEY }
    expect((await service.server.inject({ method: 'POST', url, headers })).json()).toEqual({ text: 'lamp' })
  })

  test('is not asked for where there is nothing to protect', async () => {
    expect((await service.server.inject('/healthz')).statusCode).toBe(200)
    expect((await service.server.inject('/nothing')).statusCode).toBe(404)
  })

  test('that is missing or wrong is told from no permission, in the contract’s shape', async () => {
    for (const headers of [
      {},
      { 'Ocp-Apim-Subscription-Key': `${KEY}x` },
      { 'Ocp-Apim-Subscription-Key': '' }
    ]) {
      const answer = await service.server.inject({ url: '/speechtotext/v3.2/projects', headers })
      expect(answer.statusCode).toBe(401)
      expect(answer.json()).toEqual({
        code: 'Unauthorized',
        message: expect.stringContaining('Ocp-Apim-Subscription-Key')
      })
    }
  })
})

describe('every answer', () => {
  test.each([
    ['GET /healthz HTTP/1.1', 200],
    ['GET /speechtotext/v3.2/projects HTTP/1.1', 401],
    ['GET /nothing HTTP/1.1', 404],
    ['GET /nothing/%zz HTTP/1.1', 400],
    ['NOT HTTP', 400]
  ])('%s tells browsers to take it for nothing else, and to load nothing', async (line, status) => {
    const answer = await send([line, 'Host: here'])
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(answer).toMatch(/\r\nx-content-type-options: nosniff\r\n/i)
    expect(answer).toMatch(/\r\ncontent-security-policy: default-src 'none'; frame-ancestors 'none'\r\n/i)
  })
})

describe('a path', () => {
  test.each(['/things/a1', '/Things/A1', '/things/a1/', '/things/a1//'])(
    '%s is found however it is written',
    async (path) => {
      expect((await service.request('GET', path)).body).toEqual({ got: 'a1' })
    }
  )

  test('may end in an action, which is no part of the id', async () => {
    expect((await service.request('POST', '/things/a1:copy')).body).toEqual({ copied: 'a1' })
    expect((await service.request('POST', '/things/a1/blocks:commit/')).body).toEqual({
      committed: 'nothing'
    })
    expect((await service.request('GET', '/things/a1:copy')).status).toBe(405)
    expect((await service.request('POST', '/things/a1:other')).status).toBe(404)
  })

  test('keeps its query as it was sent', async () => {
    const { body } = await service.request('POST', '/Things/?blockId=QWxsIQ%3D%3D&x=A/', {
      headers: json,
      payload: '{}'
    })
    expect(body.query).toEqual({ blockId: 'QWxsIQ==', x: 'A/' })
  })

  test('that leads nowhere is NotFound', async () => {
    const { status, body } = await service.request('GET', '/nothing')
    expect(status).toBe(404)
    expect(body).toEqual({ code: 'NotFound', message: expect.stringContaining('/nothing') })
  })

  test('that leads somewhere by another method is NotAllowed, and the others are named', async () => {
    const { status, headers, body } = await service.request('DELETE', '/things')
    expect(status).toBe(405)
    expect(headers.allow).toBe('POST, PATCH')
    expect(body).toEqual({ code: 'NotAllowed', message: expect.stringContaining('DELETE') })
  })

  test('that is not well encoded, and what is no HTTP at all, are refused in the contract’s shape', async () => {
    const badPath = await send(['GET /speechtotext/v3.2/%zz HTTP/1.1', 'Host: here'])
    expect(badPath).toMatch(/^HTTP\/1.1 400 /)
    expect(badPath).toContain('{"code":"InvalidArgument"')
    const garbage = await send(['what is this'])
    expect(garbage).toMatch(/^HTTP\/1.1 400 /)
    expect(garbage).toContain('{"code":"InvalidRequest"')
  })
})

test('every answer carries an id, the version, and leave to no cache', async () => {
  for (const path of ['/things/a1', '/nothing', '/broken']) {
    expect((await service.request('GET', path)).headers).toMatchObject({
      'apim-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'api-supported-versions': expect.stringContaining('v3.2'),
      'cache-control': 'no-store'
    })
  }
})

describe('links in answers', () => {
  const location = async (...lines: string[]): Promise<string | undefined> => {
    const body = '{"displayName":"a","locale":"en-US"}'
    const headers = [
      `Ocp-Apim-Subscription-Key: ${KEY}`,
      'Content-Type: application/json',
      `Content-Length: ${body.length}`
    ]
    const answer = await send([...lines, ...headers], body)
    return /^location: (.*)\/speechtotext\/v3\.2\/projects\//m.exec(answer)?.[1]
  }
  const post = 'POST /speechtotext/v3.2/projects HTTP/1.1'

  test('lead to where the client reached the service', async () => {
    expect(await location(post, 'Host: speech.example:8640')).toBe('http://speech.example:8640')
    expect(await location(post, 'Host: [::1]:8640')).toBe('http://[::1]:8640')
  })

  test('lead to the address of the connection when the client named no host that a link could hold', async () => {
    const here = `http://127.0.0.1:${rawPort}`
    expect(await location(post.replace('1.1', '1.0'))).toBe(here)
    expect(await location(post, 'Host: a b<>')).toBe(here)
    expect(await location(post, 'Host: here/there?')).toBe(here)
  })
})

describe('a body', () => {
  const post = (payload: string | Buffer, type = 'application/json') =>
    service.request('POST', '/things', { headers: { 'content-type': type }, payload })

  test('is JSON, also as clients of the original service send it', async () => {
    expect((await post('{"a": "line one\nline two\t", "b": [1, 2,], }')).body.body).toEqual({
      a: 'line one\nline two\t',
      b: [1, 2]
    })
    expect((await post('\ufeff{"a": 1}', 'application/json; charset=utf-8')).body.body).toEqual({ a: 1 })
  })

  test('of a change may be a merge patch', async () => {
    const headers = { 'content-type': 'application/merge-patch+json' }
    const { body } = await service.request('PATCH', '/things', { headers, payload: '{"a": null}' })
    expect(body).toEqual({ body: { a: null } })
  })

  test.each([
    ['no JSON', '{"a": tea}', 'InvalidRequestBodyFormat'],
    ['half of it', '{"a": "b', 'InvalidRequestBodyFormat'],
    ['only blanks', '  \n ', 'EmptyRequest'],
    ['nested too deep', '['.repeat(10_000), 'InvalidRequestBodyFormat']
  ])('that is %s is refused', async (_what, payload, inner) => {
    const { status, body } = await post(payload)
    expect(status).toBe(400)
    expect(body).toEqual({
      code: 'InvalidRequest',
      message: body.message,
      innerError: { code: inner, message: body.message }
    })
  })

  test('of another type is refused by its type', async () => {
    const { status, body } = await post('<a/>', 'application/xml')
    expect(status).toBe(415)
    expect(body).toEqual({
      code: 'UnsupportedMediaType',
      message: expect.stringContaining('application/json')
    })
  })

  test('may be absent from a deletion whose client names a type all the same', async () => {
    const { status } = await service.request('DELETE', '/projects/none', { headers: json })
    expect(status).toBe(204)
  })
})

describe('an error', () => {
  test('that nobody foresaw is told without what it says', async () => {
    const { status, body } = await service.request('GET', '/broken')
    expect(status).toBe(500)
    expect(body).toMatchObject({ code: 'InternalServerError', innerError: { code: 'UnexpectedError' } })
    expect(JSON.stringify(body)).not.toContain('12345')
  })

  test('that passes says when to try again', async () => {
    const { status, headers, body } = await service.request('GET', '/busy')
    expect(status).toBe(429)
    expect(headers['retry-after']).toBe('5')
    expect(body).toEqual({
      code: 'TooManyRequests',
      message: 'Too many.',
      innerError: { code: 'QuotaViolation', message: 'Too many.' }
    })
  })
})
