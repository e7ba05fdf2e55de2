/** A file of a base model fetched over the network; a download that broke off goes on where it ended. @module */
import { createWriteStream, type WriteStream } from 'node:fs'
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { PassThrough, type Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import {
  type ContentRequest,
  ContentUnavailable,
  type OpenedContent,
  openContent,
  sha256Of
} from '../platform/index.ts'

export type DownloadOptions = Omit<ContentRequest, 'headers'> &
  Readonly<{
    maxBytes: number
    /** Hexadecimal digits; a file with another sum is rejected and removed. */
    sha256?: string | undefined
    /** `total` is undefined where the server does not tell. */
    onProgress?: (received: number, total: number | undefined) => void
    /** Milliseconds before the next try, by the number of tries that brought nothing. */
    backOffMs?: (failures: number) => number
  }>

export type Downloaded = Readonly<{ bytes: number; sha256: string }>

/** Tries in a row that bring not a single byte. */
const MAX_FAILURES = 5

/** What a later try needs to know of the bytes that are there. */
const partial = z.object({ url: z.string(), validator: z.string() })

/**
 * Writes the content of `url` to `path`. What arrived stays in `<path>.part` when the connection, the process or the
 * machine ends; the next call goes on from there if the server still has the same content (RFC 9110, `If-Range`), and
 * starts again otherwise.
 * @throws ContentUnavailable, ChecksumMismatch, or the signal's reason
 */
export async function downloadFile(url: string, path: string, options: DownloadOptions): Promise<Downloaded> {
  await mkdir(dirname(path), { recursive: true })
  const { backOffMs = (failures) => 1000 * 2 ** failures, signal } = options
  let failures = 0
  for (;;) {
    const before = await sizeOf(`${path}.part`)
    try {
      await receive(url, path, options)
      break
    } catch (error) {
      signal?.throwIfAborted()
      if (!(error instanceof ContentUnavailable) || error.code !== 'unreachable') throw error
      failures = (await sizeOf(`${path}.part`)) > before ? 0 : failures + 1
      if (failures >= MAX_FAILURES) throw error
      await pause(backOffMs(failures), undefined, signal ? { signal } : {})
    }
  }
  const sha256 = await sha256Of(`${path}.part`)
  if (options.sha256 !== undefined && options.sha256 !== sha256) {
    await rm(`${path}.part`, { force: true })
    throw new ChecksumMismatch(url, options.sha256, sha256)
  }
  const bytes = await sizeOf(`${path}.part`)
  await rename(`${path}.part`, path)
  await rm(`${path}.part.json`, { force: true })
  return { bytes, sha256 }
}

/** The content is not what was recorded of it. */
export class ChecksumMismatch extends Error {
  override readonly name = 'ChecksumMismatch'
  constructor(url: string, expected: string, found: string) {
    super(
      `The content of ${url} has the SHA-256 ${found}, but ${expected} was expected. The file was changed or damaged; it was not installed`
    )
  }
}

async function receive(url: string, path: string, options: DownloadOptions): Promise<void> {
  const { maxBytes, onProgress, signal } = options
  const start = await resumableBytes(url, path)
  const headers: Record<string, string> = { 'accept-encoding': 'identity' }
  if (start.bytes > 0) {
    headers.range = `bytes=${start.bytes}-`
    headers['if-range'] = start.validator
  }
  const content = await openContent(url, { ...options, headers })
  // From the first moment: what nobody has read is lost when the connection breaks.
  const arriving = content.body.pipe(new PassThrough())
  try {
    const from = await startOf(content, start.bytes)
    if (from === 'complete') return
    const validator = content.headers.etag ?? content.headers['last-modified']
    // Weak validators do not promise the same bytes.
    if (validator !== undefined && !validator.startsWith('W/')) {
      await writeFile(`${path}.part.json`, JSON.stringify({ url, validator }))
    } else {
      await rm(`${path}.part.json`, { force: true })
    }
    const length = content.headers['content-length']
    const total = length === undefined ? undefined : from + Number(length)
    if (total !== undefined && total > maxBytes) throw tooLarge(url, maxBytes)
    const flags = from === 0 ? 'w' : 'a'
    let received = from
    const count = (chunk: Buffer): void => {
      received += chunk.length
      if (received > maxBytes) content.body.destroy(tooLarge(url, maxBytes))
      else onProgress?.(received, total)
    }
    await append(
      content.body,
      arriving.on('data', count),
      createWriteStream(`${path}.part`, { flags }),
      signal
    ).catch((error: unknown) => {
      signal?.throwIfAborted()
      if (error instanceof ContentUnavailable || isOfFileSystem(error)) throw error
      throw new ContentUnavailable('unreachable', `The download of ${url} broke off`, { cause: error })
    })
    const size = await sizeOf(`${path}.part`)
    if (total !== undefined && size !== total) {
      throw new ContentUnavailable(
        'unreachable',
        `The download of ${url} ended after ${size} of ${total} bytes`
      )
    }
  } finally {
    content.close()
  }
}

/** Where the answer's bytes belong. @throws ContentUnavailable for a status that brings none */
async function startOf(
  { status, headers, url, body }: OpenedContent,
  had: number
): Promise<number | 'complete'> {
  if (status === 200) return 0
  const range = /^bytes (?:(\d{1,15})-\d{1,15}|\*)\/(\d{1,15}|\*)$/.exec(headers['content-range'] ?? '')
  if (status === 206 && range?.[1] !== undefined && Number(range[1]) === had) return had
  body.destroy()
  if (status === 416 && range?.[2] !== undefined && Number(range[2]) === had) return 'complete'
  if (status === 429 || status >= 500) {
    throw new ContentUnavailable('unreachable', `${new URL(url).host} answered ${status}`)
  }
  throw new ContentUnavailable(
    'status',
    `${new URL(url).host} answered ${status}; the file must be readable by an anonymous GET`
  )
}

/** The bytes that are there and how the server recognizes them; none where they belong to another URL. */
async function resumableBytes(
  url: string,
  path: string
): Promise<Readonly<{ bytes: number; validator: string }>> {
  const text = await readFile(`${path}.part.json`, 'utf8').catch(() => '')
  const none = { bytes: 0, validator: '' }
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return none
  }
  const { data } = partial.safeParse(parsed)
  if (data?.url !== url) return none
  return { bytes: await sizeOf(`${path}.part`), validator: data.validator }
}

/** All that arrives is written, also before an error: a later try goes on from there. */
async function append(
  body: Readable,
  arriving: PassThrough,
  file: WriteStream,
  signal: AbortSignal | undefined
): Promise<void> {
  arriving.pipe(file)
  file.on('error', (error) => body.destroy(error))
  try {
    await finished(body, signal ? { signal } : {})
  } finally {
    body.destroy()
    if (file.errored) arriving.destroy()
    else {
      arriving.end()
      await finished(file)
    }
  }
}

const tooLarge = (url: string, maxBytes: number): ContentUnavailable =>
  new ContentUnavailable(
    'too-large',
    `The content of ${url} is larger than the ${maxBytes} bytes that are accepted`
  )

const isOfFileSystem = (error: unknown): boolean =>
  ['ENOSPC', 'EIO', 'EDQUOT', 'EACCES', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')

const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0
  )
