import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { estimateInterpolationWeight, holdOut } from '../index.ts'

const probability = fc.double({ min: -6, max: -0.01, noNaN: true })
const rows = fc.array(
  fc.array(fc.tuple(fc.option(probability, { freq: 6 }), fc.option(probability, { freq: 6 })), {
    maxLength: 8
  }),
  {
    maxLength: 8
  }
)

describe('the weight of a custom model', () => {
  test('minimizes the perplexity of the mixture', () => {
    fc.assert(
      fc.property(rows, (pairs) => {
        const custom = pairs.map((row) => row.map(([c]) => c))
        const base = pairs.map((row) => row.map(([, b]) => b))
        const chosen = estimateInterpolationWeight(custom, base, { smoothing: 1e-6 })
        const best = chosen.mixed.perplexity
        if (best === null) return
        for (const point of chosen.curve) {
          if (point.perplexity !== null) expect(best).toBeLessThanOrEqual(point.perplexity * 1.001)
        }
      })
    )
  })

  test('leaves the base as much as the tolerance allows, and no more', () => {
    const known = rows.filter((pairs) => pairs.some((row) => row.some(([c, b]) => c !== null && b !== null)))
    fc.assert(
      fc.property(known, fc.double({ min: 0.01, max: 1, noNaN: true }), (pairs, tolerance) => {
        const custom = pairs.map((row) => row.map(([c]) => c))
        const base = pairs.map((row) => row.map(([, b]) => b))
        const likeliest = estimateInterpolationWeight(custom, base, { smoothing: 1e-6 })
        const gentler = estimateInterpolationWeight(custom, base, { smoothing: 1e-6, tolerance })
        expect(gentler.weight).toBeLessThanOrEqual(likeliest.weight)
        const [best, kept] = [likeliest.mixed.perplexity, gentler.mixed.perplexity]
        if (best === null || kept === null) return
        const provided = Math.log(kept / best)
        expect(provided).toBeLessThanOrEqual(tolerance + 1e-6)
        // All of it is given, unless nothing is left of the weight.
        if (gentler.weight > 1e-4) expect(provided).toBeCloseTo(tolerance, 2)
      })
    )
  })

  test('counts unknown words on either side, and leaves out only those unknown to both', () => {
    const chosen = estimateInterpolationWeight([[-1, null, null, -0.5]], [[-2, -3, null, null]])
    expect(chosen.mixed).toMatchObject({ events: 3, unknownWords: 1 })
    expect(chosen.custom).toMatchObject({ events: 2, unknownWords: 2 })
    expect(chosen.base).toMatchObject({ events: 2, unknownWords: 2 })
    expect(chosen.base.perplexity).toBeCloseTo(10 ** 2.5)
    // At either end a word would be impossible.
    expect(chosen.curve.at(0)).toEqual({ weight: 0, perplexity: null })
    expect(chosen.curve.at(-1)).toEqual({ weight: 1, perplexity: null })
    expect(chosen.curve.map(({ weight }) => weight)).toHaveLength(21)
  })

  test('of equal models stays half, and goes to the one that predicts better', () => {
    const even = Array(50).fill([-2, -2])
    const better = Array(50).fill([-1, -1])
    expect(estimateInterpolationWeight(even, even).weight).toBeCloseTo(0.5)
    expect(estimateInterpolationWeight(better, even).weight).toBeGreaterThan(0.9)
    expect(estimateInterpolationWeight(even, better).weight).toBeLessThan(0.1)
  })

  test('shuts neither model out for a handful of words, the less so the more smoothing', () => {
    const [good, bad] = [[[-0.5, -0.5, -0.5]], [[-4, -4, -4]]]
    const light = estimateInterpolationWeight(good, bad, { smoothing: 0.1 }).weight
    const heavy = estimateInterpolationWeight(good, bad, { smoothing: 10 }).weight
    expect(light).toBeLessThan(1)
    expect(heavy).toBeLessThan(light)
    expect(estimateInterpolationWeight([], []).weight).toBe(0.5)
  })

  test('needs the same sentences on both sides', () => {
    expect(() => estimateInterpolationWeight([[-1]], [])).toThrow(RangeError)
    expect(() => estimateInterpolationWeight([[-1]], [[-1, -1]])).toThrow('Sentence 1')
  })
})

describe('holding text back', () => {
  const text = Array.from({ length: 500 }, (_, i) => ['sentence', String(i % 300)])

  test('keeps copies on one side, loses nothing, and takes the share asked for', async () => {
    const { training, heldOut } = await holdOut(text, { fraction: 0.2 })
    expect(training.length + heldOut.length).toBe(500)
    const held = new Set(heldOut.map((words) => words.join(' ')))
    expect(held.size).toBe(60)
    expect(training.some((words) => held.has(words.join(' ')))).toBe(false)
  })

  test('does not depend on the order of the text; another seed is another choice', async () => {
    const side = async (sentences: string[][], seed: number) => {
      const { heldOut } = await holdOut(sentences, { seed })
      return heldOut.map((words) => words.join(' ')).toSorted()
    }
    expect(await side(text.toReversed(), 1)).toEqual(await side(text, 1))
    expect(await side(text, 2)).not.toEqual(await side(text, 1))
  })

  test('holds back one at least and never all', async () => {
    expect((await holdOut([['a'], ['b']], { fraction: 0.01 })).heldOut).toHaveLength(1)
    expect((await holdOut([['a'], ['b']], { fraction: 1 })).training).toHaveLength(1)
    expect((await holdOut([['a'], ['a']])).heldOut).toHaveLength(0)
    expect((await holdOut(text, { fraction: 0 })).heldOut).toHaveLength(0)
    expect((await holdOut([])).heldOut).toHaveLength(0)
    const words = await holdOut(
      [
        ['a', 'b'],
        ['c', 'b']
      ],
      { fraction: 0.5, keepVocabulary: true }
    )
    expect(words.training).toContainEqual(words.heldOut[0]?.slice(0, 1))
    await expect(holdOut(text, { fraction: 2 })).rejects.toThrow(RangeError)
  })
})
