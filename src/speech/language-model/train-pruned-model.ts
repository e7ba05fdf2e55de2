/** Trains a model and prunes it to a size that decoders can load. @module */

import type { ClassItems } from './class-items.ts'
import { trainClassModel } from './class-model.ts'
import type { YieldOptions } from './event-loop-yielder.ts'
import type { LanguageModel } from './language-model.ts'
import { prune } from './prune.ts'

export type PrunedTrainingOptions = YieldOptions &
  Readonly<{
    order: number
    /** Largest number of n-grams of each length above one. */
    maxNgrams: number
    /** Number of sentences, for the progress. */
    sentences: number
    /** Called with the completed fraction, 0 to 1, and the name of the stage. */
    onProgress?: (fraction: number, stage: string) => void
  }>

/** Shares of the training time, measured on large texts. */
const COUNTING_SHARE = 0.5
const PRUNING_STARTS_AT = 0.65

/** @throws as `trainClassModel` */
export async function trainPrunedModel(
  sentences: Iterable<readonly string[]>,
  classes: ClassItems,
  { sentences: total, onProgress, ...options }: PrunedTrainingOptions
): Promise<LanguageModel> {
  const model = await trainClassModel(sentences, classes, {
    ...options,
    onProgress: (read) =>
      onProgress?.(
        (COUNTING_SHARE * read) / Math.max(1, total),
        read < total ? 'counting n-grams' : 'estimating the language model'
      )
  })
  onProgress?.(PRUNING_STARTS_AT, 'pruning the language model')
  return prune(model, options.maxNgrams, options)
}
