import { describe, expect, test } from 'vitest'
import { align } from './align.ts'
import { compareSystems, errorRateInterval } from './bootstrap.ts'
import { confusionPairs, insertedWords, missedWords } from './confusions.ts'
import { errorRate, sentenceErrorRate, sumScores, type WordCounts, type WordScore } from './word-score.ts'

const compare = (reference: string, hypothesis: string): WordScore =>
  align(reference.split(' ').filter(Boolean), hypothesis.split(' ').filter(Boolean))

const counted = (words: number, substitutions: number): WordCounts => ({
  words,
  substitutions,
  deletions: 0,
  insertions: 0
})

describe('rates', () => {
  test('the sample of the product’s documentation: 173 words, 2 S, 1 D, 2 I', () => {
    expect(errorRate({ words: 173, substitutions: 2, deletions: 1, insertions: 2 })).toBeCloseTo(0.0289, 4)
  })

  test.each([
    ['', '', 0],
    ['', 'um', 1],
    ['', 'um well', 1],
    ['yes', '', 1],
    ['yes', 'well yes indeed', 2]
  ])('%j heard as %j has the rate %d', (reference, hypothesis, rate) => {
    expect(errorRate(compare(reference, hypothesis))).toBe(rate)
  })

  test('a test set weighs words, not utterances, and words inserted in silence count as errors', () => {
    const scores = [compare('a b c d e f g h i', 'a b c d e f g h i'), compare('j', 'k'), compare('', 'um')]
    expect(errorRate(sumScores(scores))).toBe(0.2)
    expect(sentenceErrorRate(scores)).toBeCloseTo(2 / 3)
    expect(sentenceErrorRate([])).toBe(0)
    expect(sumScores([])).toEqual({ words: 0, substitutions: 0, deletions: 0, insertions: 0 })
  })
})

describe('the interval of an error rate', () => {
  const scores = Array.from({ length: 400 }, (_, i) => counted(10, i % 5 === 0 ? 4 : 0))

  test('is that of theory where theory is known', () => {
    // Each utterance errs by 0.4 with chance 0.2: standard error sqrt(0.2 × 0.8 / 400) × 0.4 = 0.008.
    const { rate, low, high } = errorRateInterval(scores)
    expect(rate).toBeCloseTo(0.08, 10)
    expect(low).toBeCloseTo(0.08 - 1.96 * 0.008, 2)
    expect(high).toBeCloseTo(0.08 + 1.96 * 0.008, 2)
    expect(low).toBeLessThan(0.068)
    expect(high).toBeGreaterThan(0.092)
  })

  test('is the same for the same seed, and hardly moves for another', () => {
    expect(errorRateInterval(scores, { seed: 7 })).toEqual(errorRateInterval(scores, { seed: 7 }))
    const uneven = scores.map((score, i) => counted(score.words + (i % 13), score.substitutions))
    expect(errorRateInterval(uneven, { seed: 8 })).not.toEqual(errorRateInterval(uneven, { seed: 7 }))
    expect(errorRateInterval(scores, { seed: 8 }).low).toBeCloseTo(
      errorRateInterval(scores, { seed: 7 }).low,
      2
    )
  })

  test('covers the truth about 95 times of 100', () => {
    let state = 99
    const chance = (): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return state / 2 ** 32
    }
    let covered = 0
    for (let round = 0; round < 200; round++) {
      const set = Array.from({ length: 120 }, () => counted(8, chance() < 0.3 ? 2 : 0))
      const { low, high } = errorRateInterval(set, { resamples: 400, seed: round + 1 })
      if (low <= 0.075 && 0.075 <= high) covered++
    }
    expect(covered).toBeGreaterThanOrEqual(180)
    expect(covered).toBeLessThanOrEqual(199)
  })

  test('closes on the rate when there is nothing to draw from', () => {
    expect(errorRateInterval([counted(4, 1)])).toMatchObject({ rate: 0.25, low: 0.25, high: 0.25 })
    expect(errorRateInterval([])).toMatchObject({ rate: 0, low: 0, high: 0 })
  })
})

describe('two systems on one test set', () => {
  const base = Array.from({ length: 100 }, (_, i) => counted(10, i % 4))

  test('a system that errs less almost everywhere is an improvement without doubt', () => {
    const better = base.map((score) => counted(10, Math.max(0, score.substitutions - 1)))
    const { difference, high, probabilityOfImprovement } = compareSystems(base, better)
    expect(difference).toBeCloseTo(-0.075, 10)
    expect(high).toBeLessThan(0)
    expect(probabilityOfImprovement).toBe(1)
    expect(compareSystems(better, base).probabilityOfImprovement).toBe(0)
  })

  test('pairing sees a small steady gain that the two intervals would hide', () => {
    const steady = base.map((score, i) => counted(10, score.substitutions - (i % 20 === 1 ? 1 : 0)))
    expect(errorRateInterval(steady).high).toBeGreaterThan(errorRateInterval(base).low)
    expect(compareSystems(base, steady).probabilityOfImprovement).toBeGreaterThan(0.97)
  })

  test('equal systems leave it open', () => {
    expect(compareSystems(base, base)).toMatchObject({ difference: 0, probabilityOfImprovement: 0.5 })
    const other = base.map((score, i) =>
      counted(10, score.substitutions + (i % 2 ? 1 : -1) * (i % 4 ? 1 : 0))
    )
    const { low, high } = compareSystems(
      base,
      other.map((score) => counted(10, Math.max(0, score.substitutions)))
    )
    expect(low).toBeLessThanOrEqual(high)
  })

  test('results of different test sets are rejected', () => {
    expect(() => compareSystems(base, base.slice(1))).toThrow('100 utterances, the second 99')
    expect(() => compareSystems([counted(4, 0)], [counted(5, 0)])).toThrow(
      'Utterance 0 has 4 reference words for the first system and 5 for the second'
    )
  })
})

describe('what went wrong', () => {
  const scores = [
    compare('open the sluice now', 'open the slice now'),
    compare('the sluice is shut', 'the slice is'),
    compare('close the sluice', 'close the sluice um'),
    compare('shut the weir', 'shut a we are')
  ]

  test('confusions have the reference word and the word recognized instead', () => {
    expect(confusionPairs(scores)[0]).toEqual({ ref: 'sluice', hyp: 'slice', count: 2 })
    expect(confusionPairs(scores)).toHaveLength(3)
  })

  test('missed words have their number of occurrences', () => {
    expect(missedWords(scores)).toEqual([
      { word: 'sluice', said: 3, missed: 2, substituted: 2, deleted: 0 },
      { word: 'shut', said: 2, missed: 1, substituted: 0, deleted: 1 },
      { word: 'the', said: 4, missed: 1, substituted: 1, deleted: 0 },
      { word: 'weir', said: 1, missed: 1, substituted: 1, deleted: 0 }
    ])
  })

  test('inserted words are listed too', () => {
    expect(insertedWords(scores).map(({ word }) => word)).toContain('um')
  })
})
