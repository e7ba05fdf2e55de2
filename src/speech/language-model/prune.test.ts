import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { perplexity, prune, readArpa, trainLanguageModel, wordProbabilities, writeArpa } from './index.ts'
import { type LanguageModel, logProbability } from './language-model.ts'

const sizes = (model: LanguageModel): number[] =>
  model.orders.map(({ probabilities }) => probabilities.filter((one) => !Number.isNaN(one)).length)

/** Words as frequent as in languages (Zipf), half of them called up by the word before; the same at each run. */
function generated(sentences: number): readonly (readonly string[])[] {
  let state = 7
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  let word = 0
  const next = (): number => {
    const frequent = Math.floor(Math.exp(random() * Math.log(500)))
    word = random() < 0.5 ? (word * 31 + (frequent % 5)) % 500 : frequent
    return word
  }
  return Array.from({ length: sentences }, () => Array.from({ length: 8 }, () => `w${next()}`))
}
const TEXT = generated(3000)
const HELD = TEXT.slice(2700)
const TRAINING = TEXT.slice(0, 2700)
const expected = (model: LanguageModel) =>
  perplexity(HELD.map((words) => wordProbabilities(model, words))).perplexity ?? Number.POSITIVE_INFINITY

describe('a pruned model', () => {
  test('is half as large and expects unseen text nearly as well', async () => {
    const model = await trainLanguageModel(TRAINING)
    const most = Math.round((sizes(model)[2] ?? 0) / 2)
    const pruned = await prune(model, most)
    expect(sizes(pruned)[0]).toBe(sizes(model)[0])
    // Those as useful as the last one stay too.
    expect(sizes(pruned)[2]).toBeLessThan(1.1 * most)
    expect(expected(pruned)).toBeLessThan(1.03 * expected(model))
  })

  test('is the model itself where that is small enough', async () => {
    const model = await trainLanguageModel(TRAINING)
    expect(await prune(model, 100_000)).toBe(model)
  })

  test('is written and read as any other', async () => {
    const pruned = await prune(await trainLanguageModel(TRAINING), 5000)
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
