/**
 * What is told of a trained text: perplexities of held-back sentences under the base, the text and the
 * mixture.
 * @module
 */
import type { SentenceProbabilities } from '../../speech/language-model/index.ts'
import type { ComparedPerplexities } from '../outcome.ts'
import type { TrainingReportAnswers } from '../training-report-schema.ts'

export type TextReport = TrainingReportAnswers['LanguageModelReport']

/** Held-out sentences, word by word: base-10 logarithms under the user's model and under the base. */
type Scored = Readonly<{ rows: readonly SentenceProbabilities[]; baseRows: readonly SentenceProbabilities[] }>

/** Of the interpolation, for the words that `counts` selects; `null` if one of them has no probability. */
export function interpolatedPerplexity(
  { rows, baseRows }: Scored,
  weight: number,
  counts: (ofCustom: number | null, ofBase: number | null) => boolean
): number | null {
  let [events, sum] = [0, 0]
  for (const [sentence, baseRow] of baseRows.entries()) {
    for (const [word, ofBase] of baseRow.entries()) {
      const ofCustom = rows[sentence]?.[word] ?? null
      if (!counts(ofCustom, ofBase)) continue
      events++
      sum -= Math.log10(weight * probability(ofCustom) + (1 - weight) * probability(ofBase))
    }
  }
  return events > 0 && Number.isFinite(sum) ? rounded(10 ** (sum / events)) : null
}

/** With fewer sentences, their variance cannot be estimated. */
const MIN_SENTENCES = 10

/**
 * Sentences are the sampling unit: the ratio of two sums over them (Cochran, Sampling Techniques, 1977,
 * section 2.11).
 */
export function ratioToBase(
  { rows, baseRows }: Scored,
  weight: number
): Pick<ComparedPerplexities, 'sentences' | 'words' | 'ratio'> {
  const gains = baseRows.map((baseRow, sentence) => {
    let [words, gain] = [0, 0]
    for (const [word, ofBase] of baseRow.entries()) {
      if (ofBase === null) continue
      words++
      const interpolated = weight * probability(rows[sentence]?.[word] ?? null) + (1 - weight) * 10 ** ofBase
      gain += ofBase - Math.log10(interpolated)
    }
    return { words, gain }
  })
  const words = gains.reduce((sum, each) => sum + each.words, 0)
  const size = { sentences: gains.length, words }
  if (gains.length < MIN_SENTENCES) return size
  const mean = gains.reduce((sum, { gain }) => sum + gain, 0) / words
  const squares = gains.reduce((sum, each) => sum + (each.gain - mean * each.words) ** 2, 0)
  const error = Math.sqrt((squares * gains.length) / (gains.length - 1)) / words
  if (!Number.isFinite(error)) return size
  const [low, high] = [10 ** (mean - 1.96 * error), 10 ** (mean + 1.96 * error)]
  return { ...size, ratio: { low: Number(low.toFixed(4)), high: Number(high.toFixed(4)) } }
}

const probability = (logarithm: number | null): number => (logarithm === null ? 0 : 10 ** logarithm)

const rounded = (perplexity: number): number => Math.round(100 * perplexity) / 100
export const roundedOrNull = (perplexity: number | null): number | null =>
  perplexity === null ? null : rounded(perplexity)
