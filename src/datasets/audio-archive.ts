/** The zip of an audio dataset: looked through before anything is unpacked, then read entry by entry. @module */

import { crc32 } from 'node:zlib'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { quoted, SourceRejected } from './rejection.ts'

export type ArchiveLimits = Readonly<{
  audioFiles: number
  /** Sum of the unpacked sizes, in bytes. */
  unpackedBytes: number
  /** Unpacked to packed size of the whole archive; deflate itself reaches 1032. */
  ratio: number
}>

/**
 * Upstream's quotas, and what keeps a small upload from filling the disk. Speech packs to about a half;
 * only digital silence comes near the ratio, and a set of it is good for nothing.
 */
export const archiveLimits: ArchiveLimits = { audioFiles: 10_000, unpackedBytes: 4 * 2 ** 30, ratio: 100 }

export type ArchiveFile = Readonly<{
  name: string
  /**
   * The unpacked bytes, checked against the size and checksum that the archive states.
   * @throws SourceRejected, while iterating
   */
  content(): AsyncGenerator<Uint8Array>
}>

export type AudioArchive = Readonly<{
  /** Files at the root, but for a transcript, in the archive's order. */
  audio: readonly ArchiveFile[]
  /** Names of files that lie in folders; what operating systems add by themselves is left out. */
  inFolders: readonly string[]
  close(): void
}>

export type TranscribedArchive = AudioArchive & Readonly<{ transcript: ArchiveFile }>

/** Small archives may pack well by chance: below this a ratio means nothing. */
const ratioCountsFrom = 16 * 2 ** 20

/** Left by file managers, never meant by the person who packed the archive. */
const byproduct = /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|\._|Thumbs\.db$|desktop\.ini$)/i

/**
 * Opens the archive and refuses it whole when it is hostile or of another shape: no zip, `../` or absolute names,
 * links, encryption, too many or too large entries.
 * @throws SourceRejected
 */
export function openAudioArchive(path: string, limits: ArchiveLimits = archiveLimits): Promise<AudioArchive> {
  return opened(path, limits, ({ audio, inFolders }) => {
    if (audio.length > 0 || inFolders.length > 0) return { audio, inFolders }
    throw new SourceRejected('InvalidDataset', 'The archive is empty; it must contain audio files.')
  })
}

/**
 * The same for an archive of audio and one transcript; refused without one, and with several.
 * @throws SourceRejected
 */
export function openTranscribedArchive(
  path: string,
  limits: ArchiveLimits = archiveLimits
): Promise<TranscribedArchive> {
  return opened(path, limits, ({ audio, inFolders }) => {
    const transcripts = audio.filter(({ name }) => /\.(?:txt|tsv)$/i.test(name))
    const [transcript] = transcripts
    if (transcript === undefined || transcripts.length > 1)
      throw notOneTranscript(transcripts, audio, inFolders)
    return { transcript, audio: audio.filter((file) => file !== transcript), inFolders }
  })
}

type Files = Pick<AudioArchive, 'audio' | 'inFolders'>

async function opened<T extends Files>(
  path: string,
  limits: ArchiveLimits,
  check: (files: Files) => T
): Promise<T & Readonly<{ close(): void }>> {
  const zip = await toProblem('The archive cannot be read', () =>
    yauzl.openPromise(path, { lazyEntries: true, autoClose: false })
  )
  try {
    const files = check(await sorted(zip, limits))
    if (files.audio.length > limits.audioFiles) throw tooMany(files.audio.length, limits)
    return Object.freeze({ ...files, close: () => zip.close() })
  } catch (error) {
    zip.close()
    throw error
  }
}

async function sorted(zip: ZipFile, limits: ArchiveLimits): Promise<Files> {
  // Folders, the transcript and by-products come on top of the audio.
  const mostEntries = limits.audioFiles * 2 + 100
  if (zip.entryCount > mostEntries) throw tooMany(zip.entryCount, limits)
  const files: Entry[] = []
  const inFolders: string[] = []
  let unpacked = 0
  await toProblem('The list of files in the archive cannot be read', async () => {
    for await (const entry of zip.eachEntry()) {
      if (byproduct.test(entry.fileName)) continue
      unpacked += entry.uncompressedSize
      checkEntry(entry)
      checkUnpacked(unpacked, zip.fileSize, limits)
      if (entry.fileName.endsWith('/')) continue
      if (entry.fileName.includes('/')) inFolders.push(entry.fileName)
      else files.push(entry)
    }
  })
  const file = (entry: Entry): ArchiveFile => ({ name: entry.fileName, content: () => extract(zip, entry) })
  return { audio: files.map(file), inFolders }
}

