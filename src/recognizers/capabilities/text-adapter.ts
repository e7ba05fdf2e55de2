/** Models that expect a given text, made at once. @module */
import type { Phones } from '../../speech/pronunciation/index.ts'
import type { RecognitionModel } from '../recognizer.ts'

export type ExpectedText = Readonly<{
  /** Sentences of lexical words, which take the place of those that the model was trained on. */
  text?: Readonly<{
    sentences: readonly (readonly string[])[]
    /** 0..1 for these sentences, the rest for the base. */
    weight: number
  }>
  /** Of words that neither the model nor its base has; in the phone set of the base. */
  pronunciations?: ReadonlyMap<string, readonly Phones[]>
}>

export interface TextAdapter {
  /**
   * The model with this text, for as long as its files are in `folder`, which the caller removes. What the model has of
   * words and acoustics stays. Deterministic.
   * @throws ModelUnusable; the signal's reason
   */
  adapt(
    model: RecognitionModel,
    expected: ExpectedText,
    work: Readonly<{ folder: string; signal?: AbortSignal }>
  ): Promise<RecognitionModel>
}
