/** Copies a model without its removed n-grams, which frees their memory. @module */

import type { EventLoopYielder } from './event-loop-yielder.ts'
import type { LanguageModel, NgramOrder } from './language-model.ts'
import { ABSENT, NgramTable } from './ngram-table.ts'

/**
 * The same probabilities in new tables, in the same order. Of the n-grams that are not in the model (NaN), only unigrams
 * and prefixes of longer n-grams stay as placeholders.
 */
export async function compact(model: LanguageModel, yielder: EventLoopYielder): Promise<LanguageModel> {
  const needed = await requiredEntries(model, yielder)
  const orders: NgramOrder[] = []
  // New indices of the order below, for the prefixes.
  let newIndices = Int32Array.of(0)
  for (const [below, { table, probabilities, backOffs }] of model.orders.entries()) {
    const keep = needed[below] ?? new Uint8Array(0)
    const size = keep.reduce((sum, one) => sum + one, 0)
    const own = {
      table: new NgramTable(),
      probabilities: new Float64Array(size),
      backOffs: new Float64Array(size)
    }
    const ownIndices = new Int32Array(table.size).fill(ABSENT)
    for (let index = 0; index < table.size; index++) {
      if (yielder.isDue()) await yielder.yieldToEventLoop()
      if (keep[index] !== 1) continue
      const place = own.table.add(newIndices[table.prefix(index)] ?? 0, table.word(index))
      ownIndices[index] = place
      own.probabilities[place] = probabilities[index] ?? Number.NaN
      own.backOffs[place] = backOffs[index] ?? 0
    }
    orders.push(own)
    newIndices = ownIndices
  }
  return { ...model, orders }
}

/** For each order: 1 at the index of each n-gram that stays. */
async function requiredEntries(
  { orders }: LanguageModel,
  yielder: EventLoopYielder
): Promise<readonly Uint8Array[]> {
  const needed = orders.map(({ table }, below) => new Uint8Array(table.size).fill(below === 0 ? 1 : 0))
  for (let below = orders.length - 1; below > 0; below--) {
    const { table, probabilities } = orders[below] ?? { table: new NgramTable(), probabilities: [] }
    const [keep, shorter] = [needed[below], needed[below - 1]]
    if (keep === undefined || shorter === undefined) continue
    for (let index = 0; index < table.size; index++) {
      if (yielder.isDue()) await yielder.yieldToEventLoop()
      if (Number.isNaN(probabilities[index] ?? Number.NaN) && keep[index] !== 1) continue
      keep[index] = 1
      shorter[table.prefix(index)] = 1
    }
  }
  return needed
}
