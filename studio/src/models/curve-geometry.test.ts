import { expect, test } from 'vitest'
import { curveGeometry, HEIGHT, isBelowBest, MARGIN } from './curve-geometry.ts'

const curve = [
  { weight: 0, perplexity: 400 },
  { weight: 0.5, perplexity: 200 },
  { weight: 0.75, perplexity: 100 },
  { weight: 0.9, perplexity: 100 },
  { weight: 1, perplexity: null }
]

test('points without a finite perplexity are left out', () => {
  expect(curveGeometry(curve)?.points.map(({ weight }) => weight)).toEqual([0, 0.5, 0.75, 0.9])
  expect(curveGeometry(curve.slice(3))).toBeUndefined()
})

test('equal ratios of perplexity have equal distances, within the margins', () => {
  const { y } = curveGeometry(curve) ?? { y: () => Number.NaN }
  expect(y(400)).toBe(MARGIN.top)
  expect(y(100)).toBeCloseTo(HEIGHT - MARGIN.bottom)
  expect(y(200) - y(400)).toBeCloseTo(y(100) - y(200))
})

test('a flat curve can be drawn', () => {
  const flat = curveGeometry([
    { weight: 0, perplexity: 50 },
    { weight: 1, perplexity: 50 }
  ])
  expect(Number.isFinite(flat?.y(50))).toBe(true)
})

test('an automatic weight is explained only if it is below the smallest best weight', () => {
  const geometry = curveGeometry(curve)
  expect(geometry?.bestWeight).toBe(0.75)
  expect(geometry && isBelowBest(0.5, geometry)).toBe(true)
  expect(geometry && isBelowBest(0.75, geometry)).toBe(false)
  expect(geometry && isBelowBest(0.9, geometry)).toBe(false)
})
