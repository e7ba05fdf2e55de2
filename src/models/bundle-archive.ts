/** A bundle as one zip: how models leave a service and come into another. @module */
import { createWriteStream } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type PassThrough, type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32 } from 'node:zlib'
import yauzl, { type Entry, type ZipFile as OpenedZip } from 'yauzl'
import { ZipFile } from 'yazl'
import type { FileStore } from '../platform/index.ts'
import { STORED_FILE_NAME } from '../recognizers/index.ts'
import type { CustomProperties } from '../resources/index.ts'
import { CHECKSUMS_FILE, DISPLAY_FILE, FORMATTING_FILE, MANIFEST_FILE, REPORT_FILE } from './bundle.ts'
import { type BundleEntity, BundleInvalid, parseEntity } from './bundle-schema.ts'
import { MAX_JSON_BYTES, MAX_MANIFEST_BYTES, MAX_REPORT_BYTES } from './check-bundle.ts'
import { bundlePrefix, type Model } from './model.ts'

/** What a model is called and was made with, beside the files of its bundle. */
export type ArchiveEntity = Readonly<{
  format: 1
  displayName: string
  description?: string
  customProperties?: CustomProperties
  weightPercent?: number
  text?: string
}>

const ENTITY_FILE = 'entity.json'
const MAX_FILES = 1000
/** Packed, as it arrives. */
export const MAX_ARCHIVE_BYTES = 2 * 2 ** 30
/** Far above what a training writes: its files are a language model, a lexicon and a transform of megabytes. */
const MAX_UNPACKED_BYTES = 4 * 2 ** 30
/** N-grams pack to a fifth. */
const MAX_RATIO = 100
/** Small archives may pack well by chance: below this a ratio means nothing. */
const RATIO_COUNTS_FROM_BYTES = 16 * 2 ** 20
/** Files that are read whole, and so small. Those without an own limit are read in pieces, or by the engine. */
const MAX_BYTES: Readonly<Record<string, number>> = {
  [ENTITY_FILE]: 2 * 2 ** 20,
  [MANIFEST_FILE]: MAX_MANIFEST_BYTES,
  [DISPLAY_FILE]: MAX_JSON_BYTES,
  [FORMATTING_FILE]: MAX_JSON_BYTES,
  [REPORT_FILE]: MAX_REPORT_BYTES,
  [CHECKSUMS_FILE]: 2 ** 20
}
/** The same files give the same bytes. */
const NO_TIME = new Date(Date.UTC(2000, 0, 1))

export class ArchiveRejected extends Error {
  override readonly name = 'ArchiveRejected'
}

export const entityOf = (model: Model): ArchiveEntity => ({
  format: 1,
  displayName: model.displayName,
  ...(model.description === undefined ? {} : { description: model.description }),
  ...(model.customProperties === undefined ? {} : { customProperties: model.customProperties }),
  ...(model.weightPercent === undefined ? {} : { weightPercent: model.weightPercent }),
  ...(model.text === undefined ? {} : { text: model.text })
})

/** The zip as it is made; memory does not grow with the model. */
export async function archiveOf(
  files: Pick<FileStore, 'list' | 'localPath'>,
  model: Model
): Promise<Readable> {
  const zip = new ZipFile()
  const names: string[] = []
  const prefix = bundlePrefix(model.id)
  for await (const { key } of files.list(prefix)) names.push(key.slice(prefix.length + 1))
  zip.addBuffer(Buffer.from(`${JSON.stringify(entityOf(model), null, 2)}\n`), ENTITY_FILE, { mtime: NO_TIME })
  for (const name of names.sort()) {
    zip.addFile(await files.localPath(`${prefix}/${name}`), `bundle/${name}`, {
      mtime: NO_TIME,
      mode: 0o100644
    })
  }
  zip.end()
  const archive = zip.outputStream as PassThrough
  // Whoever deletes the model meanwhile ends this archive; an error that nobody listens for would end the process.
  zip.on('error', (error: Error) => archive.destroy(error))
  return archive
}

/**
 * Unpacks the bundle of an archive into `directory`, once its list of files has been looked through: number, names,
 * sizes and ratio.
 * @param scratch another folder, for what is no part of the bundle
 * @returns what the archive says of its model
 * @throws ArchiveRejected when it is none of ours
 */
export async function extractArchive(
  path: string,
  { directory, scratch }: Readonly<{ directory: string; scratch: string }>
): Promise<ArchiveEntity> {
  const zip = await refusing(() => yauzl.openPromise(path, { lazyEntries: true, autoClose: false }))
  try {
    return await refusing(() => extract(zip, directory, scratch))
  } finally {
    zip.close()
  }
}

