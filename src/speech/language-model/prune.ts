/**
 * Relative entropy pruning (A. Stolcke, "Entropy-based pruning of backoff language models", 1998): removes the n-grams
 * whose back-off probability is almost the same. The loss of each n-gram is weighted by the probability of its history.
 * @module
 */

import { compact } from './compact-model.ts'
import { EventLoopYielder, type YieldOptions } from './event-loop-yielder.ts'
import { type LanguageModel, logProbability, ngramWords } from './language-model.ts'
import { END_ID, START_ID } from './vocabulary.ts'

/**
 * Keeps the `maxNgrams` n-grams of each length above one with the largest loss, those with the same loss as the last of
 * them, and the prefixes of longer n-grams; all unigrams stay. Back-off weights are computed anew, so that every history's
 * probabilities still sum to one. Returns the model itself if it is small enough.
 * @throws the signal's reason
 */
export async function prune(
  model: LanguageModel,
  maxNgrams: number,
  work: YieldOptions = {}
): Promise<LanguageModel> {
  if (model.orders.every(({ table }, below) => below === 0 || table.size <= maxNgrams)) return model
  const yielder = new EventLoopYielder(work)
  const orders = model.orders.map((order) => ({
    ...order,
    probabilities: order.probabilities.slice(),
    backOffs: order.backOffs.slice()
  }))
  const pruned = { ...model, orders }
  for (let below = model.order - 1; below > 0; below--) {
    const order = orders[below]
    if (order === undefined || order.table.size <= maxNgrams) continue
    const losses = await pruningLosses(pruned, below, yielder)
    // Prefixes of longer n-grams always stay.
    const longer = orders[below + 1]
    for (let index = 0; index < (longer?.table.size ?? 0); index++)
      if (!Number.isNaN(longer?.probabilities[index] ?? Number.NaN))
        losses[longer?.table.prefix(index) ?? 0] = Number.POSITIVE_INFINITY
    const cut = losses.slice().sort()[losses.length - maxNgrams] ?? Number.POSITIVE_INFINITY
    for (const [index, loss] of losses.entries()) if (loss < cut) order.probabilities[index] = Number.NaN
    await yielder.yieldToEventLoop()
  }
  for (let below = 1; below < model.order; below++) await setBackOffs(pruned, below, yielder)
  return compact(pruned, yielder)
}

/** For each n-gram of `below + 1` words: the relative entropy that its removal adds. */
async function pruningLosses(
  model: LanguageModel,
  below: number,
  yielder: EventLoopYielder
): Promise<Float64Array<ArrayBuffer>> {
  const order = model.orders[below]
  const histories = model.orders[below - 1]
  if (order === undefined || histories === undefined) return new Float64Array(0)
  const { table, probabilities } = order
  const lower = new Float64Array(table.size)
  const sums = new Float64Array(histories.table.size)
  const lowerSums = new Float64Array(histories.table.size)
  for (let index = 0; index < table.size; index++) {
    if (yielder.isDue()) await yielder.yieldToEventLoop()
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
    if (yielder.isDue()) await yielder.yieldToEventLoop()
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

/** Back-off weights: 1 minus the explicit probabilities, over 1 minus the shorter history's probabilities of these words. */
async function setBackOffs(model: LanguageModel, below: number, yielder: EventLoopYielder): Promise<void> {
  const order = model.orders[below]
  const histories = model.orders[below - 1]
  if (order === undefined || histories === undefined) return
  const sums = new Float64Array(histories.table.size)
  const lowerSums = new Float64Array(histories.table.size)
  for (let index = 0; index < order.table.size; index++) {
    if (yielder.isDue()) await yielder.yieldToEventLoop()
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

/** Probability of an n-gram's last word given its history without the first word. */
const lowerProbability = (model: LanguageModel, below: number, index: number): number => {
  const words = ngramWords(model.orders, index, below + 1)
  const word = words.pop() ?? 0
  words.shift()
  // The history is one word shorter than the order allows, so no n-gram of this length is looked up.
  return 10 ** (logProbability(model, words, word) ?? -99)
}

/** Probability of a history by the model itself; `<s>` is as frequent as `</s>`. */
function probabilityOf(model: LanguageModel, below: number, history: number): number {
  const words = ngramWords(model.orders, history, below)
  let logarithm = 0
  for (const [place, word] of words.entries())
    logarithm += logProbability(model, words.slice(0, place), word === START_ID ? END_ID : word) ?? -99
  return 10 ** logarithm
}

/** A sum of many rounded probabilities may exceed one. */
const clampMass = (share: number): number => Math.max(share, 1e-9)
