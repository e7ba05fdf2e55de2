/** What one model made of one utterance: the stored truth from which every figure is computed. @module */
import type { DisplayFormatter } from '../models/index.ts'
import { align } from '../speech/scoring/index.ts'
import type { Normalizer } from '../speech/text/index.ts'
import type { EvaluationFileAnswers } from './evaluation-file-schema.ts'
import { scoreTokens } from './token-score.ts'

/**
 * Transcript and recognition in display form, normalized, and aligned; tokens only where the transcripts of the test set
 * have display form.
 */
export type UtteranceScore = EvaluationFileAnswers['UtteranceScore']

type RecognizedUtterance = Pick<
  UtteranceScore,
  'audio' | 'reference' | 'durationTicks' | 'decodingMs' | 'failure'
> &
  Readonly<{ /** The words of the model, phrase by phrase. */ phrases: readonly string[] }>

const wordsOf = (lexical: string): readonly string[] => (lexical === '' ? [] : lexical.split(' '))

/**
 * Both sides go through the same normalizer, so that writing `3` or `three` is never an error. The hypothesis goes
 * through it as written (`KX9`), not as displayed: the full stop of a display form would make `st` a street.
 * @param displayed whether transcripts are in display form, and tokens count
 */
export function scoreUtterance(
  { phrases, ...utterance }: RecognizedUtterance,
  { spell, formatText }: Pick<DisplayFormatter, 'spell' | 'formatText'>,
  normalizer: Normalizer,
  displayed: boolean
): UtteranceScore {
  const referenceLexical = normalizer.apply(utterance.reference)
  const recognitionLexical = normalizer.apply(spell(phrases.join(' ')))
  const recognition = phrases.map((phrase) => formatText(phrase).display).join(' ')
  return {
    ...utterance,
    recognition,
    referenceLexical,
    recognitionLexical,
    normaliser: normalizer.version,
    score: align(wordsOf(referenceLexical), wordsOf(recognitionLexical)),
    ...(displayed ? { tokens: scoreTokens(utterance.reference, recognition, normalizer) } : {})
  }
}
