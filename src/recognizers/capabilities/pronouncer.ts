/** Pronunciations in the phone set of a base model. @module */
import type { PredictedPronunciations } from '../../speech/pronunciation/index.ts'

export interface Pronouncer {
  /** The phones of each word in the base dictionary, every variant; a word it lacks has an empty list. */
  pronounce(base: string, words: readonly string[]): Promise<readonly (readonly string[])[]>
  /**
   * Predicts pronunciations, the most likely first, by a grapheme-to-phoneme model trained on the base dictionary,
   * whether or not the dictionary has the word. The first call after the base was installed takes some seconds.
   * @throws PronunciationUnavailable
   */
  predict(base: string, words: readonly string[], signal?: AbortSignal): Promise<PredictedPronunciations>
}
