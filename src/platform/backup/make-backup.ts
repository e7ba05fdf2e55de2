/**
 * The whole data folder as one zip, while the service goes on. The database comes first, as it is at one moment (SQLite's
 * `vacuum into`); files are put in place whole and never changed, so that those which the database knows are there.
 * @module
 */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { DATABASE_FILE } from '../database/database-file.ts'
import { openSqlite } from '../database/sqlite.ts'
import { filesBelow } from '../files/files-below.ts'
import { BackupError, type BackupManifest, FOLDERS, MANIFEST } from './backup-error.ts'

/** @returns how many files of how many bytes. @throws BackupError, and the file system's errors */
export async function makeBackup(
  dataDir: string,
  to: string,
  now: Date = new Date()
): Promise<Readonly<{ files: number; bytes: number }>> {
  if (await exists(to)) throw new BackupError(`${to} already exists; name a new file.`)
  if (!(await exists(join(dataDir, DATABASE_FILE)))) {
    throw new BackupError(`${dataDir} holds no ${DATABASE_FILE}; name the data folder of a service.`)
  }
  const folder = await mkdtemp(join(dirname(to), '.vernacular-backup-'))
  try {
    const snapshot = join(folder, DATABASE_FILE)
    copyDatabase(join(dataDir, DATABASE_FILE), snapshot)
    const made = join(folder, 'backup.zip')
    const written = await writeZip(dataDir, snapshot, made, now)
    await rename(made, to)
    return written
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false
  )

function copyDatabase(from: string, to: string): void {
  const database = openSqlite(from, 5000)
  try {
    database.exec(`vacuum into '${to.replaceAll("'", "''")}'`)
  } finally {
    database.close()
  }
}

async function writeZip(
  dataDir: string,
  snapshot: string,
  to: string,
  now: Date
): Promise<Readonly<{ files: number; bytes: number }>> {
  const zip = new ZipFile()
  const found: Record<string, { size: number; sha256: string }> = {}
  const failed = new Promise<never>((_resolve, reject) => zip.on('error', reject))
  const add = (path: string, name: string): void => {
    // Speech hardly shrinks, and whoever waits would wait for it.
    zip.addReadStreamLazy(name, { compress: name === DATABASE_FILE, mtime: now }, (ready) => {
      const gone = (error: NodeJS.ErrnoException): void =>
        // Deleted since the folder was listed: it belongs to nothing any more.
        error.code === 'ENOENT' ? ready(null, Readable.from([])) : ready(error, Readable.from([]))
      const file = createReadStream(path)
      file.once('error', gone)
      file.once('open', () => ready(null, file.pipe(measured(name, found))))
    })
  }
  add(snapshot, DATABASE_FILE)
  for (const below of FOLDERS) {
    for (const path of await filesBelow(join(dataDir, below))) {
      add(path, relative(dataDir, path).split(sep).join('/'))
    }
  }
  zip.addReadStreamLazy(MANIFEST, { mtime: now }, (ready) => {
    const manifest: BackupManifest = { format: 1, createdDateTime: now.toISOString(), files: found }
    ready(null, Readable.from([`${JSON.stringify(manifest, null, 1)}\n`]))
  })
  zip.end()
  // Hashes of keys, and the secret that signs links, are in it.
  await Promise.race([failed, pipeline(zip.outputStream, createWriteStream(to, { mode: 0o600 }))])
  const sizes = Object.values(found).map(({ size }) => size)
  return { files: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) }
}

function measured(name: string, found: Record<string, { size: number; sha256: string }>): Transform {
  const hash = createHash('sha256')
  let size = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      size += chunk.length
      done(null, chunk)
    },
    flush(done) {
      found[name] = { size, sha256: hash.digest('hex') }
      done()
    }
  })
}
