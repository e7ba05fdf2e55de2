/**
 * One speaker or two? The Bayesian information criterion over full-covariance Gaussians: S. Chen and P. Gopalakrishnan,
 * "Speaker, environment and channel change detection and clustering via the Bayesian information criterion", 1998.
 * @module
 */
import { logDeterminant } from './gaussian.ts'
import { FEATURE_COUNT } from './speaker-features.ts'
import { covarianceOf, type SufficientStatistics, TRIANGLE_SIZE } from './sufficient-statistics.ts'

/** Adjacent 10 ms frames are strongly correlated: this many count as one independent observation. */
export const FRAMES_PER_OBSERVATION = 3
/** Free parameters of one Gaussian: its mean and its symmetric covariance. */
const GAUSSIAN_PARAMETERS = FEATURE_COUNT + (FEATURE_COUNT * (FEATURE_COUNT + 1)) / 2

export type ClusterStatistics = Readonly<{
  statistics: SufficientStatistics
  mean: Float64Array
  /** Scatter matrix about the mean: the rows of its lower triangle. */
  scatter: Float64Array
  logDeterminant: number
}>

export const clusterStatistics = (
  statistics: SufficientStatistics,
  prior: Float64Array
): ClusterStatistics => {
  const [mean, scatter] = [statistics.mean(), statistics.scatter()]
  const covariance = covarianceOf(scatter, statistics.count, prior)
  return { statistics, mean, scatter, logDeterminant: logDeterminant(covariance) }
}

export type BicComparison = Readonly<{
  /** Log-likelihood ratio (natural logarithm) of two Gaussians against one. */
  logLikelihoodRatio: number
  /** BIC penalty for the parameters of the second Gaussian, without a weight (lambda = 1). */
  penalty: number
  observations: number
}>

/** @param prior covariance of all speech within a segment, which regularizes clusters of few frames */
export function compareByBic(
  one: ClusterStatistics,
  two: ClusterStatistics,
  prior: Float64Array
): BicComparison {
  const [count, other] = [one.statistics.count, two.statistics.count]
  const frames = count + other
  // Called for every pair of segments: pools the scatter matrices without new arrays.
  const weight = (count * other) / Math.max(1, frames)
  for (let row = 0, at = 0; row < FEATURE_COUNT; row++) {
    const offset = weight * ((one.mean[row] ?? 0) - (two.mean[row] ?? 0))
    for (let column = 0; column <= row; column++, at++) {
      const across = offset * ((one.mean[column] ?? 0) - (two.mean[column] ?? 0))
      POOLED[at] = (one.scatter[at] ?? 0) + (two.scatter[at] ?? 0) + across
    }
  }
  const joined = logDeterminant(covarianceOf(POOLED, frames, prior, POOLED))
  const difference = frames * joined - count * one.logDeterminant - other * two.logDeterminant
  const observations = Math.max(2, frames / FRAMES_PER_OBSERVATION)
  return {
    logLikelihoodRatio: difference / 2 / FRAMES_PER_OBSERVATION,
    penalty: (GAUSSIAN_PARAMETERS * Math.log(observations)) / 2,
    observations
  }
}

const POOLED = new Float64Array(TRIANGLE_SIZE)
