import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { ContentUnavailable, fetchContent, fetchReachable } from './fetch-content.ts'

const servers: Server[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((closed) => server.close(closed))
  }
})

/** A server on an address of the loopback network; `seen` are the requests that reached it. */
async function serve(answer: RequestListener, host = '127.0.0.1', port = 0) {
  const seen: string[] = []
  const server = createServer((request, response) => {
    seen.push(request.url ?? '')
    answer(request, response)
  })
  servers.push(server)
  await new Promise<void>((listening) => server.listen(port, host, listening))
  return { seen, port: (server.address() as AddressInfo).port }
}

const textOf = async (stream: AsyncIterable<unknown>): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

const rejection = async (fetching: Promise<AsyncIterable<unknown>>): Promise<ContentUnavailable> => {
  const error = await fetching.then(textOf).catch((thrown: unknown) => thrown)
  if (error instanceof ContentUnavailable) return error
  throw new Error('The fetch was to be refused', { cause: error })
}

const anyAddress = { allowPrivate: true }
const publicOnly = { allowPrivate: false }

describe('content at a URL', () => {
  test('is fetched by a GET that carries no key and no name', async () => {
    let headers: unknown
    const { port } = await serve((request, response) => {
      headers = request.headers
      response.end('a sentence\n')
    })
    expect(
      await textOf(await fetchContent(`http://user:word@127.0.0.1:${port}/data.txt?a=b`, anyAddress))
    ).toBe('a sentence\n')
    expect(headers).not.toHaveProperty('authorization')
    expect(headers).not.toHaveProperty('cookie')
  })

  test('is found at the end of up to five redirections, relative ones too', async () => {
    const { port, seen } = await serve(({ url }, response) => {
      const step = Number(url?.slice(1))
      if (step === 5) return void response.end('found')
      response.writeHead(302, { location: `${step + 1}` }).end()
    })
    expect(await textOf(await fetchContent(`http://127.0.0.1:${port}/0`, anyAddress))).toBe('found')
    expect(seen).toEqual(['/0', '/1', '/2', '/3', '/4', '/5'])
  })

  test('is not searched for beyond five redirections', async () => {
    const { port, seen } = await serve((_request, response) => {
      response.writeHead(301, { location: '/again' }).end()
    })
    expect(await rejection(fetchContent(`http://127.0.0.1:${port}/`, anyAddress))).toMatchObject({
      code: 'redirects'
    })
    expect(seen).toHaveLength(6)
  })

  test.each([['ftp://example.com/data.zip'], ['file:///etc/passwd'], ['data.zip'], ['']])(
    '%s is refused: only absolute http and https URLs are fetched',
    async (url) => {
      expect(await rejection(fetchContent(url, anyAddress))).toMatchObject({ code: 'not-http' })
    }
  )

  test('a redirection to something else than http is refused', async () => {
    for (const location of ['file:///etc/passwd', 'http://[half']) {
      const { port } = await serve((_request, response) => void response.writeHead(302, { location }).end())
      const { code } = await rejection(fetchContent(`http://127.0.0.1:${port}/`, anyAddress))
      expect(code).toBe('not-http')
    }
  })

  test('an answer other than 200 is refused by its status', async () => {
    const { port } = await serve((_request, response) => void response.writeHead(403).end('<html>'))
    const { code, message } = await rejection(fetchContent(`http://127.0.0.1:${port}/`, anyAddress))
    expect(code).toBe('status')
    expect(message).toContain('answered 403')
  })

  test('a server that is not there is said to be unreachable, and why', async () => {
    const { port } = await serve((_request, response) => void response.end())
    const [server] = servers.splice(0)
    await new Promise((closed) => server?.close(closed))
    const { code, message } = await rejection(fetchContent(`http://127.0.0.1:${port}/`, anyAddress))
    expect(code).toBe('unreachable')
    expect(message).toContain('ECONNREFUSED')
  })

  test('content that ends early is an error, not a shorter content', async () => {
    const { port } = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': 1000 })
      response.write('half', () => response.destroy())
    })
    const { code, message } = await rejection(fetchContent(`http://127.0.0.1:${port}/`, anyAddress))
    expect(code).toBe('unreachable')
    expect(message).toContain('broke off after 4 bytes')
  })

  test('a size that is announced too large is refused before the first byte', async () => {
    const { port } = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': 11 })
      response.write('1')
    })
    const fetching = fetchContent(`http://127.0.0.1:${port}/`, { ...anyAddress, maxBytes: 10 })
    await expect(fetching).rejects.toMatchObject({ code: 'too-large' })
  })

  test('a size that nobody announced is refused as soon as it is too large', async () => {
    const { port } = await serve((_request, response) => {
      const more = (): void => void response.write('x'.repeat(1000), (error) => (error ? undefined : more()))
      more()
    })
    const { code } = await rejection(
      fetchContent(`http://127.0.0.1:${port}/`, { ...anyAddress, maxBytes: 5000 })
    )
    expect(code).toBe('too-large')
  })

  test('that breaks before it is read is an error to its reader and to nobody else', async () => {
    const { port } = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': 1000 })
      response.write('half', () => response.destroy())
    })
    const stream = await fetchContent(`http://127.0.0.1:${port}/`, anyAddress)
    const [server] = servers
    await new Promise((closed) => server?.close(closed))
    await expect(textOf(stream)).rejects.toMatchObject({ code: 'unreachable' })
  })

  test('can be given up before the answer and in the middle of it', async () => {
    const { port } = await serve(
      ({ url }, response) => void (url === '/begun' ? response.write('begun') : undefined)
    )
    for (const path of ['silent', 'begun']) {
      const stop = new AbortController()
      const fetching = fetchContent(`http://127.0.0.1:${port}/${path}`, {
        ...anyAddress,
        signal: stop.signal
      })
      const read = fetching.then(async (stream) => {
        for await (const _chunk of stream) stop.abort(new Error('given up'))
      })
      if (path === 'silent') stop.abort(new Error('given up'))
      await expect(read).rejects.toThrow('given up')
    }
  })
})

