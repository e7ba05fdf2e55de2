import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  estimateInterpolationWeights,
  interpolate,
  readArpa,
  trainLanguageModel,
  wordProbabilities,
  writeArpa
} from './index.ts'
import { logProbability } from './language-model.ts'

const sentence = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1, maxLength: 6 })
const text = fc.array(sentence, { minLength: 1, maxLength: 12 })

describe('several models as one', () => {
  test('give every history probabilities that sum to one', async () => {
    await fc.assert(
      fc.asyncProperty(
        text,
        text,
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        async (one, two, share) => {
          const models = [await trainLanguageModel(one), await trainLanguageModel(two)]
          const interpolated = await interpolate(models, [share, 1 - share])
          const ids = Array.from({ length: interpolated.vocabulary.size }, (_, id) => id).filter(
            (id) => id !== 1
          )
          for (const history of [
            [],
            [1],
            [1, 3],
            ...one.map((words) => words.slice(0, 2).map((word) => interpolated.vocabulary.idOf(word) ?? 0))
          ]) {
            const sum = ids.reduce(
              (all, id) => all + 10 ** (logProbability(interpolated, history, id) ?? -99),
              0
            )
            expect(sum).toBeCloseTo(1, 4)
          }
        }
      ),
      { numRuns: 60 }
    )
  })

  test('expect what each lists by their shares', async () => {
    const one = await trainLanguageModel([
      ['raise', 'the', 'davit'],
      ['raise', 'the', 'anchor']
    ])
    const two = await trainLanguageModel([
      ['lower', 'the', 'price'],
      ['raise', 'the', 'price']
    ])
    const interpolated = await interpolate([one, two], [3, 1])
    const words = ['raise', 'the', 'davit']
    const [first, second, both] = [one, two, interpolated].map((model) => wordProbabilities(model, words))
    for (const place of [0, 1]) {
      const expected = 0.75 * 10 ** (first?.[place] ?? -99) + 0.25 * 10 ** (second?.[place] ?? -99)
      expect(10 ** (both?.[place] ?? -99)).toBeCloseTo(expected, 9)
    }
    // The second has never heard of a davit.
    expect(second?.[2]).toBeNull()
    expect(10 ** (both?.[2] ?? -99)).toBeCloseTo(0.75 * 10 ** (first?.[2] ?? -99), 9)
  })

  test('are an ARPA file as any other', async () => {
    const models = [await trainLanguageModel([['a', 'b', 'c']]), await trainLanguageModel([['c', 'b', 'e']])]
    const interpolated = await interpolate(models, [1, 1])
    const lines: string[] = []
    for await (const line of writeArpa(interpolated)) lines.push(line)
    const read = await readArpa(lines.join('').split('\n'))
    for (const [place, own] of wordProbabilities(interpolated, ['a', 'b', 'e']).entries()) {
      expect(wordProbabilities(read, ['a', 'b', 'e'])[place]).toBeCloseTo(own ?? 0, 4)
    }
  })

  test('need a weight each, above 0', async () => {
    const model = await trainLanguageModel([['a', 'b']])
    await expect(interpolate([], [])).rejects.toThrow(RangeError)
    await expect(interpolate([model], [0])).rejects.toThrow(RangeError)
    await expect(interpolate([model], [1, 1])).rejects.toThrow(RangeError)
  })
})

describe('the weights of several models', () => {
  test('sum to one and follow who expects the text', () => {
    const good = Array(30).fill([-1, -1])
    const bad = Array(30).fill([-3, -3])
    const { weights, mixed } = estimateInterpolationWeights([bad, good, bad])
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1)
    expect(weights[1]).toBeGreaterThan(0.9)
    expect(weights[0]).toBeCloseTo(weights[2] ?? 0)
    expect(mixed).toMatchObject({ events: 60, unknownWords: 0 })
  })

  test('count words unknown to all', () => {
    expect(estimateInterpolationWeights([[[-1, null]], [[null, null]]]).mixed).toMatchObject({
      events: 1,
      unknownWords: 1
    })
  })
})
