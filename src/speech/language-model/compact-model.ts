/** A model without the room of n-grams that were taken out of it. @module */

import type { EventLoopYielder } from './event-loop-yielder.ts'
import type { LanguageModel, NgramOrder } from './language-model.ts'
import { ABSENT, NgramTable } from './ngram-table.ts'

/**
 * The same probabilities in tables of their own, in the same order. Of what is not in the model (NaN) only single words
 * and what longer n-grams begin with keep their places.
 */
export async function compact(model: LanguageModel, pace: EventLoopYielder): Promise<LanguageModel> {
  const needed = await requiredEntries(model, pace)
  const orders: NgramOrder[] = []
  // Places of the order below: what prefixes turn into.
  let places = Int32Array.of(0)
  for (const [below, { table, probabilities, backOffs }] of model.orders.entries()) {
    const keep = needed[below] ?? new Uint8Array(0)
    const size = keep.reduce((sum, one) => sum + one, 0)
    const own = {
      table: new NgramTable(),
      probabilities: new Float64Array(size),
      backOffs: new Float64Array(size)
    }
    const ownPlaces = new Int32Array(table.size).fill(ABSENT)
    for (let index = 0; index < table.size; index++) {
      if (pace.isDue()) await pace.yieldToEventLoop()
      if (keep[index] !== 1) continue
      const place = own.table.add(places[table.prefix(index)] ?? 0, table.word(index))
      ownPlaces[index] = place
      own.probabilities[place] = probabilities[index] ?? Number.NaN
      own.backOffs[place] = backOffs[index] ?? 0
    }
    orders.push(own)
    places = ownPlaces
  }
  return { ...model, orders }
}

/** 1 for each n-gram that stays, by order. */
async function requiredEntries(
  { orders }: LanguageModel,
  pace: EventLoopYielder
): Promise<readonly Uint8Array[]> {
  const needed = orders.map(({ table }, below) => new Uint8Array(table.size).fill(below === 0 ? 1 : 0))
  for (let below = orders.length - 1; below > 0; below--) {
    const { table, probabilities } = orders[below] ?? { table: new NgramTable(), probabilities: [] }
    const [keep, shorter] = [needed[below], needed[below - 1]]
    if (keep === undefined || shorter === undefined) continue
    for (let index = 0; index < table.size; index++) {
      if (pace.isDue()) await pace.yieldToEventLoop()
      if (Number.isNaN(probabilities[index] ?? Number.NaN) && keep[index] !== 1) continue
      keep[index] = 1
      shorter[table.prefix(index)] = 1
    }
  }
  return needed
}
