import { describe, expect, it } from 'vitest'
import { NO_SCORER, searchPhrase, type TextScorer, type TokenDecoder } from './beam-search.ts'
import type { ControlTokens } from './control-tokens.ts'
import { compressionRatio, repetitionStart } from './repetition.ts'

const END = 0
const control: ControlTokens = {
  start: 9,
  end: END,
  prompt: () => [],
  languages: new Map(),
  noSpeech: undefined,
  suppressed: Uint8Array.of(0, 0, 0, 0, 1),
  suppressedFirst: [END],
  maxTokens: () => 20
}

/** A decoder that expects by the last token alone: probabilities of tokens 0 to 4. */
function bigrams(table: Readonly<Record<number, readonly number[]>>): TokenDecoder & { rowsRead: number } {
  return {
    rowsRead: 0,
    advance(tokens) {
      this.rowsRead += tokens.length
      return Promise.resolve({
        rows: tokens.length,
        values: Float32Array.from(tokens.flatMap((token) => (table[token] ?? []).map(Math.log)))
      })
    }
  }
}
const first = (...probabilities: number[]): Float32Array => Float32Array.from(probabilities, Math.log)

describe('search', () => {
  // 1 looks better at first, and 2 is better in the end.
  const table = { 1: [0.1, 0.3, 0.3, 0.3, 0], 2: [0.9, 0.04, 0.03, 0.03, 0], 3: [0.3, 0.3, 0.2, 0.2, 0] }
  const start = first(0, 0.5, 0.4, 0.1, 0)

  it('finds with a beam what greedy search misses', async () => {
    const wide = await searchPhrase(bigrams(table), start, control, NO_SCORER, { beam: 3, maxTokens: 4 })
    expect(wide[0]?.tokens).toEqual([2])
    expect(wide[0]?.score).toBeCloseTo(Math.log(0.4 * 0.9), 5)
    expect(wide[0]?.logProbabilities.map((log) => Math.exp(log))).toEqual([
      expect.closeTo(0.4, 5),
      expect.closeTo(0.9, 5)
    ])
    const greedy = await searchPhrase(bigrams(table), start, control, NO_SCORER, { beam: 1, maxTokens: 4 })
    expect(greedy[0]?.tokens[0]).toBe(1)
  })

  it('never tells suppressed tokens, whatever their probability', async () => {
    const tempting = { 1: [0.2, 0.1, 0, 0, 0.7] }
    const [best] = await searchPhrase(bigrams(tempting), first(0.3, 0.2, 0, 0, 0.5), control, NO_SCORER, {
      beam: 2,
      maxTokens: 3
    })
    expect(best?.tokens).toEqual([1])
    // Probabilities are among what may be told: at first 1 alone, then the end with two in three.
    expect(Math.exp(best?.score ?? 0)).toBeCloseTo(2 / 3, 5)
  })

  it('adds the scores of words', async () => {
    const third: TextScorer<boolean> = {
      start: false,
      advance: (said, token) => said || token === 3,
      score: (said) => (said ? 3 : 0),
      finish: (said) => (said ? 3 : 0)
    }
    const [best] = await searchPhrase(bigrams(table), start, control, third, { beam: 3, maxTokens: 4 })
    expect(best?.tokens).toContain(3)
  })

  it('says so when it cuts a text that does not end', async () => {
    const endless = { 1: [0, 0, 1, 0, 0], 2: [0, 0, 0, 1, 0], 3: [0, 1, 0, 0, 0] }
    const [best] = await searchPhrase(bigrams(endless), first(0, 1, 0, 0, 0), control, NO_SCORER, {
      beam: 2,
      maxTokens: 7
    })
    expect(best).toMatchObject({ tokens: [1, 2, 3, 1, 2, 3, 1], cut: 'length' })
  })

  it('leaves a loop for what says something else, and else cuts it at its first end', async () => {
    const loop = { 1: [0, 0, 1, 0, 0], 2: [0.01, 0, 0, 0.99, 0], 3: [0, 1, 0, 0, 0] }
    const begin = first(0, 1, 0, 0, 0)
    const wide = await searchPhrase(bigrams(loop), begin, control, NO_SCORER, { beam: 2, maxTokens: 200 })
    expect(wide[0]?.cut).toBeUndefined()
    expect(wide[0]?.tokens.length).toBeLessThan(15)
    const endless = { ...loop, 2: [0, 0, 0, 1, 0] }
    const decoder = bigrams(endless)
    const cut = await searchPhrase(decoder, begin, control, NO_SCORER, { beam: 2, maxTokens: 200 })
    expect(cut).toHaveLength(1)
    expect(cut[0]).toMatchObject({ tokens: [1, 2, 3], cut: 'repetition' })
    // It is seen while it begins, and not only when there is no more room.
    expect(decoder.rowsRead).toBeLessThan(20)
  })
})

describe('repetition', () => {
  it('is the same part again and again at the end', () => {
    expect(repetitionStart([5, 6, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3])).toBe(5)
    expect(repetitionStart([5, 6, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 4])).toBeUndefined()
    expect(repetitionStart(Array.from({ length: 14 }, () => 7))).toBe(1)
  })

  it('is not what people say twice or thrice', () => {
    expect(repetitionStart([5, 7, 7, 7, 7, 7, 7])).toBeUndefined()
    expect(repetitionStart([1, 2, 1, 2, 1, 2])).toBeUndefined()
    expect(repetitionStart([])).toBeUndefined()
  })

  it('shows in how short a text becomes', () => {
    expect(compressionRatio('thank you very much '.repeat(12))).toBeGreaterThan(2.4)
    expect(
      compressionRatio('the pharmacy on the corner opens at nine and closes at six on weekdays')
    ).toBeLessThan(2.4)
    expect(compressionRatio('')).toBe(0)
  })
})
