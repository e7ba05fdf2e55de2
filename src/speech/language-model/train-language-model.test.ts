import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { estimateDiscounts } from './discounts.ts'
import { NoTrainingText, perplexity, trainLanguageModel, wordProbabilities } from './index.ts'
import { type LanguageModel, logProbability } from './language-model.ts'
import { START_ID } from './vocabulary.ts'

const sentences = (text: string): string[][] =>
  text.split('\n').map((line) => line.split(' ').filter((word) => word !== ''))

const SHIP = sentences(`open the fuel valve
close the fuel valve
open the port hatch
the fuel valve is open
the port hatch is closed and the fuel valve is open
close the port hatch and open the starboard hatch
is the starboard hatch closed
the starboard hatch is open`)

/** Small random corpora with few words, so that every count class and many shared histories come up. */
const corpora = fc.array(fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1, maxLength: 8 }), {
  minLength: 1,
  maxLength: 25
})
const orders = fc.integer({ min: 2, max: 5 })

/**
 * The definition itself, over strings, with no table or index: p(w|h) = (c(hw) - D) / c(h) + reserved(h) p(w|h').
 */
function reference(corpus: readonly (readonly string[])[], order: number) {
  const seen = new Map<string, number>()
  for (const sentence of corpus) {
    const marked = ['<s>', ...sentence, '</s>']
    for (let i = 0; i < marked.length; i++)
      for (let n = 1; n <= order && i + n <= marked.length; n++) {
        const ngram = marked.slice(i, i + n).join(' ')
        seen.set(ngram, (seen.get(ngram) ?? 0) + 1)
      }
  }
  const lengthOf = (ngram: string): number => ngram.split(' ').length
  const adjusted = new Map<string, number>()
  for (const [ngram, count] of seen) {
    if (ngram === '<s>') continue
    const left = [...seen.keys()].filter(
      (other) => lengthOf(other) === lengthOf(ngram) + 1 && other.endsWith(` ${ngram}`)
    )
    adjusted.set(ngram, lengthOf(ngram) === order || ngram.startsWith('<s> ') ? count : left.length)
  }
  const discounts = Array.from({ length: order }, (_, below) => {
    const counts = [...adjusted].filter(([ngram]) => lengthOf(ngram) === below + 1).map(([, count]) => count)
    const n = (times: number): number => counts.filter((count) => count === times).length
    return estimateDiscounts([n(1), n(2), n(3), n(4)]).values
  })
  const words = [...new Set(corpus.flat()), '<unk>', '</s>']
  const probability = (history: readonly string[], word: string): number => {
    const following = words.map((next) => adjusted.get([...history, next].join(' ')) ?? 0)
    const total = following.reduce((sum, count) => sum + count, 0)
    const shorter = history.length === 0 ? 1 / words.length : probability(history.slice(1), word)
    if (total === 0) return shorter
    const discount = (count: number): number => discounts[history.length]?.[Math.min(count, 3) - 1] ?? 0
    const reserved = following.reduce((sum, count) => sum + discount(count), 0) / total
    const count = adjusted.get([...history, word].join(' ')) ?? 0
    return (count - discount(count)) / total + reserved * shorter
  }
  return { words, probability }
}

/** Every history the model has seen: the words of each n-gram that is not of the highest order. */
function histories(model: LanguageModel): number[][] {
  const found: number[][] = [[]]
  const byIndex: number[][][] = [[[]]]
  for (let below = 0; below < model.order - 1; below++) {
    const { table } = model.orders[below] ?? { table: undefined }
    const level: number[][] = []
    for (let i = 0; table !== undefined && i < table.size; i++) {
      level.push([...(byIndex[below]?.[table.prefix(i)] ?? []), table.word(i)])
    }
    byIndex.push(level)
    found.push(...level)
  }
  return found
}

const idOf = (model: LanguageModel, word: string): number => model.vocabulary.idOf(word) ?? -1

describe('laws of modified Kneser-Ney', () => {
  test('probabilities after every history sum to one, unknown word included', async () => {
    await fc.assert(
      fc.asyncProperty(corpora, orders, async (corpus, order) => {
        const model = await trainLanguageModel(corpus, { order })
        for (const history of histories(model)) {
          let sum = 0
          for (let word = 0; word < model.vocabulary.size; word++) {
            if (word !== START_ID) sum += 10 ** (logProbability(model, history, word) ?? Number.NaN)
          }
          expect(Math.abs(sum - 1)).toBeLessThan(1e-6)
        }
      }),
      { numRuns: 60 }
    )
  })

  test('agrees with the definition worked out by brute force', async () => {
    await fc.assert(
      fc.asyncProperty(corpora, orders, async (corpus, order) => {
        const model = await trainLanguageModel(corpus, { order })
        const { words, probability } = reference(corpus, order)
        const tried = corpus.slice(0, 3).flatMap((sentence) => {
          const marked = ['<s>', ...sentence]
          return marked.map((_, i) => marked.slice(Math.max(0, i - order + 2), i + 1))
        })
        for (const history of [[], ['a', 'a'].slice(0, order - 1), ...tried]) {
          for (const word of words) {
            const ids = history.map((w) => idOf(model, w))
            const ours = ids.includes(-1) ? undefined : logProbability(model, ids, idOf(model, word))
            if (ours !== undefined) expect(10 ** ours).toBeCloseTo(probability(history, word), 10)
          }
        }
      }),
      { numRuns: 40 }
    )
  })

  test('a text is more likely than its shuffled words', async () => {
    const model = await trainLanguageModel(SHIP)
    const score = (text: readonly (readonly string[])[]) =>
      perplexity(text.map((s) => wordProbabilities(model, s)))
    const shuffled = SHIP.map((sentence) => [...sentence].reverse())
    expect(score(SHIP).perplexity).toBeLessThan(6)
    expect(score(shuffled).perplexity).toBeGreaterThan(2 * (score(SHIP).perplexity ?? Number.NaN))
  })
})

