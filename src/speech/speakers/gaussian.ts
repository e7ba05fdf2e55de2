/** A normal distribution with a full covariance, ready to be asked. @module */
import { CELLS, cell, type Spread } from './spread.ts'
import { FEATURES } from './voice-features.ts'

export class Gaussian {
  readonly #mean: Float64Array
  readonly #root: Float64Array
  /** Natural logarithm of the determinant of the covariance. */
  readonly logDeterminant: number

  /** @param covariance the lower triangle, row by row */
  constructor(mean: Float64Array, covariance: Float64Array) {
    this.#mean = mean
    this.#root = cholesky(covariance)
    let sum = 0
    for (let row = 0; row < FEATURES; row++) sum += 2 * Math.log(this.#root[cell(row, row)] ?? 1)
    this.logDeterminant = sum
  }

  static of(spread: Spread, prior: Float64Array): Gaussian {
    return new Gaussian(spread.mean(), spread.covariance(prior))
  }

  /** Natural logarithm of the density of all of its frames together, less the constant that all Gaussians share. */
  logLikelihood({ count, sums, products }: Spread): number {
    // With the covariance L L', the frames' distances sum up to the trace of inv(L) P inv(L)', P their products about
    // this mean.
    const about = new Float64Array(FEATURES * FEATURES)
    for (let row = 0; row < FEATURES; row++) {
      const mean = this.#mean[row] ?? 0
      for (let column = 0; column <= row; column++) {
        const other = this.#mean[column] ?? 0
        const value =
          (products[cell(row, column)] ?? 0) -
          mean * (sums[column] ?? 0) -
          other * (sums[row] ?? 0) +
          count * mean * other
        about[row * FEATURES + column] = value
        about[column * FEATURES + row] = value
      }
    }
    const whitened = this.#solve(transposed(this.#solve(about)))
    let distance = 0
    for (let row = 0; row < FEATURES; row++) distance += whitened[row * FEATURES + row] ?? 0
    return -0.5 * (count * this.logDeterminant + distance)
  }

  /** inv(L) times a square matrix. */
  #solve(matrix: Float64Array): Float64Array {
    const solved = new Float64Array(matrix.length)
    for (let row = 0; row < FEATURES; row++) {
      const pivot = this.#root[cell(row, row)] ?? 1
      for (let column = 0; column < FEATURES; column++) {
        let rest = matrix[row * FEATURES + column] ?? 0
        for (let k = 0; k < row; k++) {
          rest -= (this.#root[cell(row, k)] ?? 0) * (solved[k * FEATURES + column] ?? 0)
        }
        solved[row * FEATURES + column] = rest / pivot
      }
    }
    return solved
  }
}

const transposed = (matrix: Float64Array): Float64Array =>
  matrix.map((_, at) => matrix[(at % FEATURES) * FEATURES + Math.floor(at / FEATURES)] ?? 0)

/** Lower triangular root of a symmetric positive matrix, both as rows of the lower triangle. */
function cholesky(matrix: Float64Array): Float64Array {
  const root = new Float64Array(CELLS)
  for (let row = 0; row < FEATURES; row++) {
    for (let column = 0; column <= row; column++) {
      let rest = matrix[cell(row, column)] ?? 0
      for (let k = 0; k < column; k++) rest -= (root[cell(row, k)] ?? 0) * (root[cell(column, k)] ?? 0)
      root[cell(row, column)] =
        row === column ? Math.sqrt(Math.max(rest, 1e-9)) : rest / (root[cell(column, column)] ?? 1)
    }
  }
  return root
}
