/** A back-off n-gram model and the probabilities it gives. @module */

import type { Discounts } from './discounts.ts'
import { ABSENT, type NgramTable } from './ngram-table.ts'
import { END_ID, START_ID, type Vocabulary } from './vocabulary.ts'

/** The n-grams of one order. Entries not in the model (placeholders for missing prefixes) are NaN. */
export type NgramOrder = Readonly<{
  table: NgramTable
  /** log10 of the probability of the last word after the others, by n-gram index. */
  probabilities: Float64Array
  /** log10 of the back-off weight of the n-gram as a history; 0 where nothing follows it. */
  backOffs: Float64Array
}>

export type LanguageModel = Readonly<{
  order: number
  vocabulary: Vocabulary
  /** By length: `orders[0]` are the single words, whose index is the word's number. */
  orders: readonly NgramOrder[]
  /** How the probabilities came about; absent for a model read from a file. */
  training?: Readonly<{ sentences: number; words: number; discounts: readonly Discounts[] }>
}>

/** log10 probability of each word of a sentence and, last, of its end; `null` = a word the model does not know. */
export type SentenceProbabilities = readonly (number | null)[]

/**
 * Scores a sentence from `<s>` on, each word after up to `order - 1` words before it. An unknown word has no
 * probability of its own (`null`), and no word is predicted across it.
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

/** log10 p(word | history), history oldest first; `undefined` for a word without a unigram. */
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

/** Index of an n-gram in the table of its own length, or ABSENT. */
function indexOf(model: LanguageModel, words: readonly number[]): number {
  let index = 0
  for (const [position, word] of words.entries()) {
    index = model.orders[position]?.table.find(index, word) ?? ABSENT
    if (index === ABSENT) return ABSENT
  }
  return index
}