async function* extract(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  const what = `The file ${quoted(entry.fileName)} of the archive cannot be unpacked`
  const stream = await toProblem(what, () => zip.openReadStreamPromise(entry))
  const wrong = () =>
    new SourceRejected('InvalidDataset', `${what}: its checksum does not match the archive.`)
  let checksum = 0
  let length = 0
  try {
    for await (const piece of stream) {
      const chunk = piece as Uint8Array
      checksum = crc32(chunk, checksum)
      length += chunk.length
      // Before the last piece is handed on: a reader that has all it needs asks for no more.
      if (length === entry.uncompressedSize && checksum !== entry.crc32) throw wrong()
      yield chunk
    }
  } catch (cause) {
    await toProblem(what, () => Promise.reject(cause))
  } finally {
    stream.destroy()
  }
  if (checksum !== entry.crc32) throw wrong()
}

function checkEntry(entry: Entry): void {
  const name = quoted(entry.fileName)
  if (entry.isEncrypted())
    throw new SourceRejected(
      'InvalidDataset',
      `The file ${name} of the archive is encrypted; pack it without a password.`
    )
  if (!entry.canDecodeFileData())
    throw new SourceRejected(
      'InvalidDataset',
      `The file ${name} uses compression method ${entry.compressionMethod}; use stored (0) or deflate (8).`
    )
  const madeByUnix = entry.versionMadeBy >>> 8 === 3
  const type = (entry.externalFileAttributes >>> 16) & 0o170000
  // Regular files and folders; some packers leave the type out.
  if (madeByUnix && ![0, 0o100000, 0o040000].includes(type))
    throw new SourceRejected(
      'InvalidDataset',
      `${name}is a link or a device; the archive may contain only regular files.`
    )
}

function checkUnpacked(unpacked: number, packed: number, limits: ArchiveLimits): void {
  if (unpacked > limits.unpackedBytes)
    throw new SourceRejected(
      'InvalidDataset',
      `The archive unpacks to more than ${unpacked} bytes; at most ${limits.unpackedBytes} are accepted.`
    )
  if (unpacked > ratioCountsFrom && unpacked / packed > limits.ratio)
    throw new SourceRejected(
      'InvalidDataset',
      `The archive of ${packed} bytes unpacks to more than ${unpacked}: more than ${limits.ratio} times its size, ` +
        'which is not plausible for speech.'
    )
}

const tooMany = (found: number, limits: ArchiveLimits): SourceRejected =>
  new SourceRejected(
    'InvalidDataset',
    `The archive contains ${found} files; the maximum is ${limits.audioFiles} audio files. Split larger sets.`
  )

function notOneTranscript(
  transcripts: readonly ArchiveFile[],
  files: readonly ArchiveFile[],
  inFolders: readonly string[]
): SourceRejected {
  const accepted = 'one transcript, .txt or .tsv, at the root of the archive next to the audio files'
  const found =
    transcripts.length > 1
      ? `${transcripts.length} of them, ${quoted(transcripts[0]?.name ?? '')} and ${quoted(transcripts[1]?.name ?? '')}`
      : inFolders[0] !== undefined
        ? `none at the root, but files in folders such as ${quoted(inFolders[0])}; pack the files without their folder`
        : files.length === 0
          ? 'an empty archive'
          : `none among ${files.length} files`
  return new SourceRejected('InvalidDataset', `The archive must contain ${accepted}; found ${found}.`)
}

/** yauzl's errors say what is wrong with the bytes, which is what the uploader needs; they name no path of ours. */
async function toProblem<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof SourceRejected) throw cause
    if (cause instanceof Error && 'syscall' in cause) throw cause
    throw new SourceRejected(
      'InvalidDataset',
      `${what}: ${cause instanceof Error ? cause.message : String(cause)}.`
    )
  }
}
