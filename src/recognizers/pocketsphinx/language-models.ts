/** The language models of one child: the base, read once and shared by every decoder, and mixtures with it. @module */
import { statSync } from 'node:fs'
import type { WordProbabilities } from '../capabilities/index.ts'
import { ModelUnusable } from '../errors.ts'
import { type BaseModelFiles, languageWeight } from './base-model.ts'
import { fileLines } from './checks/file-lines.ts'
import type { NgramGmmParts } from './customization.ts'
import { type Config, type Library, LOG_BASE, type LogMath, type NgramModel } from './library.ts'
import type { PhraseModel } from './phrase-models.ts'

/** Interpolated linearly with the base: `weight` (0..1) for this model, `1 - weight` for the rest. */
export type LanguageModelPart = Readonly<{ arpaPath: string; weight: number }>

export class LanguageModels {
  readonly #library: Library
  readonly #config: Config
  readonly #logMath: LogMath
  readonly base: NgramModel

  /** `config` carries the language weight and insertion penalty that scores are made with. */
  constructor(library: Library, files: BaseModelFiles, config: Config) {
    this.#library = library
    this.#config = config
    this.#logMath = library.initLogMath(LOG_BASE, 0, 1)
    const base = library.readNgramModel(config, files.languageModel, 0, this.#logMath)
    if (!base) throw new ModelUnusable(`The base language model ${files.languageModel} cannot be read`)
    this.base = base
  }

  knows(word: string): boolean {
    return this.#library.wordId(this.base, word) !== this.#library.unknownWordId(this.base)
  }

  /**
   * The base mixed with small models, each given its weight of what those before it leave. The caller frees it. A word
   * that only one of them knows has that one's probability times its weight, so neither new words nor old ones become
   * impossible.
   */
  mixture(parts: readonly LanguageModelPart[]): NgramModel {
    const read: NgramModel[] = []
    const shares: number[] = []
    let left = 1
    try {
      for (const { arpaPath, weight } of parts) {
        if (!(weight >= 0 && weight <= 1)) {
          throw new ModelUnusable(`The weight of ${arpaPath} is ${weight}; it must lie between 0 and 1`)
        }
        arpaWords(arpaPath)
        const model = this.#library.readNgramModel(this.#config, arpaPath, 0, this.#logMath)
        if (!model) throw new ModelUnusable(`The language model ${arpaPath} is not a readable ARPA file`)
        read.push(model)
        shares.push(left * weight)
        left *= 1 - weight
      }
      const weights = Float32Array.from([...shares, left], mixtureWeight)
      const names = [...read.map((_, index) => `custom${index}`), 'base']
      const models = [...read, this.base]
      const mixture = this.#library.ngramModelSet(this.#config, models, names, weights, models.length)
      if (mixture) return mixture
      throw new ModelUnusable(
        `The language models ${parts.map(({ arpaPath }) => arpaPath)} cannot be mixed with the base`
      )
    } finally {
      for (const model of read) this.#library.freeNgramModel(model)
    }
  }

  /** log10 probabilities of each word and of `</s>` after `<s>`, backing off as the model says; null = unknown. */
  score(words: readonly string[]): WordProbabilities {
    const library = this.#library
    const order = library.ngramModelOrder(this.base)
    const unknown = library.unknownWordId(this.base)
    const used = new Int32Array(1)
    const history = [library.wordId(this.base, '<s>')]
    return [...words, '</s>'].map((word) => {
      const id = library.wordId(this.base, word)
      // The history runs back to the last unknown word: the model says nothing of what follows one.
      const ids = Int32Array.from(history.slice(0, order - 1))
      if (id === unknown) history.length = 0
      else history.unshift(id)
      if (id === unknown) return null
      return library.log10Of(this.#logMath, library.ngramProbability(this.base, id, ids, ids.length, used))
    })
  }
}

/**
 * A mixture inside the decoder adds up scores that the language weight has been applied to already:
 * `w * p^weight`, not `(w * p)^weight`. Raising the weight too makes the larger of the two terms, which is
 * nearly all of the sum, exactly that of the linear mixture that the weight was chosen for. On 24 synthetic sentences of
 * the demo's domain (base 67.9 % errors) the two differ by less than chance: 11.5, 10.6, 12.4, 11.9 % unraised and
 * 11.9, 10.1, 11.0, 11.0 % raised, at the weights 0.2, 0.5, 0.8, 0.95.
 */
const mixtureWeight = (weight: number): number => weight ** languageWeight

/** Far above what a training writes. */
export const ARPA_LIMITS = { fileBytes: 4 * 2 ** 30, lineBytes: 65_536 }

/** The words with a unigram in an ARPA file; what follows the unigrams is not read. Throws `ModelUnusable` when it is not one. */
export function arpaWords(path: string): readonly string[] {
  const words: string[] = []
  let [data, unigrams] = [false, false]
  for (const raw of fileLines(path, 'language model', ARPA_LIMITS)) {
    const line = raw.trim()
    if (unigrams && line.startsWith('\\')) break
    if (line === '\\data\\') data = true
    else if (line === '\\1-grams:') unigrams = data
    else if (unigrams) {
      const word = line.split(/\s+/)[1]
      if (word !== undefined) words.push(word)
    }
  }
  if (!unigrams) {
    throw new ModelUnusable(
      `The language model ${path} has no \\data\\ and \\1-grams: sections: not an ARPA file`
    )
  }
  if (words.length === 0) throw new ModelUnusable(`The language model ${path} has no words`)
  return words
}

/** Says whether a model's files are as they were when a decoder was made from them. */
export function signatureOf(custom: NgramGmmParts, phrases: PhraseModel | undefined): string {
  const paths = [
    custom.languageModel?.arpaPath,
    phrases?.arpaPath,
    custom.lexiconPath,
    phrases?.lexiconPath,
    custom.acoustic?.path
  ]
  const states = paths.map((path) => {
    const state = path === undefined ? undefined : statSync(path, { throwIfNoEntry: false })
    return state ? [state.size, state.mtimeMs, state.ino] : null
  })
  return JSON.stringify([custom, phrases ?? null, states])
}
