/** Chooses the adaptation method of a model by its errors on held-out utterances. @module */
import type { AdaptationMethod } from '../../../recognizers/pocketsphinx/index.ts'
import { compareSystems, errors, sumScores, type WordCounts } from '../../../speech/scoring/index.ts'
import type { SureWords } from './transcribe-audio-files.ts'

/**
 * Simplest first. Those after `map` move all sounds towards the voices of the audio, at the expense of other
 * voices.
 */
export const METHODS = ['map', 'mllr', 'mllr-map'] as const satisfies readonly AdaptationMethod[]
const SPEAKER_DEPENDENT_METHODS: readonly AdaptationMethod[] = ['mllr', 'mllr-map']

/** Whether held-out utterances have transcripts; without them, errors are expected values. */
export type HeldOutMeasure = 'transcripts' | 'confidence'

/** With transcripts, also the errors of each utterance. */
export type CandidateScore = WordCounts &
  Partial<SureWords> &
  Readonly<{ utterances?: readonly WordCounts[] }>

/** `base` is the base model alone; the others are the custom model with that acoustic part. */
export type Candidate = 'base' | 'none' | AdaptationMethod

/** Errors of the best candidate of the custom model, including no adaptation. */
export const minErrors = (sums: ReadonlyMap<Candidate, CandidateScore>): number =>
  Math.min(...[...sums].filter(([name]) => name !== 'base').map(([, counts]) => errors(counts)))

/**
 * How much confidence must improve: measured with three synthetic voices, a quarter fewer expected errors
 * came with 38 % fewer errors, but gains of a fiftieth and less came with no fewer, or with more.
 */
const MIN_CONFIDENCE_GAIN = 0.1
/** High-confidence words that adaptation may lose in addition to those lost without it: one in fifty. */
const MAX_SURE_WORDS_LOST = 0.02

/**
 * @param narrowBand whether the audio has telephone bandwidth, for which the base was not trained: then
 *   moving all sounds adapts to the line, which also helps voices that are not in the training data
 */
export function chooseMethod(
  sums: ReadonlyMap<Candidate, CandidateScore>,
  { measure, narrowBand }: Readonly<{ measure: HeldOutMeasure; narrowBand: boolean }>
): 'none' | AdaptationMethod {
  const needed = measure === 'confidence' ? 1 - MIN_CONFIDENCE_GAIN : 1
  const errorsOf = (name: Candidate): number => {
    const counts = sums.get(name)
    return counts === undefined || losesSureWords(counts, sums.get('none'))
      ? Number.POSITIVE_INFINITY
      : errors(counts)
  }
  return METHODS.reduce<'none' | AdaptationMethod>((best, method) => {
    if (errorsOf(method) >= needed * errorsOf(best)) return best
    const clear =
      narrowBand ||
      !SPEAKER_DEPENDENT_METHODS.includes(method) ||
      isClearlyBetter(sums.get(method), sums.get(best))
    return clear ? method : best
  }, 'none')
}

/** The 95 % interval is on one side of zero; confidence has its own threshold. */
function isClearlyBetter(
  { utterances = [] }: Partial<CandidateScore> = {},
  { utterances: others = [] }: Partial<CandidateScore> = {}
): boolean {
  if (utterances.length === 0) return true
  return compareSystems(others, utterances).high < 0
}

const losesSureWords = (
  { sureWords, sureWordsLost }: CandidateScore,
  without: CandidateScore | undefined
): boolean =>
  sureWords !== undefined &&
  sureWordsLost !== undefined &&
  sureWordsLost > (without?.sureWordsLost ?? 0) + MAX_SURE_WORDS_LOST * sureWords

export function explainChoice(best: AdaptationMethod, sums: ReadonlyMap<Candidate, CandidateScore>): string {
  const least = minErrors(sums)
  const own = sums.get(best)
  return own && errors(own) === least
    ? `${best} made the fewest errors on held-out utterances`
    : `${best} made fewer errors on held-out utterances than no adaptation, and no method that adapts all sounds to the voices of the audio was significantly better`
}

export function sumCandidateScores(counts: readonly CandidateScore[]): CandidateScore {
  const sums = { ...sumScores(counts), utterances: counts.flatMap(({ utterances = [] }) => utterances) }
  if (counts.some(({ sureWords }) => sureWords === undefined)) return sums
  return {
    ...sums,
    sureWords: counts.reduce((sum, { sureWords = 0 }) => sum + sureWords, 0),
    sureWordsLost: counts.reduce((sum, { sureWordsLost = 0 }) => sum + sureWordsLost, 0)
  }
}
