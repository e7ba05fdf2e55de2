/**
 * Confidence intervals and comparisons of word error rates by bootstrap over utterances: M. Bisani and H. Ney,
 * "Bootstrap estimates for confidence intervals in ASR performance evaluation", ICASSP 2004.
 * @module
 */
import { errorRate, errors, sumScores, type WordCounts } from './word-score.ts'

/** The same seed and scores give the same result on every machine. */
export type BootstrapOptions = Readonly<{ seed?: number; resamples?: number }>

/** The 95 % bootstrap interval of an error rate. Rates are fractions of 1. */
export type RateInterval = Readonly<{ rate: number; low: number; high: number; resamples: number }>

/** `difference` is the second rate minus the first: negative means that the second is better. Probability: 0..1. */
export type Comparison = Readonly<{
  difference: number
  low: number
  high: number
  probabilityOfImprovement: number
  resamples: number
}>

const TAIL = 0.025

// Bisani and Ney find 1,000 to 10,000 sufficient. The limit keeps resampling well below a second for any test set.
const resamplesFor = (utterances: number): number =>
  Math.max(1000, Math.min(10_000, Math.floor(20_000_000 / Math.max(1, utterances))))

/** Mulberry32 (T. Ettinger, public domain), a small seeded generator of numbers in [0, 1). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const rateOf = (wrong: number, words: number): number =>
  errorRate({ words, substitutions: wrong, deletions: 0, insertions: 0 })

/** The quantile of sorted values at the given share, linearly interpolated. */
function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1)
  const below = sorted[Math.floor(place)] ?? 0
  const above = sorted[Math.ceil(place)] ?? below
  return below + (above - below) * (place - Math.floor(place))
}

/**
 * 95 % confidence interval of the word error rate, with the utterances as a sample of possible speech. Whole utterances are
 * resampled, as errors within an utterance depend on each other.
 */
export function errorRateInterval(
  scores: readonly WordCounts[],
  options: BootstrapOptions = {}
): RateInterval {
  const { seed = 1, resamples = resamplesFor(scores.length) } = options
  const random = randomFrom(seed)
  const wrong = Float64Array.from(scores, errors)
  const words = Float64Array.from(scores, (score) => score.words)
  const rates = new Float64Array(resamples)
  for (let b = 0; b < resamples; b++) {
    let wrongDrawn = 0
    let wordsDrawn = 0
    for (let i = 0; i < scores.length; i++) {
      const drawn = Math.floor(random() * scores.length)
      wrongDrawn += wrong[drawn] ?? 0
      wordsDrawn += words[drawn] ?? 0
    }
    rates[b] = rateOf(wrongDrawn, wordsDrawn)
  }
  rates.sort()
  const rate = errorRate(sumScores(scores))
  if (resamples === 0) return { rate, low: rate, high: rate, resamples }
  return { rate, low: quantile(rates, TAIL), high: quantile(rates, 1 - TAIL), resamples }
}

/**
 * Probability that the second system is better than the first. Both are scored on the same utterances in the same order, and
 * each resample draws the same utterances for both (paired bootstrap), which removes the variance of hard and easy
 * utterances. A resample with equal errors counts one half for each system.
 *
 * @throws RangeError if the two lists are not of the same utterances
 */
export function compareSystems(
  first: readonly WordCounts[],
  second: readonly WordCounts[],
  options: BootstrapOptions = {}
): Comparison {
  if (first.length !== second.length) {
    throw new RangeError(
      `The first system has ${first.length} utterances, the second ${second.length}; score both on one test set`
    )
  }
  const gains = Float64Array.from(first, (score, i) => {
    const other = second[i]
    if (other?.words !== score.words) {
      throw new RangeError(
        `Utterance ${i} has ${score.words} reference words for the first system and ${other?.words} for the ` +
          'second; both lists must contain the same utterances in the same order'
      )
    }
    return errors(other) - errors(score)
  })
  const { seed = 1, resamples = resamplesFor(first.length) } = options
  const random = randomFrom(seed)
  const differences = new Float64Array(resamples)
  let better = 0
  for (let b = 0; b < resamples; b++) {
    let gain = 0
    let words = 0
    for (let i = 0; i < first.length; i++) {
      const drawn = Math.floor(random() * first.length)
      gain += gains[drawn] ?? 0
      words += first[drawn]?.words ?? 0
    }
    differences[b] = words === 0 ? Math.sign(gain) : gain / words
    if (gain < 0) better += 1
    if (gain === 0) better += 0.5
  }
  differences.sort()
  const difference = errorRate(sumScores(second)) - errorRate(sumScores(first))
  if (resamples === 0) {
    return { difference, low: difference, high: difference, probabilityOfImprovement: 0.5, resamples }
  }
  return {
    difference,
    low: quantile(differences, TAIL),
    high: quantile(differences, 1 - TAIL),
    probabilityOfImprovement: better / resamples,
    resamples
  }
}
