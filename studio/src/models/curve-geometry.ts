/** Geometry of the weight curve: perplexity by weight, in the coordinates of its drawing. @module */
import type { CurvePoint } from '../api/training-report.ts'

export const WIDTH = 560
export const HEIGHT = 180
export const MARGIN = { left: 52, right: 40, top: 10, bottom: 30 }

export type WeightedPerplexity = Readonly<{ weight: number; perplexity: number }>

export type CurveGeometry = Readonly<{
  points: readonly WeightedPerplexity[]
  /** The smallest weight with the lowest perplexity. */
  bestWeight: number
  lowest: number
  highest: number
  x: (weight: number) => number
  y: (perplexity: number) => number
}>

/** @returns undefined if fewer than two points have a finite perplexity */
export function curveGeometry(curve: readonly CurvePoint[]): CurveGeometry | undefined {
  const points = curve.flatMap(({ weight, perplexity }): readonly WeightedPerplexity[] =>
    perplexity === null ? [] : [{ weight, perplexity }]
  )
  if (points.length < 2) return undefined
  const values = points.map(({ perplexity }) => perplexity)
  const [lowest, highest] = [Math.min(...values), Math.max(...values)]
  return {
    points,
    lowest,
    highest,
    bestWeight: points.find(({ perplexity }) => perplexity === lowest)?.weight ?? 0,
    x: (weight) => MARGIN.left + weight * (WIDTH - MARGIN.left - MARGIN.right),
    // Logarithmic, because perplexities compare as ratios.
    y: (perplexity) =>
      MARGIN.top +
      (Math.log(highest / perplexity) / Math.max(1e-9, Math.log(highest / lowest))) *
        (HEIGHT - MARGIN.top - MARGIN.bottom)
  }
}

/** The training measures weights in steps of 5 %. */
const WEIGHT_STEP = 0.05

/** Whether an automatic weight is below the best one, which the page then explains. */
export const isBelowBest = (weight: number, { bestWeight }: Pick<CurveGeometry, 'bestWeight'>): boolean =>
  weight < bestWeight - WEIGHT_STEP
