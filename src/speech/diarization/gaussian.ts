/** A Gaussian with a full covariance, factored once by Cholesky decomposition. @module */

import { FEATURE_COUNT } from './speaker-features.ts'
import { type SufficientStatistics, TRIANGLE_SIZE, triangleIndex } from './sufficient-statistics.ts'

export class Gaussian {
  readonly #mean: Float64Array
  readonly #factor: Float64Array
  /** The precision matrix, computed on first use. */
  #inverse: Float64Array | undefined
  /** Natural logarithm of the determinant of the covariance. */
  readonly logDeterminant: number

  /** @param covariance the rows of its lower triangle */
  constructor(mean: Float64Array, covariance: Float64Array) {
    this.#mean = mean
    this.#factor = cholesky(covariance, new Float64Array(TRIANGLE_SIZE))
    this.logDeterminant = logDeterminantOf(this.#factor)
  }

  static of(statistics: SufficientStatistics, prior: Float64Array): Gaussian {
    return new Gaussian(statistics.mean(), statistics.covariance(prior))
  }

  get #precision(): Float64Array {
    this.#inverse ??= inverseOf(this.#factor)
    return this.#inverse
  }

  /** Log-likelihood (natural logarithm) of all frames, without the constant that all Gaussians share. */
  logLikelihood({ count, sums, products }: SufficientStatistics): number {
    // The Mahalanobis distances sum to the trace of the precision times the scatter about this mean.
    let distance = 0
    for (let row = 0; row < FEATURE_COUNT; row++) {
      const mean = this.#mean[row] ?? 0
      for (let column = 0; column <= row; column++) {
        const at = triangleIndex(row, column)
        const other = this.#mean[column] ?? 0
        const about =
          (products[at] ?? 0) - mean * (sums[column] ?? 0) - other * (sums[row] ?? 0) + count * mean * other
        distance += (row === column ? 1 : 2) * about * (this.#precision[at] ?? 0)
      }
    }
    return -0.5 * (count * this.logDeterminant + distance)
  }
}

/** Natural logarithm of a covariance's determinant. @param covariance the rows of its lower triangle */
export const logDeterminant = (covariance: Float64Array): number =>
  logDeterminantOf(cholesky(covariance, FACTOR))

const FACTOR = new Float64Array(TRIANGLE_SIZE)

function logDeterminantOf(factor: Float64Array): number {
  let sum = 0
  for (let row = 0; row < FEATURE_COUNT; row++) sum += 2 * Math.log(factor[triangleIndex(row, row)] ?? 1)
  return sum
}

/** Cholesky factor L of a symmetric positive definite matrix, both as rows of the lower triangle. */
function cholesky(matrix: Float64Array, factor: Float64Array): Float64Array {
  for (let row = 0; row < FEATURE_COUNT; row++) {
    const own = triangleIndex(row, 0)
    for (let column = 0; column <= row; column++) {
      const other = triangleIndex(column, 0)
      let rest = matrix[own + column] ?? 0
      for (let k = 0; k < column; k++) rest -= (factor[own + k] ?? 0) * (factor[other + k] ?? 0)
      factor[own + column] =
        row === column ? Math.sqrt(Math.max(rest, 1e-9)) : rest / (factor[other + column] ?? 1)
    }
  }
  return factor
}

/** Inverse of the matrix with this Cholesky factor, inv(L)' inv(L), as rows of the lower triangle. */
function inverseOf(factor: Float64Array): Float64Array {
  const lower = new Float64Array(TRIANGLE_SIZE)
  for (let column = 0; column < FEATURE_COUNT; column++) {
    for (let row = column; row < FEATURE_COUNT; row++) {
      let rest = row === column ? 1 : 0
      for (let k = column; k < row; k++)
        rest -= (factor[triangleIndex(row, k)] ?? 0) * (lower[triangleIndex(k, column)] ?? 0)
      lower[triangleIndex(row, column)] = rest / (factor[triangleIndex(row, row)] ?? 1)
    }
  }
  const inverse = new Float64Array(TRIANGLE_SIZE)
  for (let row = 0; row < FEATURE_COUNT; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = 0
      for (let k = row; k < FEATURE_COUNT; k++)
        sum += (lower[triangleIndex(k, row)] ?? 0) * (lower[triangleIndex(k, column)] ?? 0)
      inverse[triangleIndex(row, column)] = sum
    }
  }
  return inverse
}
