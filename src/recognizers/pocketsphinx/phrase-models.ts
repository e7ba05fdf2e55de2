/** Phrase lists: what a caller expects now, as a small language model beside the one that it recognizes with. @module */
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { saveArpa, trainLanguageModel } from '../../speech/language-model/index.ts'
import { pronounceByRules, spokenLanguageFor } from '../../speech/pronunciation/index.ts'
import type { StreamRequest } from '../pool/messages.ts'
import type { PhraseList, RecognitionModel } from '../recognizer.ts'
import { ngramGmmParts } from './customization.ts'
import type { InstalledBase } from './installed-bases.ts'

/** Its share of the mixture, measured by `bench/phrase-lists.ts`, at the usual weight of 1. */
const SHARE = 0.1
const MAX_SHARE = 0.2
/** Lists kept ready: an app sends the same one with every turn. */
const MAX_KEPT = 32

/** Files for a decoder, in a folder of this process. */
export type PhraseModel = Readonly<{
  arpaPath: string
  /** 0..1 of the whole; the rest is shared as without it. */
  weight: number
  /** Pronunciations of words that neither the model nor its base has. */
  lexiconPath?: string
}>

/** What a child is asked for with a stream. */
export type DecodingRequest = StreamRequest & Readonly<{ phraseModel?: PhraseModel }>

/** Looks words up in the dictionary of a base model, as `Pronouncer.pronounce` does. */
type LookUp = (base: string, words: readonly string[]) => Promise<readonly (readonly string[])[]>

type Sentences = readonly (readonly string[])[]

export class PhraseModels {
  readonly #lookUp: LookUp
  /** The one used longest ago first. */
  readonly #made = new Map<string, Promise<PhraseModel>>()
  #folder: Promise<string> | undefined

  constructor(lookUp: LookUp) {
    this.#lookUp = lookUp
  }

  /**
   * @returns undefined when no phrase has a word, or the list has no weight
   * @throws PronunciationUnavailable, EngineDied
   */
  async of(
    model: RecognitionModel,
    base: Pick<InstalledBase, 'model' | 'phones'>,
    { phrases, weight }: PhraseList
  ): Promise<PhraseModel | undefined> {
    const sentences = phrases
      .map((phrase) => phrase.split(/\s+/).filter((word) => /\p{L}/u.test(word)))
      .filter((words) => words.length > 0)
    const share = Math.min(MAX_SHARE, SHARE * weight)
    if (sentences.length === 0 || !(share > 0)) return undefined
    const key = createHash('sha256')
      .update(JSON.stringify([model, sentences, share]))
      .digest('hex')
    const made = this.#made.get(key) ?? this.#make(key, model, base, { sentences, share })
    this.#made.delete(key)
    this.#made.set(key, made)
    made.catch(() => this.#made.delete(key))
    for (const oldest of [...this.#made.keys()].slice(0, -MAX_KEPT)) await this.#forget(oldest)
    return made
  }

  async close(): Promise<void> {
    if (this.#folder !== undefined) await rm(await this.#folder, { recursive: true, force: true })
  }

  async #make(
    key: string,
    model: RecognitionModel,
    base: Pick<InstalledBase, 'model' | 'phones'>,
    { sentences, share }: Readonly<{ sentences: Sentences; share: number }>
  ): Promise<PhraseModel> {
    this.#folder ??= mkdtemp(join(tmpdir(), 'vernacular-phrases-'))
    const folder = join(await this.#folder, key)
    await mkdir(folder)
    const arpaPath = join(folder, 'phrases.arpa')
    await saveArpa(await trainLanguageModel(sentences), arpaPath)
    const lexiconPath = await this.#lexicon(folder, model, base, new Set(sentences.flat()))
    return { arpaPath, weight: share, ...(lexiconPath === undefined ? {} : { lexiconPath }) }
  }

  /** By the rules of the language, for words that neither the model nor its base has. */
  async #lexicon(
    folder: string,
    model: RecognitionModel,
    base: Pick<InstalledBase, 'model' | 'phones'>,
    words: ReadonlySet<string>
  ): Promise<string | undefined> {
    const { lexiconPath } = ngramGmmParts(model)
    const own = lexiconPath === undefined ? '' : await readFile(lexiconPath, 'utf8')
    const inLexicon = new Set(own.split('\n').map((line) => line.split(' ')[0]))
    const others = [...words].filter((word) => !inLexicon.has(word))
    const known = await this.#lookUp(base.model.name, others)
    const language = spokenLanguageFor(base.model.locale, base.phones)
    const lacking = others.filter((_, index) => known[index]?.length === 0)
    const { phones } = await pronounceByRules(lacking, { language })
    if (phones.size === 0) return undefined
    const path = join(folder, 'lexicon.dict')
    await writeFile(path, [...phones].map(([word, variant]) => `${word} ${variant.join(' ')}\n`).join(''))
    return path
  }

  /** Streams that were opened with it have read its files. */
  async #forget(key: string): Promise<void> {
    this.#made.delete(key)
    if (this.#folder !== undefined) await rm(join(await this.#folder, key), { recursive: true, force: true })
  }
}
