/**
 * Static linear interpolation of n-gram models into one back-off model (Jelinek & Mercer 1980; as in SRILM, Stolcke 2002):
 * each n-gram of any model gets its interpolated probability, and the back-off weights are computed anew. The result is one
 * ARPA file for any decoder.
 * @module
 */

import { EventLoopYielder, type YieldOptions } from './event-loop-yielder.ts'
import {
  type LanguageModel,
  logProbability,
  MAX_LISTED_MASS,
  MIN_UNLISTED_MASS,
  type NgramOrder,
  ngramWords
} from './language-model.ts'
import { ABSENT, NgramTable } from './ngram-table.ts'
import { LOG10_ZERO } from './train-language-model.ts'
import { START_ID, Vocabulary } from './vocabulary.ts'

/**
 * @param weights one per model, above 0; only their proportions count
 * @throws RangeError without a model, or for weights that do not fit; the signal's reason
 */
export async function interpolate(
  models: readonly LanguageModel[],
  weights: readonly number[],
  work: YieldOptions = {}
): Promise<LanguageModel> {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const positive = weights.every((weight) => weight > 0 && Number.isFinite(weight))
  if (models.length === 0 || weights.length !== models.length || !positive) {
    throw new RangeError(
      `Interpolation got ${models.length} models and ${weights.length} weights; each model needs a weight above 0`
    )
  }
  const yielder = new EventLoopYielder(work)
  const vocabulary = new Vocabulary()
  for (const model of models) for (const word of model.vocabulary.words) vocabulary.add(word)
  const sources = models.map((model, index) => ({
    model,
    share: (weights[index] ?? 0) / total,
    /** The model's own id of each word of the result. */
    ids: Array.from(
      { length: vocabulary.size },
      (_, id) => model.vocabulary.idOf(vocabulary.word(id)) ?? ABSENT
    ),
    /** For the current length: the result's index of each of the model's n-grams. */
    places: new Int32Array()
  }))
  const order = Math.max(...models.map((model) => model.order))
  const orders: NgramOrder[] = []
  for (let length = 0; length < order; length++) {
    const table = new NgramTable()
    if (length === 0) for (let id = 0; id < vocabulary.size; id++) table.add(0, id)
    for (const source of sources) {
      const own = source.model.orders[length]?.table
      const offsets = new Int32Array(own?.size ?? 0)
      for (let index = 0; own !== undefined && index < own.size; index++) {
        const word = vocabulary.add(source.model.vocabulary.word(own.word(index)))
        offsets[index] = table.add(length === 0 ? 0 : (source.places[own.prefix(index)] ?? 0), word)
        if (yielder.isDue()) await yielder.yieldToEventLoop()
      }
      source.places = offsets
    }
    const probabilities = new Float64Array(table.size)
    for (let index = 0; index < table.size; index++) {
      const words = wordsOf(orders, table, index)
      const last = words.at(-1) ?? 0
      let sum = 0
      for (const { model, share, ids } of sources) {
        const id = ids[last] ?? ABSENT
        const history = words.slice(0, -1).map((word) => ids[word] ?? ABSENT)
        const logarithm = id === ABSENT ? undefined : logProbability(model, history, id)
        if (logarithm !== undefined) sum += share * 10 ** logarithm
      }
      probabilities[index] = last === START_ID || sum === 0 ? LOG10_ZERO : Math.log10(sum)
      if (yielder.isDue()) await yielder.yieldToEventLoop()
    }
    if (length > 0)
      await setBackOffs({ order: length, vocabulary, orders: [...orders] }, table, probabilities, yielder)
    orders.push({ table, probabilities, backOffs: new Float64Array(table.size) })
  }
  return { order, vocabulary, orders }
}

/** Back-off weights: the mass that the listed words leave, over the mass that the shorter history gives the others. */
async function setBackOffs(
  shorter: LanguageModel,
  table: NgramTable,
  probabilities: Float64Array,
  yielder: EventLoopYielder
): Promise<void> {
  const histories = shorter.orders.at(-1)
  if (histories === undefined) return
  const listed = new Float64Array(histories.table.size)
  const below = new Float64Array(histories.table.size)
  for (let index = 0; index < table.size; index++) {
    const history = table.prefix(index)
    const words = wordsOf(shorter.orders, table, index)
    listed[history] = (listed[history] ?? 0) + 10 ** (probabilities[index] ?? LOG10_ZERO)
    const expected = logProbability(shorter, words.slice(1, -1), words.at(-1) ?? 0)
    below[history] = (below[history] ?? 0) + 10 ** (expected ?? LOG10_ZERO)
    if (yielder.isDue()) await yielder.yieldToEventLoop()
  }
  for (let index = 0; index < table.size; index++) {
    // Apart from rounding, the sum is below one: every model reserves mass for its back-off.
    const sum = listed[table.prefix(index)] ?? 0
    if (sum > MAX_LISTED_MASS)
      probabilities[index] = (probabilities[index] ?? LOG10_ZERO) + Math.log10(MAX_LISTED_MASS / sum)
  }
  for (let history = 0; history < listed.length; history++) {
    const sum = Math.min(listed[history] ?? 0, MAX_LISTED_MASS)
    if (sum === 0) continue
    histories.backOffs[history] = Math.log10(
      (1 - sum) / Math.max(1 - (below[history] ?? 0), MIN_UNLISTED_MASS)
    )
  }
}

/** Word ids of an n-gram in the table above `orders`. */
const wordsOf = (orders: readonly NgramOrder[], table: NgramTable, index: number): number[] => [
  ...ngramWords(orders, table.prefix(index), orders.length),
  table.word(index)
]
