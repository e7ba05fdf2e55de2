import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ChecksumMismatch, type DownloadOptions, downloadFile } from './download.ts'

const CONTENT = randomBytes(300_000)
const SHA256 = createHash('sha256').update(CONTENT).digest('hex')
const OPTIONS: DownloadOptions = { allowPrivate: true, maxBytes: 1e6, backOffMs: () => 0 }

let folder: string
let server: Server
let url: string
/** What the server was asked for, as `range if-range`. */
let requests: string[]
let answer: (request: IncomingMessage, response: ServerResponse) => void

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vernacular-download-'))
  requests = []
  answer = serve('"v1"')
  server = createServer((request, response) => {
    requests.push(`${request.headers.range ?? ''} ${request.headers['if-range'] ?? ''}`.trim())
    answer(request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/model.onnx`
})
afterEach(async () => {
  server.closeAllConnections()
  server.close()
  await rm(folder, { recursive: true, force: true })
})

/** As a file server does: ranges where the validator is still right. @param most bytes before the connection breaks */
function serve(etag: string, most = Number.POSITIVE_INFINITY, content = CONTENT) {
  return ({ headers }: IncomingMessage, response: ServerResponse): void => {
    const start = Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0)
    const ranged = start > 0 && headers['if-range'] === etag
    const body = ranged ? content.subarray(start) : content
    response.writeHead(ranged ? 206 : 200, {
      etag,
      'content-length': body.length,
      ...(ranged ? { 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` } : {})
    })
    if (body.length <= most) response.end(body)
    else response.write(body.subarray(0, most), () => response.destroy())
  }
}

const path = (): string => join(folder, 'below', 'model.onnx')

test('writes the content, tells its checksum and how far it is', async () => {
  const progress: (number | undefined)[][] = []
  const onProgress = (...values: (number | undefined)[]): void => void progress.push(values)
  expect(await downloadFile(url, path(), { ...OPTIONS, onProgress })).toEqual({
    bytes: 300_000,
    sha256: SHA256
  })
  expect(CONTENT.equals(await readFile(path()))).toBe(true)
  expect(progress.at(-1)).toEqual([300_000, 300_000])
})

describe('a connection that breaks', () => {
  test('is opened again where it broke, as long as each brings something', async () => {
    answer = serve('"v1"', 40_000)
    expect(await downloadFile(url, path(), OPTIONS)).toEqual({ bytes: 300_000, sha256: SHA256 })
    expect(requests).toHaveLength(8)
    expect(requests[1]).toBe('bytes=40000- "v1"')
  })
  test('starts again when the content has changed meanwhile', async () => {
    answer = (request, response) => {
      answer = serve('"v2"')
      serve('"v1"', 40_000, randomBytes(300_000))(request, response)
    }
    expect(await downloadFile(url, path(), OPTIONS)).toEqual({ bytes: 300_000, sha256: SHA256 })
  })
  test('is given up after five that bring nothing; the next call goes on', async () => {
    answer = (request, response) => {
      answer = (_, other) => other.destroy()
      serve('"v1"', 70_000)(request, response)
    }
    await expect(downloadFile(url, path(), OPTIONS)).rejects.toMatchObject({ code: 'unreachable' })
    expect(requests).toHaveLength(6)
    answer = serve('"v1"')
    await downloadFile(url, path(), OPTIONS)
    expect(requests.at(-1)).toBe('bytes=70000- "v1"')
    expect(CONTENT.equals(await readFile(path()))).toBe(true)
  })
})

test('a cancelled download keeps what arrived', async () => {
  const stop = new AbortController()
  answer = (_, response) => {
    response.writeHead(200, { etag: '"v1"', 'content-length': CONTENT.length })
    response.write(CONTENT.subarray(0, 50_000))
  }
  const onProgress = (received: number): void => void (received === 50_000 && stop.abort(new Error('enough')))
  const cancelled = downloadFile(url, path(), { ...OPTIONS, signal: stop.signal, onProgress })
  await expect(cancelled).rejects.toThrow()
  expect((await stat(`${path()}.part`)).size).toBeGreaterThan(0)
})

describe('is rejected', () => {
  const fetched = (options: Partial<DownloadOptions>) => downloadFile(url, path(), { ...OPTIONS, ...options })
  test('for another checksum than the pinned one, and removed', async () => {
    await expect(fetched({ sha256: '0'.repeat(64) })).rejects.toThrow(ChecksumMismatch)
    await expect(stat(`${path()}.part`)).rejects.toThrow('ENOENT')
  })
  test('for more bytes than are accepted, stated or not', async () => {
    await expect(fetched({ maxBytes: 1000 })).rejects.toMatchObject({ code: 'too-large' })
    answer = (_, response) => response.end(CONTENT)
    await expect(fetched({ maxBytes: 1000 })).rejects.toMatchObject({ code: 'too-large' })
  })
  test('for a status without content, without another try', async () => {
    answer = (_, response) => response.writeHead(404).end()
    await expect(fetched({})).rejects.toThrow('answered 404')
    expect(requests).toHaveLength(1)
  })
  test('on a private address where those are not allowed', async () => {
    await expect(fetched({ allowPrivate: false })).rejects.toMatchObject({ code: 'address-refused' })
    expect(requests).toHaveLength(0)
  })
})

test('goes through a proxy', async () => {
  const proxy = createServer().listen(0, '127.0.0.1')
  const asked: string[] = []
  proxy.on('connect', (request, socket, head) => {
    asked.push(request.url ?? '')
    const target = connect((server.address() as AddressInfo).port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      target.write(head)
      target.pipe(socket).pipe(target)
    })
    target.on('error', () => socket.destroy())
    socket.on('error', () => target.destroy())
  })
  await once(proxy, 'listening')
  try {
    const proxyUrl = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
    // A name that only the proxy can reach.
    const source = 'http://models.example/model.onnx'
    expect(await downloadFile(source, path(), { ...OPTIONS, allowPrivate: false, proxyUrl })).toMatchObject({
      sha256: SHA256
    })
    expect(asked).toEqual(['models.example:80'])
    const metadata = downloadFile('http://169.254.169.254/x', path(), { ...OPTIONS, proxyUrl })
    await expect(metadata).rejects.toMatchObject({ code: 'address-refused' })
  } finally {
    proxy.closeAllConnections()
    proxy.close()
  }
})
