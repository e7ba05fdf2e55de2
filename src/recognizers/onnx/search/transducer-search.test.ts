import fc from 'fast-check'
import { expect, test } from 'vitest'
import { trainLanguageModel } from '../../../speech/language-model/index.ts'
import { buildNgram, sortedWords } from './build-ngram.ts'
import { Fusion } from './fusion.ts'
import { addLogs } from './hypotheses.ts'
import { buildNetwork } from './lexicon-network.ts'
import type { TransducerNetwork } from './prediction-states.ts'
import { TokenTable } from './tokens.ts'
import { type TransducerOptions, TransducerSearch } from './transducer-search.ts'

const NEVER = Number.NEGATIVE_INFINITY
const PIECES = [undefined, '▁a', 'b', '▁ab']
const SIZE = PIECES.length
const TOKENS = new TokenTable({ pieces: PIECES, blank: 0 })
const EXACT = { beam: 4_000, threshold: 1e9, tokens: 10, tokenThreshold: NEVER }

/**
 * A transducer by tables: scores depend on the frame and the last two tokens. States count up, so that a search that asks
 * twice for one sequence, or forgets one, is found out.
 */
class TableTransducer implements TransducerNetwork {
  readonly #durations: number
  #contexts = new Map<number, readonly number[]>()
  #states = 0
  asked = 0

  constructor(durations: number) {
    this.#durations = durations
  }

  get live(): number {
    return this.#contexts.size
  }

  start(): number {
    this.#contexts.set(++this.#states, [0, 0])
    return this.#states
  }

  predict(states: Int32Array, tokens: Int32Array, count: number, results: Int32Array): void {
    for (let row = 0; row < count; row++) {
      const [, last = 0] = this.#context(states[row])
      this.#contexts.set(++this.#states, [last, tokens[row] ?? 0])
      results[row] = this.#states
      this.asked++
    }
  }

  async join(frame: Float32Array, states: Int32Array, count: number): Promise<Float32Array> {
    const rows = Array.from({ length: count }, (_, row) => this.row(frame, this.#context(states[row])))
    return Float32Array.from(rows.flat())
  }

  keep(states: Int32Array): void {
    this.#contexts = new Map([...states].map((state) => [state, this.#context(state)]))
  }

  /** Any numbers will do, as long as they depend on all of it. */
  row(frame: Float32Array, context: readonly number[]): readonly number[] {
    return Array.from({ length: SIZE + this.#durations }, (_, at) => {
      const angle = (frame[at % frame.length] ?? 0) * (1 + (context[0] ?? 0)) + 2 * (context[1] ?? 0) + at
      return 2 * Math.sin(angle)
    })
  }

  #context(state: number | undefined): readonly number[] {
    const context = this.#contexts.get(state ?? 0)
    if (context === undefined) throw new Error(`There is no state ${state}`)
    return context
  }
}

const frames = (most: number) =>
  fc.array(
    fc
      .array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 5, maxLength: 5 })
      .map((values) => Float32Array.from(values)),
    { minLength: 1, maxLength: most }
  )

const softmax = (row: readonly number[]): readonly number[] => {
  const total = row.reduce(addLogs, NEVER)
  return row.map((value) => value - total)
}

/** The probability of each text, over every way through the frames. */
function exhaustive(rows: readonly Float32Array[], options: TransducerOptions): Map<string, number> {
  const { durations, tokensPerFrame = durations ? 10 : 1 } = options
  const network = new TableTransducer(durations?.length ?? 0)
  const texts = new Map<string, number>()
  const visit = (time: number, inFrame: number, said: readonly number[], score: number): void => {
    const frame = rows[time]
    if (frame === undefined) {
      const text = TOKENS.textOf(said).trim()
      texts.set(text, addLogs(texts.get(text) ?? NEVER, score))
      return
    }
    const row = network.row(frame, [said.at(-2) ?? 0, said.at(-1) ?? 0])
    const scores = softmax(row.slice(0, SIZE))
    const ofDurations = durations ? softmax(row.slice(SIZE)) : [0]
    for (const [token, own] of scores.entries()) {
      for (const [at, ofDuration] of ofDurations.entries()) {
        const after = token === 0 ? said : [...said, token]
        const duration = durations?.[at] ?? (token === 0 || tokensPerFrame === 1 ? 1 : 0)
        if (token === 0) visit(time + Math.max(1, duration), 0, after, score + own + ofDuration)
        else if (duration > 0) visit(time + duration, 0, after, score + own + ofDuration)
        else if (inFrame + 1 >= tokensPerFrame) visit(time + 1, 0, after, score + own + ofDuration)
        else visit(time, inFrame + 1, after, score + own + ofDuration)
      }
    }
  }
  visit(0, 0, [], 0)
  return texts
}

