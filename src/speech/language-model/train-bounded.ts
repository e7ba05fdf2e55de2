/** Training as models are delivered: counted, estimated, and pruned to a size that decoders can carry. @module */

import type { ClassItems } from './class-items.ts'
import { trainClassModel } from './class-model.ts'
import type { LanguageModel } from './language-model.ts'
import type { LongWork } from './pace.ts'
import { prune } from './prune.ts'

export type BoundedTraining = LongWork &
  Readonly<{
    order: number
    /** N-grams of each length above one. */
    mostNgrams: number
    /** Sentences that there are. */
    sentences: number
    /** 0 to 1, and what is being done. */
    onProgress?: (fraction: number, stage: string) => void
  }>

/** Shares of the whole that the steps take, from measurements of large texts. */
const COUNTED = 0.5
const ESTIMATED = 0.65

/** @throws as `trainClassModel` */
export async function trainBounded(
  sentences: Iterable<readonly string[]>,
  classes: ClassItems,
  { sentences: total, onProgress, ...options }: BoundedTraining
): Promise<LanguageModel> {
  const model = await trainClassModel(sentences, classes, {
    ...options,
    onProgress: (read) =>
      onProgress?.(
        (COUNTED * read) / Math.max(1, total),
        read < total ? 'counting n-grams' : 'estimating the language model'
      )
  })
  onProgress?.(ESTIMATED, 'pruning the language model')
  return prune(model, options.mostNgrams, options)
}
