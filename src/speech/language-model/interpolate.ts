/**
 * Several models as one (linear interpolation: Jelinek & Mercer 1980; Bahl, Jelinek & Mercer 1983), so that it is one
 * ARPA file for every decoder: each n-gram that any of them lists gets its mixed probability, the rest is left to
 * back-off weights set anew, as in SRILM's static interpolation (Stolcke 2002).
 * @module
 */

import { EventLoopYielder, type YieldOptions } from './event-loop-yielder.ts'
import { type LanguageModel, logProbability, type NgramOrder } from './language-model.ts'
import { ABSENT, NgramTable } from './ngram-table.ts'
import { LOG10_ZERO } from './train-language-model.ts'
import { START_ID, Vocabulary } from './vocabulary.ts'

const LARGEST_SUM = 1 - 1e-6
const SMALLEST_REST = 1e-6

/**
 * @param weights one a model, above 0; only their proportions count
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
      `${models.length} models and ${weights.length} weights; each model needs one above 0`
    )
  }
  const pace = new EventLoopYielder(work)
  const vocabulary = new Vocabulary()
  for (const model of models) for (const word of model.vocabulary.words) vocabulary.add(word)
  const sources = models.map((model, index) => ({
    model,
    share: (weights[index] ?? 0) / total,
    /** Its number of each word of the mixture. */
    ids: Array.from(
      { length: vocabulary.size },
      (_, id) => model.vocabulary.idOf(vocabulary.word(id)) ?? ABSENT
    ),
    /** Per length: the mixture's index of each of its n-grams. */
    places: new Int32Array()
  }))
  const order = Math.max(...models.map((model) => model.order))
  const orders: NgramOrder[] = []
  for (let length = 0; length < order; length++) {
    const table = new NgramTable()
    if (length === 0) for (let id = 0; id < vocabulary.size; id++) table.add(0, id)
    for (const source of sources) {
      const own = source.model.orders[length]?.table
      const places = new Int32Array(own?.size ?? 0)
      for (let index = 0; own !== undefined && index < own.size; index++) {
        const word = vocabulary.add(source.model.vocabulary.word(own.word(index)))
        places[index] = table.add(length === 0 ? 0 : (source.places[own.prefix(index)] ?? 0), word)
        if (pace.isDue()) await pace.yieldToEventLoop()
      }
      source.places = places
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
      if (pace.isDue()) await pace.yieldToEventLoop()
    }
    if (length > 0)
      await setBackOffs({ order: length, vocabulary, orders: [...orders] }, table, probabilities, pace)
    orders.push({ table, probabilities, backOffs: new Float64Array(table.size) })
  }
  return { order, vocabulary, orders }
}

/** What the listed words leave, over what the shorter history gives to the unlisted. */
async function setBackOffs(
  shorter: LanguageModel,
  table: NgramTable,
  probabilities: Float64Array,
  pace: EventLoopYielder
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
    if (pace.isDue()) await pace.yieldToEventLoop()
  }
  for (let index = 0; index < table.size; index++) {
    // Rounding aside the sum is below one: every model leaves something to its back-off.
    const sum = listed[table.prefix(index)] ?? 0
    if (sum > LARGEST_SUM)
      probabilities[index] = (probabilities[index] ?? LOG10_ZERO) + Math.log10(LARGEST_SUM / sum)
  }
  for (let history = 0; history < listed.length; history++) {
    const sum = Math.min(listed[history] ?? 0, LARGEST_SUM)
    if (sum === 0) continue
    histories.backOffs[history] = Math.log10((1 - sum) / Math.max(1 - (below[history] ?? 0), SMALLEST_REST))
  }
}

/** Word numbers of an n-gram whose table stands above `orders`. */
function wordsOf(orders: readonly NgramOrder[], table: NgramTable, index: number): number[] {
  const words = [table.word(index)]
  let at = table.prefix(index)
  for (let length = orders.length - 1; length >= 0; length--) {
    const shorter = orders[length]?.table
    if (shorter === undefined) break
    words.unshift(shorter.word(at))
    at = shorter.prefix(at)
  }
  return words
}
