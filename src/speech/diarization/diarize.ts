/**
 * Speaker diarization: agglomerative clustering by BIC gives the first speakers, Viterbi resegmentation with a cost for
 * each change of speaker refines them, and speakers that BIC cannot tell apart merge.
 * @module
 */

import { clusterSegments } from './agglomerative-clustering.ts'
import { clusterStatistics, compareByBic, FRAMES_PER_OBSERVATION } from './bic.ts'
import { Gaussian } from './gaussian.ts'
import { SufficientStatistics } from './sufficient-statistics.ts'

/** Voiced frames of an initial segment, about a second of speech: enough to characterize a speaker. */
const SEGMENT_FRAMES = 50
const MAX_RESEGMENTATION_ROUNDS = 6
/** Log-likelihood cost (natural logarithm) of a speaker change within speech and at a pause. */
const SPEAKER_CHANGE_COST = 20
const SPEAKER_CHANGE_AT_PAUSE_COST = 8
/** Two clusters stay two speakers if their log-likelihood ratio exceeds both of these multiples. */
const MIN_RATIO_TO_PENALTY = 0.9
const MIN_RATIO_PER_OBSERVATION = 0.75

/** The smallest piece of speech that gets a speaker: a word, or a known speaker's older speech. */
export type SpeechUnit = Readonly<{
  statistics: SufficientStatistics
  /** Follows a pause, where a speaker change is likelier. */
  afterPause: boolean
  /** Starts and ends an initial segment of its own. */
  ownSegment?: boolean
}>

/** Allowed number of speakers; `min` is at least 1. */
export type SpeakerLimits = Readonly<{ min: number; max: number }>

/**
 * @param thresholdFactor multiplies the evidence that a further speaker needs
 * @returns the speaker of each unit, from 0 in order of appearance
 */
export function diarize(
  units: readonly SpeechUnit[],
  { min, max }: SpeakerLimits,
  thresholdFactor = 1
): readonly number[] {
  const segments: SufficientStatistics[] = []
  let closed = true
  const segmentOf = units.map(({ statistics, afterPause, ownSegment = false }) => {
    const last = segments.at(-1)
    const full = SEGMENT_FRAMES / (afterPause ? 2 : 1)
    if (!last || closed || ownSegment || last.count >= full)
      segments.push(SufficientStatistics.sumOf([statistics]))
    else last.merge(statistics)
    closed = ownSegment
    return segments.length - 1
  })
  const prior = SufficientStatistics.pooledCovariance(segments)
  const clusters = clusterSegments(segments, max, prior)
  let speakers = resegment(
    units,
    segmentOf.map((segment) => clusters[segment] ?? 0),
    prior
  )
  for (;;) {
    const statistics = statisticsBySpeaker(units, speakers)
    const pair = statistics.size > min ? closestPair(statistics, prior, thresholdFactor) : undefined
    if (!pair) break
    const [kept, removed] = pair
    speakers = resegment(
      units,
      speakers.map((speaker) => (speaker === removed ? kept : speaker)),
      prior
    )
  }
  const numbers = new Map<number, number>()
  for (const speaker of speakers) if (!numbers.has(speaker)) numbers.set(speaker, numbers.size)
  return speakers.map((speaker) => numbers.get(speaker) ?? 0)
}

/** Re-estimates the speakers' Gaussians and reassigns the units until the assignment is stable. */
function resegment(
  units: readonly SpeechUnit[],
  from: readonly number[],
  prior: Float64Array
): readonly number[] {
  let speakers = from
  for (let round = 0; round < MAX_RESEGMENTATION_ROUNDS; round++) {
    const statistics = statisticsBySpeaker(units, speakers)
    if (statistics.size < 2) break
    const numbers = [...statistics.keys()]
    const gaussians = [...statistics.values()].map((own) => Gaussian.of(own, prior))
    const next = viterbiSequence(units, gaussians).map((index) => numbers[index] ?? 0)
    if (next.every((speaker, at) => speaker === speakers[at])) break
    speakers = next
  }
  return speakers
}

function statisticsBySpeaker(
  units: readonly SpeechUnit[],
  speakers: readonly number[]
): ReadonlyMap<number, SufficientStatistics> {
  const bySpeaker = new Map<number, SufficientStatistics>()
  for (const [at, { statistics }] of units.entries()) {
    const speaker = speakers[at] ?? 0
    const own = bySpeaker.get(speaker)
    if (own) own.merge(statistics)
    else bySpeaker.set(speaker, SufficientStatistics.sumOf([statistics]))
  }
  return bySpeaker
}

/** The pair of speakers with the least evidence that they are two; undefined if all pairs have enough. */
function closestPair(
  statistics: ReadonlyMap<number, SufficientStatistics>,
  prior: Float64Array,
  thresholdFactor: number
): readonly [number, number] | undefined {
  const speakers = [...statistics].map(([number, own]) => ({ number, own: clusterStatistics(own, prior) }))
  let worst: Readonly<{ pair: readonly [number, number]; ratio: number }> | undefined
  for (const [index, one] of speakers.entries()) {
    for (const two of speakers.slice(index + 1)) {
      const { logLikelihoodRatio, penalty, observations } = compareByBic(one.own, two.own, prior)
      const ratio = Math.min(
        logLikelihoodRatio / penalty / MIN_RATIO_TO_PENALTY,
        logLikelihoodRatio / observations / MIN_RATIO_PER_OBSERVATION
      )
      if (ratio < (worst?.ratio ?? thresholdFactor)) worst = { pair: [one.number, two.number], ratio }
    }
  }
  return worst?.pair
}

/** The most likely sequence of speakers (Viterbi 1967). */
function viterbiSequence(units: readonly SpeechUnit[], gaussians: readonly Gaussian[]): readonly number[] {
  let scores = gaussians.map(() => 0)
  const from: number[][] = []
  for (const { statistics, afterPause } of units) {
    const cost = afterPause ? SPEAKER_CHANGE_AT_PAUSE_COST : SPEAKER_CHANGE_COST
    const best = Math.max(...scores)
    const bestSpeaker = scores.indexOf(best)
    from.push(scores.map((score, speaker) => (score >= best - cost ? speaker : bestSpeaker)))
    scores = gaussians.map(
      (gaussian, speaker) =>
        Math.max(scores[speaker] ?? 0, best - cost) +
        gaussian.logLikelihood(statistics) / FRAMES_PER_OBSERVATION
    )
  }
  const speakers: number[] = []
  let speaker = scores.indexOf(Math.max(...scores))
  for (let at = units.length - 1; at >= 0; at--) {
    speakers[at] = speaker
    speaker = from[at]?.[speaker] ?? speaker
  }
  return speakers
}