async function extract(zip: OpenedZip, directory: string, scratch: string): Promise<ArchiveEntity> {
  const entries = await checkedEntries(zip)
  for (const [name, entry] of entries) {
    const target = name === ENTITY_FILE ? join(scratch, ENTITY_FILE) : join(directory, name)
    await mkdir(dirname(target), { recursive: true })
    const content = await zip.openReadStreamPromise(entry)
    await pipeline(content, checkedSum(name, entry), createWriteStream(target))
  }
  for (const name of [ENTITY_FILE, MANIFEST_FILE]) {
    if (!entries.has(name)) {
      throw new ArchiveRejected(`it does not contain ${name === ENTITY_FILE ? name : `bundle/${name}`}`)
    }
  }
  const { displayName, description, customProperties, weightPercent, text }: BundleEntity = parseEntity(
    await readFile(join(scratch, ENTITY_FILE), 'utf8'),
    ENTITY_FILE
  )
  return {
    format: 1,
    displayName,
    ...(description === undefined ? {} : { description }),
    ...(customProperties === undefined ? {} : { customProperties }),
    ...(weightPercent === undefined ? {} : { weightPercent }),
    ...(text === undefined ? {} : { text })
  }
}

/** By their names in the bundle. */
async function checkedEntries(zip: OpenedZip): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > MAX_FILES) {
    throw new ArchiveRejected(`it has ${zip.entryCount} files; at most ${MAX_FILES} are accepted`)
  }
  const entries = new Map<string, Entry>()
  let unpacked = 0
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith('/') && entry.uncompressedSize === 0) continue
    const name = entry.fileName.replace(/^bundle\//, '')
    if (!STORED_FILE_NAME.test(name)) {
      throw new ArchiveRejected(`it has a file named ${JSON.stringify(entry.fileName.slice(0, 200))}`)
    }
    if ((entry.fileName === name) !== (name === ENTITY_FILE)) {
      throw new ArchiveRejected(
        `it has a file ${entry.fileName}; expected only ${ENTITY_FILE} and files in bundle/`
      )
    }
    if (entries.has(name)) throw new ArchiveRejected(`it has two files named ${name}`)
    checkKind(entry, name)
    unpacked += entry.uncompressedSize
    checkSizes(zip, entry, name, unpacked)
    entries.set(name, entry)
  }
  return entries
}

function checkKind(entry: Entry, name: string): void {
  if (entry.isEncrypted()) throw new ArchiveRejected(`its file ${name} is encrypted`)
  if (!entry.canDecodeFileData()) {
    throw new ArchiveRejected(
      `its file ${name} uses compression method ${entry.compressionMethod}; use stored (0) or deflate (8)`
    )
  }
  const madeByUnix = entry.versionMadeBy >>> 8 === 3
  const type = (entry.externalFileAttributes >>> 16) & 0o170000
  // Some packers leave the type out.
  if (madeByUnix && type !== 0 && type !== 0o100000) {
    throw new ArchiveRejected(`its file ${name} is a link or a device; only regular files are accepted`)
  }
}

function checkSizes(zip: OpenedZip, entry: Entry, name: string, unpacked: number): void {
  const most = MAX_BYTES[name]
  if (most !== undefined && entry.uncompressedSize > most) {
    throw new ArchiveRejected(
      `its file ${name} has ${entry.uncompressedSize} bytes unpacked; at most ${most} are accepted`
    )
  }
  if (unpacked > MAX_UNPACKED_BYTES) {
    throw new ArchiveRejected(`it unpacks to more than the ${MAX_UNPACKED_BYTES} bytes that are accepted`)
  }
  if (unpacked > RATIO_COUNTS_FROM_BYTES && unpacked / zip.fileSize > MAX_RATIO) {
    throw new ArchiveRejected(
      `its ${zip.fileSize} bytes unpack to more than ${unpacked}; at most ${MAX_RATIO} times its size is accepted`
    )
  }
}

/** yauzl holds what it unpacks against the size that the archive states, and not against the checksum. */
function checkedSum(name: string, entry: Entry): Transform {
  let sum = 0
  return new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      sum = crc32(chunk, sum)
      done(null, chunk)
    },
    flush: (done) =>
      done(
        sum === entry.crc32
          ? null
          : new ArchiveRejected(`the checksum of its file ${name} does not match the archive`)
      )
  })
}

/** Whatever is wrong inside is told as one refusal: the archive comes from outside. */
async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ArchiveRejected) throw error
    if (error instanceof BundleInvalid) throw new ArchiveRejected(`its ${error.message}`)
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOSPC' || code === 'EIO' || code === 'EMFILE' || code === 'EDQUOT') throw error
    // A name that is a file in one entry and a folder in another.
    if (error instanceof Error && 'syscall' in error) throw new ArchiveRejected('its files overlap')
    throw new ArchiveRejected(`it cannot be read (${error instanceof Error ? error.message : String(error)})`)
  }
}
