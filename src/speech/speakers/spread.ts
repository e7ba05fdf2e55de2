/** How a voice's features are spread: counts, sums and products, which add up when voices are joined. @module */
import { FEATURES } from './voice-features.ts'

/** Of the lower triangle of a symmetric matrix, row by row. */
export const CELLS = (FEATURES * (FEATURES + 1)) / 2
export const cell = (row: number, column: number): number => (row * (row + 1)) / 2 + column

/** Few frames know little of their own spread, and lean on that of all speech as on so many. */
const PRIOR_FRAMES = 60

/** @param into where it is written, the scatter itself perhaps */
export function covarianceOf(
  scatter: Float64Array,
  count: number,
  prior: Float64Array,
  into = new Float64Array(CELLS)
): Float64Array {
  for (let at = 0; at < CELLS; at++) {
    into[at] = ((scatter[at] ?? 0) + PRIOR_FRAMES * (prior[at] ?? 0)) / (count + PRIOR_FRAMES)
  }
  return into
}

export class Spread {
  count = 0
  readonly sums = new Float64Array(FEATURES)
  /** Sums of the products of two features each. */
  readonly products = new Float64Array(CELLS)

  static of(parts: Iterable<Spread>): Spread {
    const whole = new Spread()
    for (const part of parts) whole.join(part)
    return whole
  }

  add(values: ArrayLike<number>): void {
    this.count++
    for (let row = 0, at = 0; row < FEATURES; row++) {
      const value = values[row] ?? 0
      this.sums[row] = (this.sums[row] ?? 0) + value
      for (let column = 0; column <= row; column++, at++) {
        this.products[at] = (this.products[at] ?? 0) + value * (values[column] ?? 0)
      }
    }
  }

  join(other: Spread): void {
    this.count += other.count
    for (let i = 0; i < FEATURES; i++) this.sums[i] = (this.sums[i] ?? 0) + (other.sums[i] ?? 0)
    for (let i = 0; i < CELLS; i++) this.products[i] = (this.products[i] ?? 0) + (other.products[i] ?? 0)
  }

  mean(): Float64Array {
    return this.sums.map((sum) => sum / Math.max(1, this.count))
  }

  /** Of the features about their own mean. @param prior what speech is spread by, whoever speaks */
  covariance(prior: Float64Array): Float64Array {
    return covarianceOf(this.scatter(), this.count, prior)
  }

  /** What sounds differ by within each of these, on average. */
  static within(parts: readonly Spread[]): Float64Array {
    const whole = new Float64Array(CELLS)
    let frames = 0
    for (const part of parts) {
      if (part.count === 0) continue
      frames += part.count
      for (const [at, value] of part.scatter().entries()) whole[at] = (whole[at] ?? 0) + value
    }
    return whole.map((value) => value / Math.max(1, frames))
  }

  /** Sums of products about the mean. */
  scatter(): Float64Array {
    const mean = this.mean()
    const scatter = new Float64Array(CELLS)
    for (let row = 0, at = 0; row < FEATURES; row++) {
      for (let column = 0; column <= row; column++, at++) {
        scatter[at] = (this.products[at] ?? 0) - this.count * (mean[row] ?? 0) * (mean[column] ?? 0)
      }
    }
    return scatter
  }
}
