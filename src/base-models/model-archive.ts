/** The archive that a model is published as, unpacked into a folder. @module */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { PassThrough, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'
import yauzl from 'yauzl'

const MAX_FILES = 2000
const MAX_UNPACKED_BYTES = 16 * 2 ** 30
/** Weights hardly pack; recordings and lists of tokens do. */
const MAX_RATIO = 100
/** Small archives may pack well by chance. */
const RATIO_COUNTS_FROM_BYTES = 64 * 2 ** 20
const FILE_NAME = /^[\p{L}\p{N}_.+@= -]{1,200}$/u

/** The file is not an archive that a model can be taken from; the message says why, as a sentence without its period. */
export class ModelArchiveRejected extends Error {
  override readonly name = 'ModelArchiveRejected'
}

/**
 * Unpacks a tar file, plain or packed by gzip or bzip2, or a zip file, which of them its first bytes tell. A single
 * folder that holds everything is taken away. Links and devices are left out.
 * @param directory made by this
 * @throws ModelArchiveRejected
 */
export async function extractModelArchive(
  path: string,
  directory: string,
  signal?: AbortSignal
): Promise<void> {
  const { kind, packedBytes } = await kindOf(path)
  const limits = new Limits(packedBytes)
  await mkdir(directory, { recursive: true })
  if (kind === 'zip') await fromZip(path, directory, limits, signal)
  else await fromTar(await tarStream(path, kind, signal), directory, limits, signal)
  await withoutOuterFolder(directory)
}

type Kind = 'zip' | 'tar' | 'gzip' | 'bzip2'

async function kindOf(path: string): Promise<Readonly<{ kind: Kind; packedBytes: number }>> {
  const file = await open(path)
  try {
    const start = Buffer.alloc(262)
    await file.read(start, 0, start.length, 0)
    const packedBytes = (await file.stat()).size
    const begins = (...bytes: number[]): boolean => bytes.every((byte, index) => start[index] === byte)
    if (begins(0x50, 0x4b, 3, 4)) return { kind: 'zip', packedBytes }
    if (begins(0x1f, 0x8b)) return { kind: 'gzip', packedBytes }
    if (begins(0x42, 0x5a, 0x68)) return { kind: 'bzip2', packedBytes }
    if (start.toString('latin1', 257, 262) === 'ustar') return { kind: 'tar', packedBytes }
    throw new ModelArchiveRejected(
      `The file begins with the bytes ${start.toString('hex', 0, 4)}; a .tar, .tar.gz, .tar.bz2 or .zip file is accepted`
    )
  } finally {
    await file.close()
  }
}

/** What an archive of this size may hold. */
class Limits {
  readonly #packedBytes: number
  #files = 0
  #bytes = 0

  constructor(packedBytes: number) {
    this.#packedBytes = packedBytes
  }

  /** The path of a file as names of folders and its own. @throws ModelArchiveRejected */
  file(name: string, bytes: number): readonly string[] {
    const parts = name.split('/').filter((part) => part !== '' && part !== '.')
    if (name.startsWith('/') || parts.length === 0 || parts.length > 8 || !parts.every(isPlain)) {
      throw new ModelArchiveRejected(
        `The archive has a file of the name ${JSON.stringify(name.slice(0, 200))}`
      )
    }
    this.#files++
    this.#bytes += bytes
    if (this.#files > MAX_FILES)
      throw new ModelArchiveRejected(`The archive has more than ${MAX_FILES} files`)
    if (this.#bytes > MAX_UNPACKED_BYTES) {
      throw new ModelArchiveRejected(`The archive unpacks to more than ${MAX_UNPACKED_BYTES} bytes`)
    }
    if (this.#bytes > RATIO_COUNTS_FROM_BYTES && this.#bytes > MAX_RATIO * this.#packedBytes) {
      throw new ModelArchiveRejected(
        `The archive of ${this.#packedBytes} bytes unpacks to more than ${MAX_RATIO} times its size`
      )
    }
    return parts
  }
}

const isPlain = (part: string): boolean => part !== '..' && FILE_NAME.test(part)

async function tarStream(path: string, kind: Exclude<Kind, 'zip'>, signal?: AbortSignal): Promise<Readable> {
  if (kind === 'tar') return createReadStream(path)
  if (kind === 'gzip') {
    const unpacked = createGunzip()
    pipeline(createReadStream(path), unpacked).catch(() => {})
    return unpacked
  }
  const bzip2 = spawn('bzip2', ['-dc', path], {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(signal ? { signal } : {})
  })
  const out = new PassThrough()
  let complaint = ''
  bzip2.stderr.on('data', (text: Buffer) => {
    complaint = (complaint + text.toString()).slice(0, 400)
  })
  bzip2.on('error', (error: NodeJS.ErrnoException) =>
    out.destroy(
      error.code === 'ENOENT'
        ? new ModelArchiveRejected(
            'bzip2 is not installed, which unpacks .tar.bz2 files: install the package "bzip2"'
          )
        : error
    )
  )
  bzip2.stdout.pipe(out, { end: false })
  bzip2.on('close', (code) => {
    if (code === 0) out.end()
    else out.destroy(new ModelArchiveRejected(`The archive is damaged: ${complaint.trim()}`))
  })
  out.once('close', () => bzip2.kill())
  await Promise.race([once(bzip2, 'spawn'), once(bzip2, 'error')])
  return out
}

async function fromTar(
  tar: Readable,
  directory: string,
  limits: Limits,
  signal?: AbortSignal
): Promise<void> {
  const entries = extract()
  const ended = pipeline(tar, entries, signal ? { signal } : {})
  // Its failure is what the loop below throws.
  ended.catch(() => {})
  try {
    for await (const entry of entries) {
      const { name, size = 0, type } = entry.header
      if (type === 'file' || type === 'contiguous-file') {
        await write(entry, directory, limits.file(name, size))
      } else entry.resume()
    }
    await ended
  } catch (error) {
    tar.destroy()
    throw rejected(error, signal)
  }
}

async function fromZip(path: string, directory: string, limits: Limits, signal?: AbortSignal): Promise<void> {
  try {
    const zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false })
    try {
      for await (const entry of zip.eachEntry()) {
        signal?.throwIfAborted()
        const mode = (entry.externalFileAttributes >>> 16) & 0o170000
        if (entry.fileName.endsWith('/') || (mode !== 0 && mode !== 0o100000)) continue
        const parts = limits.file(entry.fileName, entry.uncompressedSize)
        await write(await zip.openReadStreamPromise(entry), directory, parts)
      }
    } finally {
      zip.close()
    }
  } catch (error) {
    throw rejected(error, signal)
  }
}

