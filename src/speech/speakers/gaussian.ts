/** A normal distribution with a full covariance, ready to be asked. @module */
import { CELLS, cell, type Spread } from './spread.ts'
import { FEATURES } from './voice-features.ts'

export class Gaussian {
  readonly #mean: Float64Array
  readonly #root: Float64Array
  /** The inverse of the covariance, once it is asked for. */
  #inverse: Float64Array | undefined
  /** Natural logarithm of the determinant of the covariance. */
  readonly logDeterminant: number

  /** @param covariance the lower triangle, row by row */
  constructor(mean: Float64Array, covariance: Float64Array) {
    this.#mean = mean
    this.#root = cholesky(covariance, new Float64Array(CELLS))
    this.logDeterminant = logDeterminantOf(this.#root)
  }

  static of(spread: Spread, prior: Float64Array): Gaussian {
    return new Gaussian(spread.mean(), spread.covariance(prior))
  }

  get #precision(): Float64Array {
    this.#inverse ??= inverseOf(this.#root)
    return this.#inverse
  }

  /** Natural logarithm of the density of all of its frames together, less the constant that all Gaussians share. */
  logLikelihood({ count, sums, products }: Spread): number {
    // The frames' distances sum up to the trace of the precision times their products about this mean.
    let distance = 0
    for (let row = 0; row < FEATURES; row++) {
      const mean = this.#mean[row] ?? 0
      for (let column = 0; column <= row; column++) {
        const at = cell(row, column)
        const other = this.#mean[column] ?? 0
        const about =
          (products[at] ?? 0) - mean * (sums[column] ?? 0) - other * (sums[row] ?? 0) + count * mean * other
        distance += (row === column ? 1 : 2) * about * (this.#precision[at] ?? 0)
      }
    }
    return -0.5 * (count * this.logDeterminant + distance)
  }
}

/** Natural logarithm of the determinant of a covariance, the rows of its lower triangle. */
export const logDeterminant = (covariance: Float64Array): number =>
  logDeterminantOf(cholesky(covariance, ROOT))

const ROOT = new Float64Array(CELLS)

function logDeterminantOf(root: Float64Array): number {
  let sum = 0
  for (let row = 0; row < FEATURES; row++) sum += 2 * Math.log(root[cell(row, row)] ?? 1)
  return sum
}

/** Lower triangular root of a symmetric positive matrix, both as rows of the lower triangle. */
function cholesky(matrix: Float64Array, root: Float64Array): Float64Array {
  for (let row = 0; row < FEATURES; row++) {
    const own = cell(row, 0)
    for (let column = 0; column <= row; column++) {
      const other = cell(column, 0)
      let rest = matrix[own + column] ?? 0
      for (let k = 0; k < column; k++) rest -= (root[own + k] ?? 0) * (root[other + k] ?? 0)
      root[own + column] =
        row === column ? Math.sqrt(Math.max(rest, 1e-9)) : rest / (root[other + column] ?? 1)
    }
  }
  return root
}

/** Of the matrix whose root this is: inv(L)' inv(L), as rows of the lower triangle too. */
function inverseOf(root: Float64Array): Float64Array {
  const lower = new Float64Array(CELLS)
  for (let column = 0; column < FEATURES; column++) {
    for (let row = column; row < FEATURES; row++) {
      let rest = row === column ? 1 : 0
      for (let k = column; k < row; k++) rest -= (root[cell(row, k)] ?? 0) * (lower[cell(k, column)] ?? 0)
      lower[cell(row, column)] = rest / (root[cell(row, row)] ?? 1)
    }
  }
  const inverse = new Float64Array(CELLS)
  for (let row = 0; row < FEATURES; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = 0
      for (let k = row; k < FEATURES; k++) sum += (lower[cell(k, row)] ?? 0) * (lower[cell(k, column)] ?? 0)
      inverse[cell(row, column)] = sum
    }
  }
  return inverse
}
