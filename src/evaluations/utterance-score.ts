/** What one model made of one utterance: the stored truth from which every figure is computed. @module */
import { align, type WordScore } from '../speech/scoring/index.ts'
import type { Normaliser } from '../speech/text/index.ts'

export type UtteranceScore = Readonly<{
  /** Name of the audio file in the dataset. */
  audio: string
  /** The transcript as its writer wrote it, and what the model heard, in display form. */
  reference: string
  recognition: string
  referenceLexical: string
  recognitionLexical: string
  /** Version of the normaliser that made both lexical forms. */
  normaliser: string
  durationTicks: number
  decodingMs: number
  /** Why nothing was heard, when decoding failed; all its words then count as deletions. */
  failure?: string
  score: WordScore
}>

type Heard = Omit<UtteranceScore, 'referenceLexical' | 'recognitionLexical' | 'normaliser' | 'score'>

const wordsOf = (lexical: string): readonly string[] => (lexical === '' ? [] : lexical.split(' '))

/** Both sides go through the same normaliser, so that writing `3` or `three` is never an error. */
export function scoreUtterance(heard: Heard, normaliser: Normaliser): UtteranceScore {
  const referenceLexical = normaliser.apply(heard.reference)
  const recognitionLexical = normaliser.apply(heard.recognition)
  return {
    ...heard,
    referenceLexical,
    recognitionLexical,
    normaliser: normaliser.version,
    score: align(wordsOf(referenceLexical), wordsOf(recognitionLexical))
  }
}