const MODES: readonly (readonly [string, TransducerOptions, number])[] = [
  ['one token a frame', { tokensPerFrame: 1 }, 5],
  ['several tokens a frame', { tokensPerFrame: 3 }, 2],
  ['durations', { durations: [0, 1, 2], tokensPerFrame: 2 }, 2]
]

async function search(rows: readonly Float32Array[], options: TransducerOptions, fusion?: Fusion) {
  const network = new TableTransducer(options.durations?.length ?? 0)
  const own = new TransducerSearch(fusion ?? new Fusion({ tokens: TOKENS }), network, options)
  for (const frame of rows) await own.push(frame)
  return { own, network }
}

test.each(MODES)('%s: finds what an exhaustive search finds', async (_, options, most) => {
  await fc.assert(
    fc.asyncProperty(frames(most), async (rows) => {
      const expected = exhaustive(rows, options)
      const { own } = await search(rows, { ...EXACT, ...options })
      const found = own.alternatives(10_000)
      expect(found.length).toBe(expected.size)
      for (const { words, score } of found)
        expect(score).toBeCloseTo(expected.get(words.map(({ word }) => word).join(' ')) ?? NEVER, 4)
    }),
    { numRuns: 12 }
  )
})

test.each(MODES)('%s: a beam of one hypothesis is greedy decoding', async (_, options) => {
  const greedyOf = (rows: readonly Float32Array[]): string => {
    const { durations, tokensPerFrame = 10 } = options
    const network = new TableTransducer(durations?.length ?? 0)
    const said: number[] = []
    for (let time = 0, inFrame = 0; time < rows.length; ) {
      const row = network.row(rows[time] ?? new Float32Array(), [said.at(-2) ?? 0, said.at(-1) ?? 0])
      const token = bestOf(row.slice(0, SIZE))
      const duration = durations?.[bestOf(row.slice(SIZE))] ?? (token === 0 || tokensPerFrame === 1 ? 1 : 0)
      if (token !== 0) said.push(token)
      inFrame++
      const leads = duration > 0 || token === 0 || inFrame >= tokensPerFrame
      if (leads) inFrame = 0
      time += leads ? Math.max(1, duration) : 0
    }
    return TOKENS.textOf(said).trim()
  }
  await fc.assert(
    fc.asyncProperty(frames(30), async (rows) => {
      const { own } = await search(rows, { ...options, beam: 1, sum: false, threshold: 1e9, tokens: 1 })
      const text = own.alternatives(1)[0]?.words.map(({ word }) => word)
      expect(text?.join(' ')).toBe(greedyOf(rows))
    })
  )
})

const bestOf = (values: readonly number[]): number => values.indexOf(Math.max(...values))

test.each(MODES)(
  '%s: reading between frames changes nothing, and states do not pile up',
  async (_, options) => {
    const model = await trainLanguageModel([['a', 'ab'], ['ab', 'a'], ['abb']])
    const words = sortedWords(model.vocabulary.words)
    const network = buildNetwork(words, await buildNgram(model, words))
    const weights = { alpha: 0.5, beta: 0.2, unknownWord: -2, domainWeight: 1, sentenceEnd: true }
    const fusion = new Fusion({ tokens: TOKENS, network, weights })
    const rows = Array.from({ length: 300 }, (_row, time) =>
      Float32Array.from({ length: 5 }, (_value, at) => 3 * Math.sin(time * 1.7 + at * at))
    )
    const { own: whole, network: used } = await search(rows, { ...options, beam: 4 }, fusion)
    expect(used.live).toBeLessThan(600)
    const read = new TransducerSearch(fusion, new TableTransducer(options.durations?.length ?? 0), {
      ...options,
      beam: 4
    })
    for (const frame of rows) {
      await read.push(frame)
      read.partial()
      read.alternatives(2)
    }
    expect(read.alternatives(4)).toEqual(whole.alternatives(4))
    read.reset()
    for (const frame of rows) await read.push(frame)
    expect(read.alternatives(4)).toEqual(whole.alternatives(4))
  }
)
