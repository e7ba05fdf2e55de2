import { execFile, execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CountedOrder, countNgrams } from './count-ngrams.ts'
import { discountOf, estimateDiscounts } from './discounts.ts'
import { EventLoopYielder } from './event-loop-yielder.ts'
import { perplexity, trainLanguageModel, wordProbabilities } from './index.ts'
import { END_ID, START_ID } from './vocabulary.ts'

// Debian's package `irstlm` puts its tools where no path leads.
const env = { ...process.env, PATH: `${process.env.PATH}:/usr/lib/irstlm/bin` }
const present = (() => {
  try {
    execFileSync('sh', ['-c', 'command -v tlm'], { env })
    return true
  } catch {
    return false
  }
})()

/** Sentences of a few frequent and many rare words, in which a word says something about the next. */
function generated(): readonly (readonly string[])[] {
  let state = 20_161_123
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  return Array.from({ length: 4000 }, () => {
    let word = 0
    return Array.from({ length: 2 + Math.floor(6 * random()) }, () => {
      word = random() < 0.6 ? Math.floor(3000 ** random()) : (word * 7 + Math.floor(4 * random())) % 3000
      return `w${word}`
    })
  })
}

const TEXT = generated()
const TRAINING = TEXT.slice(0, 3800)
const known = new Set(TRAINING.flat())
const HELD = TEXT.slice(3800).filter((words) => words.every((word) => known.has(word)))

/** By history (as of the order below): its counts and what is set aside of them. */
function historiesOf({ table, counts }: CountedOrder) {
  const frequencies: [number, number, number, number] = [0, 0, 0, 0]
  for (let index = 0; index < table.size; index++) {
    const place = counts.get(index) - 1
    if (place >= 0 && place < 4) frequencies[place] = (frequencies[place] ?? 0) + 1
  }
  const discounts = estimateDiscounts(frequencies)
  const totals = new Map<number, number>()
  const reserved = new Map<number, number>()
  for (let index = 0; index < table.size; index++) {
    const [history, count] = [table.prefix(index), counts.get(index)]
    totals.set(history, (totals.get(history) ?? 0) + count)
    reserved.set(history, (reserved.get(history) ?? 0) + discountOf(discounts, count))
  }
  return { table, counts, discounts, totals, reserved }
}
type Histories = ReturnType<typeof historiesOf>

/** Interpolated Kneser-Ney straight from the counts, over a distribution of single words that is given. */
function perplexityFromCounts(
  orders: readonly Histories[],
  idOf: (word: string) => number,
  single: (word: number) => number
): number {
  const after = (history: readonly number[], word: number): number => {
    if (history.length === 0) return single(word)
    const lower = after(history.slice(1), word)
    const [first = 0, second] = history
    const context = second === undefined ? first : (orders[1]?.table.find(first, second) ?? -1)
    const order = orders[history.length]
    const total = order?.totals.get(context) ?? 0
    if (order === undefined || total === 0) return lower
    const index = order.table.find(context, word)
    const count = index < 0 ? 0 : order.counts.get(index)
    const own = count === 0 ? 0 : count - discountOf(order.discounts, count)
    return (own + (order.reserved.get(context) ?? 0) * lower) / total
  }
  let [sum, events] = [0, 0]
  for (const words of HELD) {
    let history = [START_ID]
    for (const word of [...words.map(idOf), END_ID]) {
      sum -= Math.log(after(history, word))
      events++
      history = [...history, word].slice(-2)
    }
  }
  return Math.exp(sum / events)
}

describe.skipIf(!present)('training, beside IRSTLM (skipped where its tlm is not installed)', () => {
  let folder = ''
  let theirs = Number.NaN
  let theirDiscounts: readonly (readonly number[])[] = []
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vernacular-irstlm-'))
    const marked = (text: readonly (readonly string[])[]): string =>
      text.map((words) => `<s> ${words.join(' ')} </s>\n`).join('')
    await writeFile(join(folder, 'training'), marked(TRAINING))
    await writeFile(join(folder, 'held'), marked(HELD))
    // Its own choice is to drop trigrams seen once (-ps).
    const options = ['-tr=training', '-te=held', '-n=3', '-lm=ikn', '-ps=no']
    const { stdout, stderr } = await promisify(execFile)('tlm', options, { env, cwd: folder })
    theirs = Number(/PP=([\d.]+)/.exec(stdout)?.[1])
    theirDiscounts = [...stderr.matchAll(/n1: .*\n([\d.]+) ([\d.]+) ([\d.]+)/g)].map((found) =>
      found.slice(1).map(Number)
    )
  })
  afterAll(() => rm(folder, { recursive: true }))

  test('discounts agree; perplexity differs by the mass that IRSTLM leaves to unknown words, and by nothing else', async () => {
    const counted = await countNgrams(TRAINING, 3, new EventLoopYielder({}), () => undefined)
    const orders = counted.orders.map(historiesOf)
    for (const [below, { discounts }] of orders.entries())
      for (const [place, value] of discounts.values.entries())
        expect(Math.abs(value / (theirDiscounts[below]?.[place] ?? Number.NaN) - 1)).toBeLessThan(0.01)

    const [single] = orders
    if (single === undefined) throw new Error('no single words were counted')
    const idOf = (word: string): number => counted.vocabulary.idOf(word) ?? 0
    const words = counted.vocabulary.size - 1
    const total = single.totals.get(0) ?? 0

    // Chen and Goodman: discounted as well, and mixed with the uniform distribution.
    const uniform = (single.reserved.get(0) ?? 0) / words
    const discounted = (word: number): number =>
      (single.counts.get(word) - discountOf(single.discounts, single.counts.get(word)) + uniform) / total
    const model = await trainLanguageModel(TRAINING)
    const ours = perplexity(HELD.map((sentence) => wordProbabilities(model, sentence))).perplexity ?? 0
    expect(perplexityFromCounts(orders, idOf, discounted) / ours).toBeCloseTo(1, 6)

    // IRSTLM: not discounted, one count for <s>, and as many counts for unknown words as there are words (Witten and Bell).
    const withUnknown = (word: number): number => single.counts.get(word) / (total + words + 1)
    expect(Math.abs(perplexityFromCounts(orders, idOf, withUnknown) / theirs - 1)).toBeLessThan(0.001)
    expect(theirs / ours).toBeGreaterThan(1.05)
  })
})
