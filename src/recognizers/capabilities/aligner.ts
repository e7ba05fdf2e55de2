/** Words aligned with audio. @module */
import type { RecognitionModel, RecognizedWord, TaskOptions } from '../recognizer.ts'

/** An utterance with its words in lexical form; `audioPath` names a 16 kHz mono 16-bit WAV file. */
export type TranscribedUtterance = Readonly<{ id: string; audioPath: string; words: readonly string[] }>

export type UtteranceAlignment =
  | Readonly<{
      id: string
      aligned: true
      words: readonly RecognizedWord[]
      durationTicks: number
      /** Of each word the pronunciation that fitted best, of those known for it: `W AO T ER`. */
      phones: readonly string[]
    }>
  | Readonly<{ id: string; aligned: false; reason: string }>

export interface Aligner {
  /** Forced alignment, in the background. The model brings the pronunciations of words that its base lacks. */
  align(
    model: RecognitionModel,
    utterances: readonly TranscribedUtterance[],
    work?: TaskOptions
  ): Promise<readonly UtteranceAlignment[]>
}
