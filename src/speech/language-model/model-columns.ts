/** A model as plain columns, which transfer between threads without a copy. @module */

import type { LanguageModel } from './language-model.ts'
import { type NgramColumns, NgramTable } from './ngram-table.ts'
import { Vocabulary } from './vocabulary.ts'

type OrderColumns = NgramColumns &
  Readonly<{ probabilities: Float64Array<ArrayBufferLike>; backOffs: Float64Array<ArrayBufferLike> }>

export type ModelColumns = Readonly<{
  words: readonly string[]
  orders: readonly OrderColumns[]
  training?: NonNullable<LanguageModel['training']>
}>

export function toColumns({ vocabulary, orders, training }: LanguageModel): ModelColumns {
  return {
    words: vocabulary.words,
    orders: orders.map(({ table, probabilities, backOffs }) => ({
      ...table.columns(),
      probabilities,
      backOffs
    })),
    ...(training === undefined ? {} : { training })
  }
}

/** The buffers of all columns, for a transfer list. */
export const buffersOf = ({ orders }: ModelColumns): readonly ArrayBuffer[] =>
  orders.flatMap(({ prefixes, words, slots, probabilities, backOffs }) =>
    [prefixes, words, slots, probabilities, backOffs].flatMap(({ buffer }) =>
      buffer instanceof ArrayBuffer ? [buffer] : []
    )
  )

export function fromColumns({ words, orders, training }: ModelColumns): LanguageModel {
  const vocabulary = new Vocabulary()
  for (const word of words) vocabulary.add(word)
  return {
    order: orders.length,
    vocabulary,
    orders: orders.map(({ prefixes, words: own, slots, probabilities, backOffs }) => ({
      table: new NgramTable({ prefixes, words: own, slots }),
      probabilities,
      backOffs
    })),
    ...(training === undefined ? {} : { training })
  }
}
