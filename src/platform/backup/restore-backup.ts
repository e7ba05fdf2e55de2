/** A backup into a data folder of its own: all of it, checked byte by byte, or nothing. @module */
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, rmdir, statfs } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { DATABASE_FILE } from '../database/database-file.ts'
import { BackupError, type BackupManifest, FOLDERS, MANIFEST } from './backup-error.ts'

/** @throws BackupError, and the file system's errors */
export async function restoreBackup(from: string, dataDir: string): Promise<Readonly<{ files: number }>> {
  const target = resolve(dataDir)
  const there = await readdir(target).catch(() => [])
  if (there.length > 0) {
    throw new BackupError(`${target} is not empty; restore into a new folder, and start the service with it.`)
  }
  await mkdir(dirname(target), { recursive: true })
  const folder = await mkdtemp(join(dirname(target), '.vernacular-restore-'))
  try {
    const found = await extract(from, folder)
    const manifest = await manifestIn(folder, from)
    check(manifest, found)
    // What was deleted while the backup was made is in it as an empty file that the manifest does not know.
    for (const name of found.keys()) {
      if (manifest.files[name] === undefined) await rm(join(folder, name))
    }
    await rmdir(target).catch(() => undefined)
    await rename(folder, target)
    return { files: Object.keys(manifest.files).length }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Read whole. It has some 150 bytes for each file. */
const MAX_MANIFEST_BYTES = 256 * 2 ** 20

type Found = ReadonlyMap<string, Readonly<{ size: number; sha256: string }>>

async function extract(from: string, folder: string): Promise<Found> {
  const zip = await opened(from)
  const found = new Map<string, { size: number; sha256: string }>()
  try {
    const { bavail, bsize } = await statfs(folder)
    let unpacked = 0
    for (let entry = await nextEntry(zip); entry; entry = await nextEntry(zip)) {
      const name = entry.fileName
      if (!belongs(name))
        throw new BackupError(`${from} is not a backup: it contains ${JSON.stringify(name)}.`)
      if (found.has(name))
        throw new BackupError(`${from} is not a backup: it contains ${JSON.stringify(name)} twice.`)
      unpacked += entry.uncompressedSize
      checkRoom(from, entry, unpacked, bavail * bsize)
      const path = join(folder, ...name.split('/'))
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const hash = createHash('sha256')
      let size = 0
      const count = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          hash.update(chunk)
          size += chunk.length
          done(null, chunk)
        }
      })
      await pipeline(
        await contentOf(zip, entry),
        count,
        createWriteStream(path, { mode: 0o600, flush: true })
      )
      found.set(name, { size, sha256: hash.digest('hex') })
    }
  } catch (error) {
    if (error instanceof BackupError || typeof (error as NodeJS.ErrnoException).code === 'string') throw error
    throw new BackupError(`${from} is damaged: ${(error as Error).message}.`)
  } finally {
    zip.close()
  }
  found.delete(MANIFEST)
  return found
}

/** A backup that was tampered with may unpack to anything: it is told before the disk is full. */
function checkRoom(
  from: string,
  { fileName, uncompressedSize }: Entry,
  unpacked: number,
  room: number
): void {
  if (fileName === MANIFEST && uncompressedSize > MAX_MANIFEST_BYTES) {
    throw new BackupError(
      `${from} is not a backup: its ${MANIFEST} has ${uncompressedSize} bytes; at most ${MAX_MANIFEST_BYTES} are accepted.`
    )
  }
  if (unpacked <= room) return
  throw new BackupError(
    `${from} unpacks to more than ${unpacked} bytes, but only ${room} bytes are free on the disk; restore to a larger disk.`
  )
}

/** The database, the manifest, and what lies in the folders that a backup has; no way leads out of them. */
function belongs(name: string): boolean {
  if (name === DATABASE_FILE || name === MANIFEST) return true
  const [first, ...rest] = name.split('/')
  return (
    FOLDERS.some((folder) => folder === first) &&
    rest.length > 0 &&
    rest.every((part) => part !== '' && part !== '.' && part !== '..' && !/[\\\0]/.test(part))
  )
}

async function manifestIn(folder: string, from: string): Promise<BackupManifest> {
  try {
    const manifest = JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')) as BackupManifest
    if (manifest.format === 1) {
      await rm(join(folder, MANIFEST))
      return manifest
    }
  } catch (error) {
    if (!(error instanceof SyntaxError) && (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  throw new BackupError(`${from} is not a backup of this version, or is incomplete: it has no ${MANIFEST}.`)
}

function check({ files }: BackupManifest, found: Found): void {
  for (const [name, { size, sha256 }] of Object.entries(files)) {
    const own = found.get(name)
    if (own?.size !== size || own.sha256 !== sha256) {
      throw new BackupError(`${name} in the backup is ${own ? 'damaged: its checksum is wrong' : 'missing'}.`)
    }
  }
}

const opened = (path: string): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true, autoClose: false }, (error, zip) => {
      if (!error) return resolve(zip)
      const code = (error as NodeJS.ErrnoException).code
      reject(
        new BackupError(
          code === 'ENOENT'
            ? `${path} does not exist.`
            : `${path} is not a backup, or is incomplete: ${error.message.replace(/\.$/, '')}.`
        )
      )
    })
  })

const nextEntry = (zip: ZipFile): Promise<Entry | undefined> =>
  new Promise((resolve, reject) => {
    const done = (entry?: Entry): void => {
      zip.removeAllListeners('entry').removeAllListeners('end').removeAllListeners('error')
      resolve(entry)
    }
    zip.once('entry', done)
    zip.once('end', () => done())
    zip.once('error', reject)
    zip.readEntry()
  })

const contentOf = (zip: ZipFile, entry: Entry): Promise<NodeJS.ReadableStream> =>
  new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)))
  })
