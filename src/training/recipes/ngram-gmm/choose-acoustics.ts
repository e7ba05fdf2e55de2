/** Which acoustic candidate a model gets, by its errors on utterances held back. @module */
import type { AdaptationMethod } from '../../../recognizers/pocketsphinx/index.ts'
import { compareSystems, errors, sumScores, type WordCounts } from '../../../speech/scoring/index.ts'
import type { SureWords } from './transcribe-audio-files.ts'

/** The plainer ones first: those after `map` move every sound towards the voices of the audio, at others' cost. */
export const METHODS = ['map', 'mllr', 'mllr-map'] as const satisfies readonly AdaptationMethod[]
const SPEAKER_DEPENDENT_METHODS: readonly AdaptationMethod[] = ['mllr', 'mllr-map']

/** Whether utterances held back have transcripts; without them the errors are those to be expected. */
export type HeldOutMeasure = 'transcripts' | 'confidence'

/** Where there are transcripts also the errors of each utterance. */
export type CandidateScore = WordCounts &
  Partial<SureWords> &
  Readonly<{ utterances?: readonly WordCounts[] }>

/** `base` is the base model alone; the others are the custom model with that acoustic part. */
export type Candidate = 'base' | 'none' | AdaptationMethod

/** Errors of the best that the custom model could have, no adaptation included. */
export const minErrors = (sums: ReadonlyMap<Candidate, CandidateScore>): number =>
  Math.min(...[...sums].filter(([name]) => name !== 'base').map(([, counts]) => errors(counts)))

/**
 * What confidence has to gain before it is believed: measured with three synthetic voices, a gain of a quarter of the
 * expected errors came with 38 % fewer errors, gains of a fiftieth and less with none or with more.
 */
const MIN_CONFIDENCE_GAIN = 0.1
/** Sure words that adaptation may lose beside those that are lost without it: one in fifty. */
const MAX_SURE_WORDS_LOST = 0.02

/**
 * @param narrowBand of the audio: the base was trained on none such, and what moves all its sounds moves them to the line,
 *   which serves voices that were not trained on as well
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

/** The 95 % interval of the difference lies on one side; confidence has a threshold of its own. */
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
    ? `${best} made the fewest errors on held-back utterances`
    : `${best} made fewer errors on held-back utterances than no adaptation, and none was clearly better that draws all sounds to the voices of the audio`
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
