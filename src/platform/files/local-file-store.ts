/** Files in a local folder: written under a temporary name, synced, then renamed. @module */
import { randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { addAbortSignal, Readable } from 'node:stream'
import { alone, type FolderProcesses } from '../database/folder-processes.ts'
import { StorageFull } from '../storage-full.ts'
import type { FileStore, StoredFile } from './file-store.ts'
import { filesBelow } from './files-below.ts'

export class FileMissing extends Error {
  override readonly name = 'FileMissing'
}

/** Keys are relative paths of plain names; anything else could leave the folder. */
export class KeyInvalid extends Error {
  override readonly name = 'KeyInvalid'
}

const has = (codes: readonly string[], error: unknown): boolean =>
  codes.includes((error as NodeJS.ErrnoException).code ?? '')
const isMissing = (error: unknown): boolean => has(['ENOENT', 'ENOTDIR', 'EISDIR'], error)
const ignoreMissing = (error: unknown): void => {
  if (!isMissing(error)) throw error
}
const isFull = (error: unknown): boolean => has(['ENOSPC', 'EDQUOT'], error)

/** Folders of files that stepped aside for a newer one are named by this and their key, so that they find back. */
const ASIDE = 'aside.'

/** Of the folder in which dead processes' scratch is taken out of their way. */
const SWEPT = 'scratch-swept'

/** @param processes who else works on the folder; absent, nobody */
export async function openFileStore(
  folder: string,
  processes: FolderProcesses = alone()
): Promise<LocalFiles> {
  const store = new LocalFileStore(folder, processes)
  await store.open()
  return store
}

export type LocalFiles = FileStore &
  Readonly<{
    /** Removes what dead processes left unfinished; what they had taken from its place goes back there. */
    sweep(): Promise<void>
    /** Nothing may be at work any more. */
    close(): Promise<void>
  }>

class LocalFileStore implements LocalFiles {
  readonly #folder: string
  readonly #files: string
  /** Of all processes; a folder each, by their ids. */
  readonly #allScratch: string
  readonly #scratch: string
  readonly #processes: FolderProcesses

  constructor(folder: string, processes: FolderProcesses) {
    this.#folder = folder
    this.#files = join(folder, 'files')
    this.#allScratch = join(folder, 'scratch')
    this.#scratch = join(folder, 'scratch', processes.id)
    this.#processes = processes
  }

  async open(): Promise<void> {
    await mkdir(this.#scratch, { recursive: true })
    await mkdir(this.#files, { recursive: true })
    await this.sweep()
    // What a process left there that died while it swept.
    await rm(join(this.#folder, SWEPT), { recursive: true, force: true, maxRetries: 5 })
  }

  close(): Promise<void> {
    return rm(this.#scratch, { recursive: true, force: true })
  }

  async sweep(): Promise<void> {
    // Earlier versions had one scratch folder for all: what lies in it by its own name belongs to nobody alive.
    for (const name of await readdir(this.#allScratch)) {
      if (name === this.#processes.id || !this.#processes.isDead(name)) continue
      const left = join(this.#allScratch, name)
      if (name.startsWith(ASIDE)) await this.#putBack(left, name)
      for (const aside of await readdir(left).catch(() => [])) {
        if (aside.startsWith(ASIDE)) await this.#putBack(join(left, aside), aside)
      }
      // A training program outlives a killed process for a moment and may still write here: out of its way first.
      const swept = join(this.#folder, SWEPT, randomUUID())
      await mkdir(dirname(swept), { recursive: true })
      await rename(left, swept).catch(ignoreMissing)
      await rm(swept, { recursive: true, force: true, maxRetries: 5 })
      await rmdir(dirname(swept)).catch(() => undefined)
    }
  }

  /** Should two processes see the same death, one of them does it; should the key have a newer folder, none does. */
  async #putBack(aside: string, name: string): Promise<void> {
    const path = this.#path(decodeURIComponent(name.slice(ASIDE.length)))
    if ((await stat(path).catch(() => undefined)) !== undefined) return
    await makeFolder(dirname(path))
    await rename(aside, path).catch((error: unknown) => {
      if (!has(['ENOENT', 'ENOTEMPTY', 'EEXIST'], error)) throw error
    })
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
      await makeFolder(dirname(path))
      await rename(temporary, path)
      await syncToDisk(dirname(path))
      return { key, size }
    } catch (error) {
      await rm(temporary, { force: true })
      signal?.throwIfAborted()
      if (isFull(error))
        throw new StorageFull(`The disk of the data folder is full: ${key} cannot be written`, {
          cause: error
        })
      throw error
    }
  }

  async readText(key: string): Promise<string> {
    return readFile(this.#path(key), 'utf8').catch((error: unknown) => this.#missing(key, error))
  }

  async read(key: string, range?: Readonly<{ start: number; end: number }>): Promise<Readable> {
    const path = this.#path(key)
    if (!(await this.stat(key))) throw new FileMissing(`There is no file ${key}`)
    const file = await open(path).catch((error: unknown) => this.#missing(key, error))
    return file.createReadStream({ ...range })
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
    for (const path of await filesBelow(folder)) {
      const key = path
        .slice(this.#files.length + 1)
        .split(sep)
        .join('/')
      const found = await this.stat(key)
      if (found) yield found
    }
  }

  async folders(prefix: string): Promise<readonly string[]> {
    const entries = await readdir(this.#path(prefix), { withFileTypes: true }).catch((error: unknown) => {
      if (isMissing(error)) return []
      throw error
    })
    return entries
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort()
  }

  async move(prefix: string, to: string): Promise<void> {
    const [from, target] = [this.#path(prefix), this.#path(to)]
    await makeFolder(dirname(target))
    await rename(from, target).catch((error: unknown) => this.#missing(prefix, error))
    await syncToDisk(dirname(target))
    await syncToDisk(dirname(from))
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
      if (isFull(error)) {
        throw new StorageFull('The disk of the data folder is full: the work cannot continue', {
          cause: error
        })
      }
      throw error
    } finally {
      await rm(directory, { recursive: true, force: true })
    }
  }

  async commit(scratchDirectory: string, prefix: string): Promise<void> {
    const path = this.#path(prefix.replace(/\/$/, ''))
    await syncTree(scratchDirectory)
    await makeFolder(dirname(path))
    // A folder cannot be renamed over a full one: the old one steps aside first. Whatever happens between the two
    // renames, the key ends with one of the two: put back below, or by the next start.
    const aside = join(this.#scratch, ASIDE + encodeURIComponent(prefix.replace(/\/$/, '')))
    await rm(aside, { recursive: true, force: true })
    const replaced = await rename(path, aside).then(
      () => true,
      (error: unknown) => {
        if (isMissing(error)) return false
        throw error
      }
    )
    try {
      await rename(scratchDirectory, path)
    } catch (error) {
      if (replaced) await rename(aside, path)
      throw error
    }
    await syncToDisk(dirname(path))
    await rm(aside, { recursive: true, force: true })
  }

  #path(key: string): string {
    const parts = key.split('/')
    if (
      key === '' ||
      parts.some((part) => part === '' || part === '.' || part === '..' || /[\\\0]/.test(part))
    ) {
      throw new KeyInvalid(
        `"${key}" is not a file key: keys are names joined by "/", without "..", "\\" or NUL`
      )
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
    const chunks = content instanceof Readable ? content : Readable.from(asIterable(content))
    // Not a look at the signal between chunks: a source that has gone quiet must not hold up the abort.
    for await (const chunk of signal ? addAbortSignal(signal, chunks) : chunks) {
      size += await writeWhole(file, typeof chunk === 'string' ? Buffer.from(chunk) : chunk)
    }
    await file.sync()
    return size
  } finally {
    await file.close()
  }
}

const asIterable = (
  content: AsyncIterable<Uint8Array> | Uint8Array | string
): AsyncIterable<Uint8Array> | readonly (Uint8Array | string)[] =>
  typeof content === 'string' || content instanceof Uint8Array ? [content] : content

async function writeWhole(file: FileHandle, chunk: Uint8Array): Promise<number> {
  let written = 0
  while (written < chunk.length) written += (await file.write(chunk, written)).bytesWritten
  return written
}

/** Makes the folders that lack on the way to `path`, each of them on disk in the one above it. */
async function makeFolder(path: string): Promise<void> {
  const highest = await mkdir(path, { recursive: true })
  if (highest === undefined) return
  for (let made = path; made !== dirname(highest); made = dirname(made)) await syncToDisk(dirname(made))
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
