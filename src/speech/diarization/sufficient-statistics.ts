/** Sufficient statistics of a Gaussian: frame count, sums and sums of products. They add up when clusters merge. @module */
import { FEATURE_COUNT } from './speaker-features.ts'

/** Elements of the lower triangle of a symmetric matrix, stored row by row. */
export const TRIANGLE_SIZE = (FEATURE_COUNT * (FEATURE_COUNT + 1)) / 2
export const triangleIndex = (row: number, column: number): number => (row * (row + 1)) / 2 + column

/** Weight of the prior covariance, in frames: a cluster of few frames cannot estimate its own. */
const PRIOR_FRAMES = 60

/** MAP estimate of a covariance. @param into receives the result; may be `scatter` itself */
export function covarianceOf(
  scatter: Float64Array,
  count: number,
  prior: Float64Array,
  into = new Float64Array(TRIANGLE_SIZE)
): Float64Array {
  for (let at = 0; at < TRIANGLE_SIZE; at++) {
    into[at] = ((scatter[at] ?? 0) + PRIOR_FRAMES * (prior[at] ?? 0)) / (count + PRIOR_FRAMES)
  }
  return into
}

export class SufficientStatistics {
  count = 0
  readonly sums = new Float64Array(FEATURE_COUNT)
  /** Sums of the products of each pair of features: the rows of the lower triangle. */
  readonly products = new Float64Array(TRIANGLE_SIZE)

  static sumOf(parts: Iterable<SufficientStatistics>): SufficientStatistics {
    const whole = new SufficientStatistics()
    for (const part of parts) whole.merge(part)
    return whole
  }

  add(values: ArrayLike<number>): void {
    this.count++
    for (let row = 0, at = 0; row < FEATURE_COUNT; row++) {
      const value = values[row] ?? 0
      this.sums[row] = (this.sums[row] ?? 0) + value
      for (let column = 0; column <= row; column++, at++) {
        this.products[at] = (this.products[at] ?? 0) + value * (values[column] ?? 0)
      }
    }
  }

  merge(other: SufficientStatistics): void {
    this.count += other.count
    for (let i = 0; i < FEATURE_COUNT; i++) this.sums[i] = (this.sums[i] ?? 0) + (other.sums[i] ?? 0)
    for (let i = 0; i < TRIANGLE_SIZE; i++)
      this.products[i] = (this.products[i] ?? 0) + (other.products[i] ?? 0)
  }

  mean(): Float64Array {
    return this.sums.map((sum) => sum / Math.max(1, this.count))
  }

  /** Covariance about the own mean. @param prior covariance of speech, whoever speaks */
  covariance(prior: Float64Array): Float64Array {
    return covarianceOf(this.scatter(), this.count, prior)
  }

  /** Covariance within each part, averaged over all frames. */
  static pooledCovariance(parts: readonly SufficientStatistics[]): Float64Array {
    const whole = new Float64Array(TRIANGLE_SIZE)
    let frames = 0
    for (const part of parts) {
      if (part.count === 0) continue
      frames += part.count
      for (const [at, value] of part.scatter().entries()) whole[at] = (whole[at] ?? 0) + value
    }
    return whole.map((value) => value / Math.max(1, frames))
  }

  /** Scatter matrix: sums of products about the mean. */
  scatter(): Float64Array {
    const mean = this.mean()
    const scatter = new Float64Array(TRIANGLE_SIZE)
    for (let row = 0, at = 0; row < FEATURE_COUNT; row++) {
      for (let column = 0; column <= row; column++, at++) {
        scatter[at] = (this.products[at] ?? 0) - this.count * (mean[row] ?? 0) * (mean[column] ?? 0)
      }
    }
    return scatter
  }
}
