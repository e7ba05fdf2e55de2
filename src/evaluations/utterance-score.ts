/** What one model made of one utterance: the stored truth from which every figure is computed. @module */

import { align, type WordScore } from '../speech/scoring/index.ts'
import type { Normaliser } from '../speech/text/index.ts'

export type UtteranceScore = Readonly<{
  utterance: string
  audio: string
  /** The transcript as its writer wrote it, and what the model heard, in display form. */
  reference: string
  hypothesis: string
  referenceLexical: string
  hypothesisLexical: string
  /** Version of the normaliser that made both lexical forms. */
  normaliser: string
  durationTicks: number
  decodingMs: number
  /** Why nothing was heard, when decoding failed; all its words then count as deletions. */
  failure?: string
  score: WordScore
}>

const wordsOf = (lexical: string): readonly string[] => (lexical === '' ? [] : lexical.split(' '))

/** Both sides go through the same normaliser, so that writing `3` or `three` is never an error. */
export function scoreUtterance(
  heard: Omit<UtteranceScore, 'referenceLexical' | 'hypothesisLexical' | 'normaliser' | 'score'>,
  normaliser: Normaliser
): UtteranceScore {
  const referenceLexical = normaliser.apply(heard.reference)
  const hypothesisLexical = normaliser.apply(heard.hypothesis)
  return {
    ...heard,
    referenceLexical,
    hypothesisLexical,
    normaliser: normaliser.version,
    score: align(wordsOf(referenceLexical), wordsOf(hypothesisLexical))
  }
}
