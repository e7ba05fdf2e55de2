/** The searches of a base model's streams: what custom models and phrase lists bring, loaded once and shared. @module */
import { statSync } from 'node:fs'
import { ModelUnusable } from '../../errors.ts'
import type { PhraseList, RecognitionModel } from '../../recognizer.ts'
import { type NeuralParts, neuralParts } from '../customization.ts'
import {
  ColumnFileUnreadable,
  Fusion,
  type FusionWeights,
  loadNetwork,
  loadNgram,
  type NgramAutomaton,
  TokenTable,
  type Vocabulary,
  type WeightedPhrase
} from '../search/index.ts'

/** Custom models kept ready; the one used longest ago is dropped. */
const MAX_KEPT = 16
/** Bonus of a listed phrase at the usual weight: of its first word, and of each letter, up to a limit. */
const PHRASE_BONUS = 2
const LETTER_BONUS = 0.35
const MAX_BONUS = 14

export class Fusions {
  readonly #tokens: TokenTable
  readonly #suitWeights: (weights: FusionWeights) => FusionWeights
  readonly #base: Fusion
  readonly #custom = new Map<string, Promise<Fusion>>()

  /** @param suitWeights from the weights of a customization to those that suit the family */
  constructor(vocabulary: Vocabulary, suitWeights: (weights: FusionWeights) => FusionWeights = (own) => own) {
    this.#suitWeights = suitWeights
    this.#tokens = new TokenTable(vocabulary)
    this.#base = new Fusion({ tokens: this.#tokens })
  }

  /** @throws ModelUnusable naming the file that cannot be used */
  async of(model: RecognitionModel, phraseList: PhraseList | undefined): Promise<Fusion> {
    const parts = neuralParts(model)
    const fusion = parts ? await this.#customOf(parts) : this.#base
    const phrases = phraseList ? weightedPhrases(phraseList) : []
    return phrases.length > 0 ? fusion.withPhrases(phrases) : fusion
  }

  async #customOf(parts: NeuralParts): Promise<Fusion> {
    const key = JSON.stringify([parts, stateOf(parts.networkPath), stateOf(parts.generalPath)])
    const known = this.#custom.get(key) ?? this.#load(parts)
    // At the end: used last.
    this.#custom.delete(key)
    this.#custom.set(key, known)
    known.catch(() => this.#custom.delete(key))
    for (const oldest of this.#custom.keys()) {
      if (this.#custom.size <= MAX_KEPT) break
      this.#custom.delete(oldest)
    }
    return known
  }

  async #load({ networkPath, generalPath, weights: own }: NeuralParts): Promise<Fusion> {
    const weights = this.#suitWeights(own)
    const network = await reading(networkPath, loadNetwork)
    if (generalPath === undefined) return new Fusion({ tokens: this.#tokens, network, weights })
    const general = await reading(generalPath, loadNgram)
    return new Fusion({
      tokens: this.#tokens,
      network,
      general,
      generalWords: wordNumbers(network.words(), general),
      weights
    })
  }
}

async function reading<Value>(path: string, load: (path: string) => Promise<Value>): Promise<Value> {
  try {
    return await load(path)
  } catch (error) {
    if (error instanceof ColumnFileUnreadable) throw new ModelUnusable(error.message, { cause: error })
    if (error instanceof Error && 'syscall' in error) {
      throw new ModelUnusable(`A file of the model cannot be read: ${error.message}`, { cause: error })
    }
    throw error
  }
}

/** By word of the lexicon: the word of the general model, or -1. */
function wordNumbers(words: readonly string[], general: NgramAutomaton): Int32Array {
  const numbers = new Map(general.words().map((word, id) => [word, id]))
  return Int32Array.from(words, (word) => numbers.get(word) ?? -1)
}

function stateOf(path: string | undefined): readonly number[] {
  const state = path === undefined ? undefined : statSync(path, { throwIfNoEntry: false })
  return state ? [state.size, state.mtimeMs, state.ino] : []
}

function weightedPhrases({ phrases, weight }: PhraseList): readonly WeightedPhrase[] {
  if (!(weight > 0)) return []
  return phrases.flatMap((phrase) => {
    const words = phrase.split(/\s+/).filter((word) => /\p{L}/u.test(word))
    const text = words.join(' ')
    if (text === '') return []
    return [{ text, bonus: weight * Math.min(MAX_BONUS, PHRASE_BONUS + LETTER_BONUS * [...text].length) }]
  })
}
