import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { perplexity, prune, readArpa, trainLanguageModel, wordProbabilities, writeArpa } from './index.ts'
import { type LanguageModel, logProbability } from './language-model.ts'

const sizes = (model: LanguageModel): number[] =>
  model.orders.map(({ probabilities }) => probabilities.filter((one) => !Number.isNaN(one)).length)

/** Sentences of a small grammar, so that some n-grams say much and most say little. */
const TEXT = Array.from({ length: 400 }, (_, index) =>
  `the ${['big', 'old', 'red'][index % 3]} ${['boat', 'crane', 'gate', 'winch', 'davit'][index % 5]} ${
    ['is', 'was', 'stays'][(index >> 2) % 3]
  } ${['open', 'closed', 'new', 'lost'][(index * 7) % 4]} ${['today', 'now', 'again'][(index >> 3) % 3]}`.split(
    ' '
  )
)
const HELD = TEXT.filter((_, index) => index % 9 === 0)
const expected = (model: LanguageModel) =>
  perplexity(HELD.map((words) => wordProbabilities(model, words))).perplexity ?? Number.POSITIVE_INFINITY

describe('a pruned model', () => {
  test('is small, and still better than one without the order that was pruned', async () => {
    const model = await trainLanguageModel(TEXT)
    const most = sizes(model)[1] ?? 0
    const pruned = await prune(model, most)
    expect(sizes(model)[2]).toBeGreaterThan(most)
    expect(sizes(pruned).slice(0, 2)).toEqual(sizes(model).slice(0, 2))
    // Those as useful as the last one stay too.
    expect(sizes(pruned)[2]).toBeLessThan(1.1 * most)
    const bigrams = await trainLanguageModel(TEXT, { order: 2 })
    expect(expected(pruned)).toBeLessThan(expected(bigrams))
  })

  test('is the model itself where that is small enough', async () => {
    const model = await trainLanguageModel(TEXT)
    expect(await prune(model, 10_000)).toBe(model)
  })

  test('is written and read as any other', async () => {
    const pruned = await prune(await trainLanguageModel(TEXT), 60)
    const read = await readArpa([...writeArpa(pruned)].join('').split('\n'))
    expect(sizes(read)).toEqual(sizes(pruned))
    expect(expected(read)).toBeCloseTo(expected(pruned), 3)
  })

  const corpora = fc.array(fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 8 }), {
    minLength: 2,
    maxLength: 25
  })

  test('still is a model: after every history the probabilities of all words sum to one', async () => {
    await fc.assert(
      fc.asyncProperty(
        corpora,
        fc.integer({ min: 2, max: 4 }),
        fc.integer({ min: 1, max: 30 }),
        fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 3 }),
        async (corpus, order, most, history) => {
          const model = await prune(await trainLanguageModel(corpus, { order }), most)
          const known = history.flatMap((word) => model.vocabulary.idOf(word) ?? [])
          let sum = 0
          for (let id = 0; id < model.vocabulary.size; id++)
            if (id !== 1) sum += 10 ** (logProbability(model, known, id) ?? Number.NEGATIVE_INFINITY)
          expect(sum).toBeCloseTo(1, 5)
        }
      ),
      { numRuns: 150 }
    )
  })
})
