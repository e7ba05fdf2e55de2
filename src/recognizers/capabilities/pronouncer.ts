/** Pronunciations in the phone set of a base model. @module */
import type { Phones, PredictedPronunciations } from '../../speech/pronunciation/index.ts'
import type { RecognitionModel } from '../recognizer.ts'

export interface Pronouncer {
  /** The phones that the base dictionary is written in, and any word added must be. */
  phones(base: string): readonly string[]
  /** The words that a custom model adds, and further pronunciations of words of its base; none for a base model. */
  ownPronunciations(model: RecognitionModel): Promise<ReadonlyMap<string, readonly Phones[]>>
  /** The phones of each word in the base dictionary, every variant; a word it lacks has an empty list. */
  pronounce(base: string, words: readonly string[]): Promise<readonly (readonly string[])[]>
  /**
   * Predicts pronunciations, the most likely first, by a grapheme-to-phoneme model trained on the base dictionary,
   * whether or not the dictionary has the word. The first call after the base was installed takes some seconds.
   * @throws PronunciationUnavailable
   */
  predict(base: string, words: readonly string[], signal?: AbortSignal): Promise<PredictedPronunciations>
}
