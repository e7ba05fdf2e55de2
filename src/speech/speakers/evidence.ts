/** Whether two spreads are of one voice or of two (Bayesian information criterion: Chen and Gopalakrishnan, 1998). @module */
import { Gaussian } from './gaussian.ts'
import { Spread } from './spread.ts'
import { FEATURES } from './voice-features.ts'

/** Neighbouring frames of 10 ms tell nearly the same: so many of them count as one. */
export const FRAMES_A_FACT = 3
/** As much as a mean and a covariance have. */
const PARAMETERS = FEATURES + (FEATURES * (FEATURES + 1)) / 2

export type Measured = Readonly<{ spread: Spread; logDeterminant: number }>

export const measured = (spread: Spread, prior: Float64Array): Measured => ({
  spread,
  logDeterminant: Gaussian.of(spread, prior).logDeterminant
})

export type Evidence = Readonly<{
  /** How much better two voices describe them than one, in natural logarithms of likelihood. */
  gain: number
  /** What the second voice must gain at least, to be more than a closer fit. */
  price: number
  facts: number
}>

export function evidenceForTwo(one: Measured, two: Measured, prior: Float64Array): Evidence {
  const joined = measured(Spread.of([one.spread, two.spread]), prior)
  const frames = joined.spread.count
  const gain =
    frames * joined.logDeterminant -
    one.spread.count * one.logDeterminant -
    two.spread.count * two.logDeterminant
  const facts = Math.max(2, frames / FRAMES_A_FACT)
  return { gain: gain / 2 / FRAMES_A_FACT, price: (PARAMETERS * Math.log(facts)) / 2, facts }
}