describe('addresses of the private network', () => {
  test.each([
    '127.0.0.1',
    'localhost',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '2130706433',
    '0x7f.1',
    '127.1',
    '0.0.0.0',
    '127.0.0.1.'
  ])('http://%s is not connected to', async (host) => {
    const { port, seen } = await serve((_request, response) => void response.end('secret'))
    const { code, message } = await rejection(fetchContent(`http://${host}:${port}/`, publicOnly))
    expect(code).toBe('address-refused')
    expect(message).toContain('VERNACULAR_ALLOW_PRIVATE_URLS')
    expect(seen).toEqual([])
  })

  test.each(['10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '[fd00::1]', '[fe80::1]'])(
    'nor is http://%s',
    async (host) => {
      expect(await rejection(fetchContent(`http://${host}/latest/meta-data`, publicOnly))).toMatchObject({
        code: 'address-refused'
      })
    }
  )

  // 127.0.0.2 plays the private network here, because no test can reach a public server.
  const mayReach = (address: string): boolean => address === '127.0.0.1'

  test('a redirection from an allowed address does not lead there', async () => {
    const inside = await serve((_request, response) => void response.end('secret'), '127.0.0.2')
    const outside = await serve((_request, response) => {
      response.writeHead(302, { location: `http://127.0.0.2:${inside.port}/` }).end()
    })
    expect(await rejection(fetchReachable(`http://127.0.0.1:${outside.port}/`, mayReach))).toMatchObject({
      code: 'address-refused'
    })
    expect(outside.seen).toHaveLength(1)
    expect(inside.seen).toEqual([])
  })

  test('a name is judged by the addresses that the connection would use', async () => {
    const { port, seen } = await serve((_request, response) => void response.end('found'))
    const url = `http://localhost:${port}/`
    const requested: string[] = []
    const rejectAll = (address: string): boolean => requested.push(address) < 0
    expect(await rejection(fetchReachable(url, rejectAll))).toMatchObject({ code: 'address-refused' })
    expect(requested.length).toBeGreaterThan(0)
    expect(seen).toEqual([])
    expect(await textOf(await fetchReachable(url, () => true))).toBe('found')
  })
})
