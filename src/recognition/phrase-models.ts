/** Phrase lists: what the client expects to hear now, as a small language model beside the one that answers. @module */
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Engine, type RecognitionModel, requireCapability } from '../recognizers/index.ts'
import { saveArpa, trainLanguageModel } from '../speech/language-model/index.ts'
import { pronounceByRules, spokenLanguageFor } from '../speech/pronunciation/index.ts'
import { normalizerFor } from '../speech/text/index.ts'

/** Its share of the mixture, measured by `bench/phrase-lists.ts`, at the client's usual weight of 1. */
const SHARE = 0.1
const MAX_SHARE = 0.2
/** Lists kept ready: an app sends the same one with every turn. */
const KEPT = 32

export type PhraseList = Readonly<{
  phrases: readonly string[]
  /** How much the client leans on its list: 0 not at all, 1 as usual, 2 at most. */
  bias: number
}>

/** More would be a text for a model of its own. */
export const MAX_PHRASES = 1_000

/** Phrases are written as the client writes them, by their lexical form: those whose capitals say that they are names. */
export function namesOf(phrases: readonly string[], locale: string): ReadonlyMap<string, string> {
  const normalizer = normalizerFor(locale)
  const names = phrases.filter((phrase) => /\p{Lu}/u.test(phrase))
  return new Map(names.map((phrase) => [normalizer.apply(phrase), phrase]))
}

export class PhraseModels {
  readonly #engine: Engine
  /** The one used longest ago first. */
  readonly #made = new Map<string, Promise<RecognitionModel>>()
  #folder: Promise<string> | undefined

  constructor(engine: Engine) {
    this.#engine = engine
  }

  /** @returns `model` itself when no phrase has a word */
  async with(
    model: RecognitionModel,
    locale: string,
    { phrases, bias }: PhraseList
  ): Promise<RecognitionModel> {
    const sentences = this.#sentences(locale, phrases)
    const weight = Math.min(MAX_SHARE, SHARE * bias)
    if (sentences.length === 0 || !(weight > 0)) return model
    const key = createHash('sha256')
      .update(JSON.stringify([model, sentences, weight]))
      .digest('hex')
    const made = this.#made.get(key) ?? this.#make(key, model, sentences, weight)
    this.#made.delete(key)
    this.#made.set(key, made)
    made.catch(() => this.#made.delete(key))
    for (const oldest of [...this.#made.keys()].slice(0, -KEPT)) await this.#forget(oldest)
    return made
  }

  async close(): Promise<void> {
    if (this.#folder !== undefined) await rm(await this.#folder, { recursive: true, force: true })
  }

  #sentences(locale: string, phrases: readonly string[]): readonly (readonly string[])[] {
    const normalizer = normalizerFor(locale)
    return phrases
      .map((phrase) =>
        normalizer
          .apply(phrase)
          .split(/\s+/)
          .filter((word) => /\p{L}/u.test(word))
      )
      .filter((words) => words.length > 0)
  }

  async #make(
    key: string,
    model: RecognitionModel,
    sentences: readonly (readonly string[])[],
    weight: number
  ): Promise<RecognitionModel> {
    this.#folder ??= mkdtemp(join(tmpdir(), 'vernacular-phrases-'))
    const folder = join(await this.#folder, key)
    await mkdir(folder)
    const arpaPath = join(folder, 'phrases.arpa')
    await saveArpa(await trainLanguageModel(sentences), arpaPath)
    const lexiconPath = await this.#lexicon(folder, model, new Set(sentences.flat()))
    return {
      ...model,
      custom: {
        ...model.custom,
        phrases: { arpaPath, weight },
        ...(lexiconPath === undefined ? {} : { lexiconPath })
      }
    }
  }

  /** The model's own lexicon, and guesses for words that neither it nor the base can say. */
  async #lexicon(
    folder: string,
    { base, custom }: RecognitionModel,
    words: ReadonlySet<string>
  ): Promise<string | undefined> {
    const own = custom?.lexiconPath === undefined ? '' : await readFile(custom.lexiconPath, 'utf8')
    const said = new Set(own.split('\n').map((line) => line.split(' ')[0]))
    const asked = [...words].filter((word) => !said.has(word))
    const known = await requireCapability(this.#engine, base, 'pronouncer').pronounce(base, asked)
    const { locale = '', phones: accepted = [] } =
      this.#engine.baseModels.find(({ name }) => name === base) ?? {}
    const language = spokenLanguageFor(locale, accepted)
    const lacking = asked.filter((_, index) => known[index]?.length === 0)
    const { phones } = await pronounceByRules(lacking, { language })
    if (phones.size === 0) return custom?.lexiconPath
    const path = join(folder, 'lexicon.dict')
    const lines = [...phones].map(([word, said]) => `${word} ${said.join(' ')}\n`)
    await writeFile(path, `${own}${own === '' || own.endsWith('\n') ? '' : '\n'}${lines.join('')}`)
    return path
  }

  /** Streams that were opened with it have read its files. */
  async #forget(key: string): Promise<void> {
    this.#made.delete(key)
    if (this.#folder !== undefined) await rm(join(await this.#folder, key), { recursive: true, force: true })
  }
}