async function write(
  content: AsyncIterable<unknown>,
  directory: string,
  parts: readonly string[]
): Promise<void> {
  await mkdir(join(directory, ...parts.slice(0, -1)), { recursive: true })
  await pipeline(content, createWriteStream(join(directory, ...parts), { flags: 'wx' }))
}

/** What libraries and the file system say of a bad archive, as one error; what the machine lacks stays as it is. */
function rejected(error: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return signal.reason
  if (error instanceof ModelArchiveRejected) return error
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EEXIST') return new ModelArchiveRejected('The archive has two files of one name')
  if (code === 'ENOTDIR' || code === 'EISDIR') {
    return new ModelArchiveRejected('The archive has a file and a folder of one name')
  }
  if (error instanceof Error && 'syscall' in error) return error
  return new ModelArchiveRejected(
    `The archive is damaged: ${error instanceof Error ? error.message : String(error)}`
  )
}

async function withoutOuterFolder(directory: string): Promise<void> {
  const entries = await readdir(directory, { withFileTypes: true })
  const [only] = entries
  if (entries.length === 0) throw new ModelArchiveRejected('The archive has no files')
  if (entries.length > 1 || !only?.isDirectory()) return
  // Aside first: what is inside may have the folder's own name.
  const outer = `${directory}.outer`
  await rename(join(directory, only.name), outer)
  await rm(directory, { recursive: true })
  await rename(outer, directory)
}
