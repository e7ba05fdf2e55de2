/** A back-off n-gram model (Katz 1987) and the probabilities it gives. @module */

import type { Discounts } from './discounts.ts'
import { ABSENT, type NgramTable } from './ngram-table.ts'
import { END_ID, START_ID, type Vocabulary } from './vocabulary.ts'

/** The n-grams of one order. Placeholders for missing prefixes have the probability NaN. */
export type NgramOrder = Readonly<{
  table: NgramTable
  /** log10 of the probability of the last word after the others, by n-gram index. */
  probabilities: Float64Array
  /** log10 of the back-off weight of the n-gram as a history; 0 if nothing follows it. */
  backOffs: Float64Array
}>

/** Bounds on the mass of the n-grams listed after a history, and on the mass left to others, against rounding errors. */
export const MAX_LISTED_MASS = 1 - 1e-6
export const MIN_UNLISTED_MASS = 1e-6

export type LanguageModel = Readonly<{
  order: number
  vocabulary: Vocabulary
  /** By length: `orders[0]` has the unigrams, whose index is the word id. */
  orders: readonly NgramOrder[]
  /** Training statistics; absent for a model read from a file. */
  training?: Readonly<{ sentences: number; words: number; discounts: readonly Discounts[] }>
}>

/** log10 probability of each word of a sentence and, last, of its end; `null` for an out-of-vocabulary word. */
export type SentenceProbabilities = readonly (number | null)[]

/**
 * Scores a sentence after `<s>`, each word given up to `order - 1` previous words. An out-of-vocabulary word has no
 * probability (`null`), and the history of later words starts after it.
 */
export function wordProbabilities(model: LanguageModel, sentence: readonly string[]): SentenceProbabilities {
  const probabilities: (number | null)[] = []
  let history: number[] = [START_ID]
  for (let i = 0; i <= sentence.length; i++) {
    const word = i === sentence.length ? END_ID : model.vocabulary.idOf(sentence[i] ?? '')
    const probability = word === undefined || word < END_ID ? undefined : logProbability(model, history, word)
    probabilities.push(probability ?? null)
    history = word === undefined || probability === undefined ? [] : [...history, word].slice(-model.order)
  }
  return probabilities
}

/** log10 p(word | history), oldest word first; `undefined` for a word without a unigram. */
export function logProbability(
  model: LanguageModel,
  history: readonly number[],
  word: number
): number | undefined {
  let backOff = 0
  for (let length = Math.min(history.length, model.order - 1); length >= 0; length--) {
    const context = length === 0 ? 0 : indexOf(model, history.slice(history.length - length))
    if (context === ABSENT) continue
    const longer = model.orders[length]
    const index = longer?.table.find(context, word) ?? ABSENT
    const probability = index === ABSENT ? Number.NaN : (longer?.probabilities[index] ?? Number.NaN)
    if (!Number.isNaN(probability)) return backOff + probability
    if (length > 0) backOff += model.orders[length - 1]?.backOffs[context] ?? 0
  }
  return undefined
}

/** Word ids of the n-gram of `length` words at `index` in the table of its length. */
export function ngramWords(orders: readonly NgramOrder[], index: number, length: number): number[] {
  const words: number[] = []
  for (let below = length - 1, at = index; below >= 0; below--) {
    const table = orders[below]?.table
    if (table === undefined) break
    words.push(table.word(at))
    at = table.prefix(at)
  }
  return words.reverse()
}

/** Index of an n-gram in the table of its own length, or ABSENT. */
function indexOf(model: LanguageModel, words: readonly number[]): number {
  let index = 0
  for (const [position, word] of words.entries()) {
    index = model.orders[position]?.table.find(index, word) ?? ABSENT
    if (index === ABSENT) return ABSENT
  }
  return index
}
