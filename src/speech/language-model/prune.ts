/**
 * Smaller models that say nearly the same: relative entropy pruning (A. Stolcke, "Entropy-based pruning of backoff
 * language models", 1998). An n-gram whose probability its back-off gives almost as well is taken out; what each would
 * cost is weighed by how often its history comes up.
 * @module
 */

import { compact } from './compact-model.ts'
import { EventLoopYielder, type YieldOptions } from './event-loop-yielder.ts'
import { type LanguageModel, logProbability, type NgramOrder } from './language-model.ts'
import { END_ID, START_ID } from './vocabulary.ts'

/**
 * The model itself where it has no more than `most` n-grams of any length above one. Otherwise one with the `most`
 * n-grams of each length that cost the most to lose, those that cost the same as the last of these, and those that
 * longer ones begin with; single words all stay. Back-off weights are set anew, so that every history's probabilities sum to one as before.
 * @throws the signal's reason
 */
export async function prune(
  model: LanguageModel,
  most: number,
  work: YieldOptions = {}
): Promise<LanguageModel> {
  if (model.orders.every(({ table }, below) => below === 0 || table.size <= most)) return model
  const pace = new EventLoopYielder(work)
  const orders = model.orders.map((order) => ({
    ...order,
    probabilities: order.probabilities.slice(),
    backOffs: order.backOffs.slice()
  }))
  const pruned = { ...model, orders }
  for (let below = model.order - 1; below > 0; below--) {
    const order = orders[below]
    if (order === undefined || order.table.size <= most) continue
    const losses = await pruningLosses(pruned, below, pace)
    // What a longer n-gram begins with stays, whatever it costs.
    const longer = orders[below + 1]
    for (let index = 0; index < (longer?.table.size ?? 0); index++)
      if (!Number.isNaN(longer?.probabilities[index] ?? Number.NaN))
        losses[longer?.table.prefix(index) ?? 0] = Number.POSITIVE_INFINITY
    const cut = losses.slice().sort()[losses.length - most] ?? Number.POSITIVE_INFINITY
    for (const [index, loss] of losses.entries()) if (loss < cut) order.probabilities[index] = Number.NaN
    await pace.yieldToEventLoop()
  }
  for (let below = 1; below < model.order; below++) await setBackOffs(pruned, below, pace)
  return compact(pruned, pace)
}

/** By n-gram of `below + 1` words: the relative entropy that its loss would add. */
async function pruningLosses(
  model: LanguageModel,
  below: number,
  pace: EventLoopYielder
): Promise<Float64Array<ArrayBuffer>> {
  const order = model.orders[below]
  const histories = model.orders[below - 1]
  if (order === undefined || histories === undefined) return new Float64Array(0)
  const { table, probabilities } = order
  const lower = new Float64Array(table.size)
  const sums = new Float64Array(histories.table.size)
  const lowerSums = new Float64Array(histories.table.size)
  for (let index = 0; index < table.size; index++) {
    if (pace.isDue()) await pace.yieldToEventLoop()
    const history = table.prefix(index)
    const probability = 10 ** (probabilities[index] ?? Number.NaN)
    if (Number.isNaN(probability)) continue
    lower[index] = lowerProbability(model, below, index)
    sums[history] = (sums[history] ?? 0) + probability
    lowerSums[history] = (lowerSums[history] ?? 0) + (lower[index] ?? 0)
  }
  const losses = new Float64Array(table.size)
  const frequencies = new Float64Array(histories.table.size).fill(Number.NaN)
  for (let index = 0; index < table.size; index++) {
    if (pace.isDue()) await pace.yieldToEventLoop()
    const history = table.prefix(index)
    const probability = 10 ** (probabilities[index] ?? Number.NaN)
    if (Number.isNaN(probability)) continue
    const ofLower = lower[index] ?? 0
    const left = 1 - (sums[history] ?? 0)
    const backOff = clampMass(left) / clampMass(1 - (lowerSums[history] ?? 0))
    const backOffWithout = clampMass(left + probability) / clampMass(1 - (lowerSums[history] ?? 0) + ofLower)
    const changed = Math.log(backOffWithout) - Math.log(backOff)
    const gone = Math.log(ofLower) + Math.log(backOffWithout) - Math.log(probability)
    if (Number.isNaN(frequencies[history])) frequencies[history] = probabilityOf(model, below, history)
    losses[index] = -(frequencies[history] ?? 0) * (probability * gone + changed * clampMass(left))
  }
  return losses
}

/** Of what remains: 1 less the explicit probabilities, over 1 less what the shorter history gives the same words. */
async function setBackOffs(model: LanguageModel, below: number, pace: EventLoopYielder): Promise<void> {
  const order = model.orders[below]
  const histories = model.orders[below - 1]
  if (order === undefined || histories === undefined) return
  const sums = new Float64Array(histories.table.size)
  const lowerSums = new Float64Array(histories.table.size)
  for (let index = 0; index < order.table.size; index++) {
    if (pace.isDue()) await pace.yieldToEventLoop()
    const logarithm = order.probabilities[index] ?? Number.NaN
    if (Number.isNaN(logarithm)) continue
    const history = order.table.prefix(index)
    sums[history] = (sums[history] ?? 0) + 10 ** logarithm
    lowerSums[history] = (lowerSums[history] ?? 0) + lowerProbability(model, below, index)
  }
  for (let history = 0; history < sums.length; history++)
    histories.backOffs[history] =
      sums[history] === 0
        ? 0
        : Math.log10(clampMass(1 - (sums[history] ?? 0)) / clampMass(1 - (lowerSums[history] ?? 0)))
}

/** What an n-gram's last word has after its history without the first word. */
const lowerProbability = (model: LanguageModel, below: number, index: number): number => {
  const words = wordsOf(model.orders, below, index)
  const word = words.pop() ?? 0
  words.shift()
  // The history is one word shorter than the order takes: no n-gram as long as this one is looked up.
  return 10 ** (logProbability(model, words, word) ?? -99)
}

/** How often a history comes up, by the model itself; a sentence begins as often as one ends. */
function probabilityOf(model: LanguageModel, below: number, history: number): number {
  const words = wordsOf(model.orders, below - 1, history)
  let logarithm = 0
  for (const [place, word] of words.entries())
    logarithm += logProbability(model, words.slice(0, place), word === START_ID ? END_ID : word) ?? -99
  return 10 ** logarithm
}

/** Sums of many roundings may pass one. */
const clampMass = (share: number): number => Math.max(share, 1e-9)

function wordsOf(orders: readonly NgramOrder[], below: number, index: number): number[] {
  const words: number[] = []
  for (let length = below, at = index; length >= 0; length--) {
    const table = orders[length]?.table
    if (table === undefined) break
    words.push(table.word(at))
    at = table.prefix(at)
  }
  return words.reverse()
}
