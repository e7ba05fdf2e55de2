/** Names in a transcript matched with files in its archive, each file at most once. @module */
import { basename } from 'node:path'
import type { ArchiveFile, AudioArchive } from './audio-archive.ts'
import { quoted, type Rejection } from './rejection.ts'
import { withoutInvisible } from './typography.ts'

/** Bytes. Names of result files are made from it by adding to its end, and file systems allow 255. */
const MAX_NAME_LENGTH = 200

export type ClaimedAudio = Readonly<{
  file: ArchiveFile
  /** Where the converted audio goes, relative to the dataset. */
  audio: string
}>

export class AudioNames {
  readonly #files = new Map<string, ArchiveFile>()
  /** By name without regard to case; undefined where that is ambiguous. */
  readonly #folded = new Map<string, ArchiveFile | undefined>()
  readonly #inFolders: Set<string>
  readonly #sameName: string[] = []
  readonly #claimed = new Set<ArchiveFile>()
  readonly #mentioned = new Set<ArchiveFile>()
  readonly #outputs = new Set<string>()

  constructor(archive: Pick<AudioArchive, 'audio' | 'inFolders'>) {
    this.#inFolders = new Set(archive.inFolders)
    for (const file of archive.audio) {
      const name = withoutInvisible(file.name).trim()
      if (this.#files.has(name)) {
        this.#sameName.push(file.name)
        continue
      }
      this.#files.set(name, file)
      const folded = name.toLowerCase()
      this.#folded.set(folded, this.#folded.has(folded) ? undefined : file)
    }
  }

  /** Notes the name in a line before it is parsed: a file whose line is refused is not counted a second time. */
  mention(line: string): void {
    const name = withoutInvisible(line.split('\t')[0] ?? '').trim()
    const file = this.#find(name)
    if (file) this.#mentioned.add(file)
  }

  claim(name: string): ClaimedAudio | Rejection {
    const file = this.#find(name)
    if (file === undefined) {
      if (this.#inFolders.delete(name)) return inFolder(name)
      return {
        code: 'AudioMissing',
        found: quoted(name),
        accepted: 'the name of a file at the root of the archive'
      }
    }
    if (this.#claimed.has(file))
      return { code: 'DuplicateName', found: quoted(name), accepted: 'one line for each audio file' }
    this.#claimed.add(file)
    if (/\p{Cc}|^\.+$/u.test(file.name) || Buffer.byteLength(file.name) > MAX_NAME_LENGTH)
      return {
        code: 'NameNotAllowed',
        found: quoted(file.name),
        accepted: `a name of at most ${MAX_NAME_LENGTH} bytes without control characters`
      }
    const audio = `audio/${/\.wav$/i.test(file.name) ? file.name : `${file.name}.wav`}`
    // `a.mp3` becomes `a.mp3.wav`, which may be there already.
    if (this.#outputs.has(audio))
      return {
        code: 'DuplicateName',
        found: quoted(audio),
        accepted: 'names that differ in more than `.wav`'
      }
    this.#outputs.add(audio)
    return { file, audio }
  }

  /** Files that no line named, and files that cannot be named. */
  *leftOver(): Generator<Readonly<{ filename: string }> & Rejection> {
    for (const file of this.#files.values())
      if (!this.#claimed.has(file) && !this.#mentioned.has(file))
        yield {
          filename: basename(file.name),
          code: 'TranscriptMissing',
          found: quoted(file.name),
          accepted: 'a line in the transcript for each audio file'
        }
    for (const name of this.#sameName)
      yield {
        filename: name,
        code: 'DuplicateName',
        found: quoted(name),
        accepted: 'each name once in the archive'
      }
    for (const name of this.#inFolders) yield { filename: name, ...inFolder(name) }
  }

  #find(name: string): ArchiveFile | undefined {
    return this.#files.get(name) ?? this.#folded.get(name.toLowerCase())
  }
}

const inFolder = (name: string): Rejection => ({
  code: 'InFolder',
  found: quoted(name),
  accepted: 'audio files at the root of the archive'
})