describe('discounts', () => {
  test('are the three of Chen and Goodman where the counts allow', () => {
    // n1 = 100, n2 = 40, n3 = 20, n4 = 10: Y = 100/180.
    const y = 100 / 180
    expect(estimateDiscounts([100, 40, 20, 10])).toEqual({
      method: 'modified',
      values: [1 - 0.8 * y, 2 - 1.5 * y, 3 - 2 * y]
    })
  })
  test.each([
    [[100, 40, 0, 10], 'single'],
    [[100, 40, 20, 0], 'single'],
    // Three and four times is commoner than twice: the third discount would be negative.
    [[100, 40, 5, 900], 'single'],
    [[0, 40, 20, 10], 'fixed'],
    [[100, 0, 20, 10], 'fixed'],
    [[0, 0, 0, 0], 'fixed']
  ] as const)('fall back for counts of counts %j to %s', (frequencies, method) => {
    const discounts = estimateDiscounts(frequencies)
    expect(discounts.method).toBe(method)
    for (const [i, value] of discounts.values.entries()) {
      expect(value).toBeGreaterThan(0)
      expect(value).toBeLessThan(i + 1)
    }
  })
})

describe('words the model does not know', () => {
  test('have no probability, are counted, and are not predicted across', async () => {
    const model = await trainLanguageModel(SHIP)
    const row = wordProbabilities(model, ['open', 'the', 'warp', 'hatch'])
    expect(row.map((p) => p === null)).toEqual([false, false, true, false, false])
    expect(row[3]).toBe(logProbability(model, [], idOf(model, 'hatch')))
    expect(perplexity([row])).toMatchObject({ events: 4, unknownWords: 1 })
  })
  test('marks in a sentence are unknown words, not events', async () => {
    const model = await trainLanguageModel(SHIP)
    expect(wordProbabilities(model, ['<s>', '<unk>', 'open']).slice(0, 2)).toEqual([null, null])
  })
  test('nothing scored has no perplexity', () => {
    expect(perplexity([])).toEqual({ perplexity: null, events: 0, unknownWords: 0 })
  })
})

describe('training', () => {
  test.each([1, 6, 2.5])('order %s is rejected', async (order) => {
    await expect(trainLanguageModel(SHIP, { order })).rejects.toThrow(RangeError)
  })
  test('text without a word is rejected', async () => {
    await expect(trainLanguageModel([])).rejects.toThrow(NoTrainingText)
    await expect(trainLanguageModel([[], []])).rejects.toThrow(NoTrainingText)
  })
  test.each(['two words', '', '</s>'])(
    'the word %j is rejected, and the message says where',
    async (word) => {
      await expect(trainLanguageModel([['fine'], ['not', word]])).rejects.toThrow(/^Sentence 2 has the word /)
    }
  )
  test('one word is enough', async () => {
    const model = await trainLanguageModel([['aye']])
    const [aye, end] = wordProbabilities(model, ['aye'])
    expect(aye).toBeLessThan(0)
    expect(end).toBeLessThan(0)
  })

  /** About a megabyte of invented text with a realistic spread of word frequencies. */
  function* megabyte(): Generator<string[]> {
    let state = 7
    const random = (): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return state / 2 ** 32
    }
    for (let bytes = 0; bytes < 1_000_000; ) {
      const words = Array.from(
        { length: 5 + Math.floor(random() * 15) },
        () => `w${Math.floor(20_000 ** random())}`
      )
      bytes += words.join(' ').length + 1
      yield words
    }
  }

  test('a megabyte trains while others run, and tells how far it is', async () => {
    let turns = 0
    const clock = setInterval(() => turns++, 0)
    const progress: number[] = []
    const model = await trainLanguageModel(megabyte(), { onProgress: (read) => progress.push(read) })
    clearInterval(clock)
    expect(turns).toBeGreaterThan(5)
    expect(progress.length).toBeGreaterThan(20)
    expect(progress.at(-1)).toBe(model.training?.sentences)
    expect(model.training?.discounts.map(({ method }) => method)).toEqual([
      'modified',
      'modified',
      'modified'
    ])
  })

  test('an abort ends it, also while the text still arrives', async () => {
    const stop = new AbortController()
    function* endless(): Generator<string[]> {
      for (let i = 0; ; i++) {
        if (i === 20_000) stop.abort(new Error('cancelled by its owner'))
        yield [`w${i % 1000}`, `w${i % 77}`]
      }
    }
    await expect(trainLanguageModel(endless(), { signal: stop.signal })).rejects.toThrow(
      'cancelled by its owner'
    )
  })
})
