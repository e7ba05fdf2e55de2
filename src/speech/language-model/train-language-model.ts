/** Trains an interpolated modified Kneser-Ney model in back-off form. @module */

import { type CountedOrder, countNgrams, type Sentences } from './count-ngrams.ts'
import { type Discounts, discountOf, estimateDiscounts } from './discounts.ts'
import { EventLoopYielder, type YieldOptions } from './event-loop-yielder.ts'
import type { LanguageModel, NgramOrder } from './language-model.ts'
import { START_ID } from './vocabulary.ts'

export type TrainingOptions = YieldOptions &
  Readonly<{
    /** Longest n-gram, 2 to 5 words. Default 3. */
    order?: number
    /** Called every 500 sentences with the number read so far. */
    onProgress?: (sentences: number) => void
  }>

/** log10 of 0 by the convention of ARPA files: the probability of `<s>`, which is never predicted. */
export const LOG10_ZERO = -99
const PROGRESS_EVERY = 500

/**
 * Trains on lexical sentences (without `<s>` and `</s>`). Interpolated modified Kneser-Ney smoothing: S. F. Chen and
 * J. Goodman, "An empirical study of smoothing techniques for language modeling", Computer Speech and Language 13, 1999.
 * Each sentence has one `<s>`; unigrams are interpolated with the uniform distribution over the vocabulary, `<unk>` and
 * `</s>`. The same sentences in the same order give the same model.
 *
 * Runs on the caller's thread and yields to the event loop. Memory grows with the distinct n-grams, not with the text.
 * @throws NoTrainingText; RangeError for the order; TypeError for a word with white space; the signal's reason
 */
export async function trainLanguageModel(
  sentences: Sentences,
  options: TrainingOptions = {}
): Promise<LanguageModel> {
  const { order = 3, signal, onProgress } = options
  if (!Number.isInteger(order) || order < 2 || order > 5) {
    throw new RangeError(`The order of a language model must be 2 to 5, not ${order}`)
  }
  signal?.throwIfAborted()
  const yielder = new EventLoopYielder(options)
  const text = await countNgrams(sentences, order, yielder, (read) => {
    if (read % PROGRESS_EVERY === 0) onProgress?.(read)
  })
  onProgress?.(text.sentences)

  const discounts: Discounts[] = []
  const orders: NgramOrder[] = []
  // Linear probabilities of the order below; below the unigrams is the uniform distribution.
  let lower = Float64Array.of(1 / (text.vocabulary.size - 1))
  for (const [below, counted] of text.orders.entries()) {
    const discount = await discountsOf(counted, yielder)
    const estimate = await estimateOrder(counted, discount, below === 0 ? 1 : lower.length, lower, yielder)
    const previous = orders[below - 1]
    if (previous !== undefined) await writeLogarithms(estimate.reserved, previous.backOffs, yielder)
    discounts.push(discount)
    orders.push({
      table: counted.table,
      probabilities: await writeLogarithms(
        estimate.probabilities,
        new Float64Array(counted.table.size),
        yielder
      ),
      backOffs: new Float64Array(counted.table.size)
    })
    lower = estimate.probabilities
  }
  const unigrams = orders[0]
  if (unigrams !== undefined) unigrams.probabilities[START_ID] = LOG10_ZERO
  const { vocabulary } = text
  return { order, vocabulary, orders, training: { sentences: text.sentences, words: text.words, discounts } }
}

async function discountsOf({ table, counts }: CountedOrder, yielder: EventLoopYielder): Promise<Discounts> {
  const frequencies: [number, number, number, number] = [0, 0, 0, 0]
  for (let index = 0; index < table.size; index++) {
    const count = counts.get(index)
    if (count === 1 || count === 2 || count === 3 || count === 4)
      frequencies[count - 1] = (frequencies[count - 1] ?? 0) + 1
    if (yielder.isDue()) await yielder.yieldToEventLoop()
  }
  return estimateDiscounts(frequencies)
}

/** p(w|h) = (c(hw) - D) / c(h) + reserved(h) p(w|h'), reserved(h) = sum of the discounts of h / c(h). */
async function estimateOrder(
  { table, counts, suffixes }: CountedOrder,
  discounts: Discounts,
  histories: number,
  lower: Float64Array,
  yielder: EventLoopYielder
): Promise<Readonly<{ probabilities: Float64Array<ArrayBuffer>; reserved: Float64Array }>> {
  const totals = new Float64Array(histories)
  const reserved = new Float64Array(histories)
  for (let index = 0; index < table.size; index++) {
    const count = counts.get(index)
    const history = table.prefix(index)
    totals[history] = (totals[history] ?? 0) + count
    reserved[history] = (reserved[history] ?? 0) + discountOf(discounts, count)
    if (yielder.isDue()) await yielder.yieldToEventLoop()
  }
  for (let history = 0; history < histories; history++) {
    const total = totals[history] ?? 0
    // A history without followers has the back-off weight 1.
    reserved[history] = total === 0 ? 1 : (reserved[history] ?? 0) / total
    if (yielder.isDue()) await yielder.yieldToEventLoop()
  }
  const probabilities = new Float64Array(table.size)
  for (let index = 0; index < table.size; index++) {
    const count = counts.get(index)
    const history = table.prefix(index)
    const own = count === 0 ? 0 : (count - discountOf(discounts, count)) / (totals[history] ?? 1)
    probabilities[index] = own + (reserved[history] ?? 0) * (lower[suffixes.get(index)] ?? 0)
    if (yielder.isDue()) await yielder.yieldToEventLoop()
  }
  return { probabilities, reserved }
}

async function writeLogarithms(
  from: Float64Array,
  to: Float64Array,
  yielder: EventLoopYielder
): Promise<Float64Array> {
  for (let index = 0; index < from.length; index++) {
    to[index] = Math.log10(from[index] ?? 1)
    if (yielder.isDue()) await yielder.yieldToEventLoop()
  }
  return to
}
