/** What an import accepted, read back by trainings and evaluations; nothing is parsed a second time. @module */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { FileStore } from '../platform/index.ts'
import { type DisplayRules, readDisplayRules } from '../speech/display/index.ts'
import { committedPrefix, type Dataset } from './dataset.ts'
import { formattingDataName } from './formatting-data.ts'
import type { Lexical } from './lexical-text.ts'
import type { Pronunciation } from './pronunciation-line.ts'
import { type StoredEntry, structuredDataName } from './stored-entry.ts'

/** One clip with the words said in it. */
export type Utterance = Readonly<{
  /** Name of the audio file as uploaded; once in a dataset. */
  id: string
  /** Absolute path of a 16 kHz mono 16-bit WAV file. */
  audioPath: string
  /** The same file in the file store. */
  audioKey: string
  /** The transcript as uploaded. */
  reference: string
  /** Words separated by single blanks. */
  lexical: string
  durationTicks: number
  /** Longer than 40 s: it has to be cut before its sound is trained on. */
  tooLongForTraining: boolean
}>

type StoredUtterance = Omit<Utterance, 'audioPath' | 'audioKey' | 'tooLongForTraining'> &
  Readonly<{ audio: string; tooLongForTraining?: boolean }>

export class AcceptedData {
  readonly #files: FileStore
  constructor(files: FileStore) {
    this.#files = files
  }

  async utterances(id: string): Promise<Utterance[]> {
    const directory = await this.#files.localPath(committedPrefix(id))
    const utterances: Utterance[] = []
    for await (const { audio, tooLongForTraining = false, ...utterance } of this.stored(id))
      utterances.push({
        ...utterance,
        audioPath: join(directory, audio),
        audioKey: `${committedPrefix(id)}/${audio}`,
        tooLongForTraining
      })
    return utterances
  }

  async *stored(id: string): AsyncGenerator<StoredUtterance> {
    for await (const line of this.#lines(id, 'utterances.jsonl')) yield JSON.parse(line) as StoredUtterance
  }

  /**
   * Lexical sentences of a Language or Acoustic dataset.
   * @param keep display words, in lower case, that stand in the text as they are written (`3cpo`), so that their
   * pronunciations are what is trained; sentences holding one are normalized anew around it.
   */
  async *sentences(
    dataset: Dataset,
    lexical: Lexical,
    keep: ReadonlySet<string> = new Set()
  ): AsyncGenerator<string> {
    const beginnings = new Set([...keep].map((word) => runs(word)[0]))
    const mayContain = (text: string) => runs(text).some((run) => beginnings.has(run))
    for await (const sentence of this.#withOriginals(dataset, keep.size > 0)) {
      const again =
        dataset.textNormalizationKind === 'Default' &&
        sentence.original !== undefined &&
        mayContain(sentence.original)
      yield again ? lexical.apply(sentence.original, keep) : sentence.lexical
    }
  }

  /** Sentences in lexical form as the import left them. */
  async *lexicalLines(dataset: Dataset): AsyncGenerator<string> {
    for await (const { lexical } of this.#withOriginals(dataset, false)) yield lexical
  }

  async *pronunciations(id: string): AsyncGenerator<Pronunciation> {
    for await (const line of this.#lines(id, 'accepted.tsv')) {
      const [display = '', spoken = ''] = line.split('\t')
      yield { display, spoken }
    }
  }

  async formattingRules(id: string): Promise<DisplayRules> {
    return readDisplayRules(
      JSON.parse(await this.#files.readText(`${committedPrefix(id)}/${formattingDataName}`))
    )
  }

  async *structured(id: string): AsyncGenerator<StoredEntry> {
    for await (const line of this.#lines(id, structuredDataName)) yield JSON.parse(line) as StoredEntry
  }

  /** SHA-256, in hex, of everything accepted: equal content, equal hash, whatever the dataset is called. */
  async contentHash({ id, kind }: Dataset): Promise<string> {
    const hash = createHash('sha256')
    const add = async (name: string) => {
      for await (const chunk of await this.#files.read(`${committedPrefix(id)}/${name}`))
        hash.update(chunk as Uint8Array)
    }
    if (kind === 'Language') await add('accepted.txt')
    else if (kind === 'LanguageMarkdown') await add(structuredDataName)
    else if (kind === 'OutputFormatting') await add(formattingDataName)
    else if (kind === 'Pronunciation') await add('accepted.tsv')
    else {
      await add('utterances.jsonl')
      for await (const { audio } of this.stored(id)) await add(audio)
    }
    return hash.digest('hex')
  }

  async *#withOriginals(
    { id, kind }: Dataset,
    kinds: boolean
  ): AsyncGenerator<Readonly<{ lexical: string; original?: string }>> {
    if (kind === 'Acoustic') {
      for await (const { lexical, reference } of this.stored(id)) yield { lexical, original: reference }
      return
    }
    const originals = kinds ? this.#lines(id, 'original.txt') : undefined
    try {
      for await (const lexical of this.#lines(id, 'accepted.txt')) {
        const original = await originals?.next()
        yield typeof original?.value === 'string' ? { lexical, original: original.value } : { lexical }
      }
    } finally {
      // It stands after its last line, with its file open.
      await originals?.return(undefined)
    }
  }

  async *#lines(id: string, name: string): AsyncGenerator<string> {
    let rest = ''
    const decoder = new TextDecoder()
    for await (const chunk of await this.#files.read(`${committedPrefix(id)}/${name}`)) {
      const lines = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
    if (rest !== '') yield rest
  }
}

/** Letters and digits without accents or case: enough to see that a text cannot hold a word. */
const runs = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []
