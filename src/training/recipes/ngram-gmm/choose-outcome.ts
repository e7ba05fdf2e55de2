/** What decides whether a model of this recipe is better than its base: errors where there is audio, else text. @module */
import { NOT_COMPARED, outcomeOfErrors, outcomeOfPerplexities, type TrainingOutcome } from '../../outcome.ts'
import type { TextReport } from '../../text/text-report.ts'
import type { AcousticsReport } from './acoustics-report.ts'

/** Word errors decide; where there is no audio with transcripts, how well held-back text is expected. */
export function trainingOutcome(
  text: TextReport | undefined,
  acoustics: AcousticsReport | undefined
): TrainingOutcome {
  // Confidence is the model's own opinion: no measure of it.
  const heldBack = acoustics?.heldBack?.judgedBy === 'transcripts' ? acoustics.heldBack : undefined
  const base = heldBack?.candidates.base
  const custom = heldBack?.candidates[acoustics?.method ?? 'none']
  if (heldBack && base && custom) return outcomeOfErrors(base, custom, heldBack.utterances)
  return text?.comparedWithBase ? outcomeOfPerplexities(text.comparedWithBase) : NOT_COMPARED
}
