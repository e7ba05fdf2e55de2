/** Files in a local folder: written under a temporary name, synced, then renamed. @module */
import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { Readable } from 'node:stream'
import type { FileStore, StoredFile } from './file-store.ts'

export class FileMissing extends Error {
  override readonly name = 'FileMissing'
}

/** The disk has no room; nothing of the file was kept. */
export class StorageFull extends Error {
  override readonly name = 'StorageFull'
}

/** Keys are relative paths of plain names; anything else could leave the folder. */
export class KeyInvalid extends Error {
  override readonly name = 'KeyInvalid'
}

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT'

export async function openFileStore(folder: string): Promise<FileStore> {
  const store = new LocalFileStore(folder)
  await store.open()
  return store
}

class LocalFileStore implements FileStore {
  readonly #files: string
  readonly #scratch: string

  constructor(folder: string) {
    this.#files = join(folder, 'files')
    this.#scratch = join(folder, 'scratch')
  }

  /** What a dead process left unfinished is swept here: nothing refers to it. */
  async open(): Promise<void> {
    await rm(this.#scratch, { recursive: true, force: true })
    await mkdir(this.#scratch, { recursive: true })
    await mkdir(this.#files, { recursive: true })
  }

  async put(
    key: string,
    content: Readable | AsyncIterable<Uint8Array> | Uint8Array | string,
    signal?: AbortSignal
  ): Promise<StoredFile> {
    const path = this.#path(key)
    const temporary = join(this.#scratch, randomUUID())
    try {
      const size = await writeSynced(temporary, content, signal)
      await mkdir(dirname(path), { recursive: true })
      await rename(temporary, path)
      await syncToDisk(dirname(path))
      return { key, size }
    } catch (error) {
      await rm(temporary, { force: true })
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC') {
        throw new StorageFull(`The data folder has no room for ${key}`, { cause: error })
      }
      throw error
    }
  }

  async readText(key: string): Promise<string> {
    return readFile(this.#path(key), 'utf8').catch((error: unknown) => this.#missing(key, error))
  }

  async read(key: string, range?: Readonly<{ start: number; end: number }>): Promise<Readable> {
    const path = this.#path(key)
    await stat(path).catch((error: unknown) => this.#missing(key, error))
    return createReadStream(path, { ...range })
  }

  async stat(key: string): Promise<StoredFile | undefined> {
    try {
      const found = await stat(this.#path(key))
      return found.isFile() ? { key, size: found.size } : undefined
    } catch (error) {
      if (isMissing(error)) return undefined
      throw error
    }
  }

  async *list(prefix: string): AsyncGenerator<StoredFile> {
    const folder = prefix === '' ? this.#files : this.#path(prefix.replace(/\/$/, ''))
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
      (error: unknown) => {
        if (isMissing(error)) return []
        throw error
      }
    )
    const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
    for (const path of paths.sort()) {
      const key = path
        .slice(this.#files.length + 1)
        .split(sep)
        .join('/')
      const found = await this.stat(key)
      if (found) yield found
    }
  }

  async removeAll(prefix: string): Promise<void> {
    await rm(this.#path(prefix.replace(/\/$/, '')), { recursive: true, force: true })
  }

  async localPath(keyOrPrefix: string): Promise<string> {
    return this.#path(keyOrPrefix)
  }

  async withScratch<T>(work: (directory: string) => Promise<T>): Promise<T> {
    const directory = join(this.#scratch, randomUUID())
    await mkdir(directory)
    try {
      return await work(directory)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC') {
        throw new StorageFull('The data folder has no room for the work in progress', { cause: error })
      }
      throw error
    } finally {
      await rm(directory, { recursive: true, force: true })
    }
  }

  async commit(scratchDirectory: string, prefix: string): Promise<void> {
    const path = this.#path(prefix.replace(/\/$/, ''))
    await syncTree(scratchDirectory)
    await mkdir(dirname(path), { recursive: true })
    // A folder cannot be renamed over a full one: the old one steps aside first, into what start-up sweeps.
    const aside = join(this.#scratch, randomUUID())
    await rename(path, aside).catch((error: unknown) => {
      if (!isMissing(error)) throw error
    })
    await rename(scratchDirectory, path)
    await syncToDisk(dirname(path))
    await rm(aside, { recursive: true, force: true })
  }

  #path(key: string): string {
    const parts = key.split('/')
    if (
      key === '' ||
      parts.some((part) => part === '' || part === '.' || part === '..' || /[\\\0]/.test(part))
    ) {
      throw new KeyInvalid(`"${key}" is no file key: keys are names joined by "/", without "..", "\\" or NUL`)
    }
    return join(this.#files, ...parts)
  }

  #missing(key: string, error: unknown): never {
    if (isMissing(error)) throw new FileMissing(`There is no file ${key}`, { cause: error })
    throw error
  }
}

async function writeSynced(
  path: string,
  content: Readable | AsyncIterable<Uint8Array> | Uint8Array | string,
  signal: AbortSignal | undefined
): Promise<number> {
  const file = await open(path, 'wx')
  try {
    let size = 0
    for await (const chunk of chunksOf(content)) {
      signal?.throwIfAborted()
      size += await writeWhole(file, typeof chunk === 'string' ? Buffer.from(chunk) : chunk)
    }
    await file.sync()
    return size
  } finally {
    await file.close()
  }
}

const chunksOf = (
  content: Readable | AsyncIterable<Uint8Array> | Uint8Array | string
): AsyncIterable<Uint8Array | string> =>
  typeof content === 'string' || content instanceof Uint8Array ? Readable.from([content]) : content

async function writeWhole(file: FileHandle, chunk: Uint8Array): Promise<number> {
  let written = 0
  while (written < chunk.length) written += (await file.write(chunk, written)).bytesWritten
  return written
}

async function syncTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    await syncToDisk(join(entry.parentPath, entry.name))
  }
  await syncToDisk(folder)
}

/** Of a file or a folder: a rename is on disk only once its folder is. */
async function syncToDisk(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
