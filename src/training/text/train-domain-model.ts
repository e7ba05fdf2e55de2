/** Trains a small language model of the user's text, without the base. @module */
import {
  type ClassItems,
  type LanguageModel,
  NoTrainingText,
  trainInWorker
} from '../../speech/language-model/index.ts'

export const LANGUAGE_MODEL_ORDER = 3
export const SMOOTHING = 'modified Kneser-Ney, interpolated'

export type Sentences = readonly (readonly string[])[]

/** N-grams of each length. Each decoder loads the whole model before it recognizes anything. */
const MAX_NGRAMS = 1_500_000

/** 0 to 1, and the current step. */
export type OnProgress = (fraction: number, stage: string) => void

/** As delivered, and as evaluated. */
export const trainDomainModel = (
  sentences: Sentences,
  classes: ClassItems,
  signal: AbortSignal,
  onProgress: OnProgress = () => undefined
): Promise<LanguageModel> =>
  trainInWorker(sentences, classes, {
    order: LANGUAGE_MODEL_ORDER,
    maxNgrams: MAX_NGRAMS,
    signal,
    onProgress
  })

/** Undefined if all sentences were held out. */
export async function trainIfAny(
  sentences: Sentences,
  classes: ClassItems,
  signal: AbortSignal
): Promise<LanguageModel | undefined> {
  try {
    return await trainDomainModel(sentences, classes, signal)
  } catch (error) {
    if (error instanceof NoTrainingText) return undefined
    throw error
  }
}
