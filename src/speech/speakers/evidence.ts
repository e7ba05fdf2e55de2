/** Whether two spreads are of one voice or of two (Bayesian information criterion: Chen and Gopalakrishnan, 1998). @module */
import { logDeterminant } from './gaussian.ts'
import { CELLS, covarianceOf, type Spread } from './spread.ts'
import { FEATURES } from './voice-features.ts'

/** Neighbouring frames of 10 ms tell nearly the same: so many of them count as one. */
export const FRAMES_A_FACT = 3
/** As much as a mean and a covariance have. */
const PARAMETERS = FEATURES + (FEATURES * (FEATURES + 1)) / 2

export type Measured = Readonly<{
  spread: Spread
  mean: Float64Array
  /** Sums of products about the mean. */
  scatter: Float64Array
  logDeterminant: number
}>

export const measured = (spread: Spread, prior: Float64Array): Measured => {
  const [mean, scatter] = [spread.mean(), spread.scatter()]
  return { spread, mean, scatter, logDeterminant: logDeterminant(covarianceOf(scatter, spread.count, prior)) }
}

export type Evidence = Readonly<{
  /** How much better two voices describe them than one, in natural logarithms of likelihood. */
  gain: number
  /** What the second voice must gain at least, to be more than a closer fit. */
  price: number
  facts: number
}>

export function evidenceForTwo(one: Measured, two: Measured, prior: Float64Array): Evidence {
  const [count, other] = [one.spread.count, two.spread.count]
  const frames = count + other
  // Every two stretches of a recording are asked: joined without new arrays.
  const weight = (count * other) / Math.max(1, frames)
  for (let row = 0, at = 0; row < FEATURES; row++) {
    const apart = weight * ((one.mean[row] ?? 0) - (two.mean[row] ?? 0))
    for (let column = 0; column <= row; column++, at++) {
      const across = apart * ((one.mean[column] ?? 0) - (two.mean[column] ?? 0))
      JOINED[at] = (one.scatter[at] ?? 0) + (two.scatter[at] ?? 0) + across
    }
  }
  const joined = logDeterminant(covarianceOf(JOINED, frames, prior, JOINED))
  const gain = frames * joined - count * one.logDeterminant - other * two.logDeterminant
  const facts = Math.max(2, frames / FRAMES_A_FACT)
  return { gain: gain / 2 / FRAMES_A_FACT, price: (PARAMETERS * Math.log(facts)) / 2, facts }
}

const JOINED = new Float64Array(CELLS)
