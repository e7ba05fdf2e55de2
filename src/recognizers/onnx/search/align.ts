/**
 * Forced alignment by CTC: when each word of a known text was said. Every way to write the text in the model's pieces is
 * tried (Viterbi over the pieces that fit at each place of the text), so that no tokenizer of the model is needed.
 * @module
 */
import { BOUNDARY, isIdeographic, symbolsOf, type TokenTable } from './tokens.ts'

export type AlignedWord = Readonly<{
  word: string
  /** The frame of the word's first token, and the one after its last token's. */
  from: number
  to: number
  /** Geometric mean of the probabilities of its tokens, 0 to 1. */
  confidence: number
}>

export type CtcAlignment =
  | Readonly<{
      aligned: true
      words: readonly AlignedWord[]
      /** Natural logarithm of the probability of the best path, by frame on average. */
      score: number
    }>
  | Readonly<{ aligned: false; reason: string }>

/** Frames times places of one alignment: 64 MB of steps. Longer recordings are to be cut first. */
const MAX_CELLS = 32_000_000
const NEVER = Number.NEGATIVE_INFINITY

/** A piece that fits between two places of the text. */
type Arc = Readonly<{ token: number; from: number; to: number }>

/** A text as symbols: places of boundaries that may be left out, and the word that each place belongs to. */
type Text = Readonly<{ symbols: Int16Array; isOptional: Uint8Array; words: Int32Array }>

/**
 * @param logProbabilities natural logarithms, a row of the vocabulary's size for each frame
 * @param words in lexical form
 */
export function alignCtc(
  tokens: TokenTable,
  logProbabilities: Float32Array,
  frames: number,
  words: readonly string[]
): CtcAlignment {
  const text = textOf(words)
  const arcs = arcsOf(tokens, text)
  if (text.symbols.length === 0) return { aligned: false, reason: 'there is no word to align' }
  const unreachable = unreachableWord(text, arcs, words)
  if (unreachable !== undefined)
    return { aligned: false, reason: `the model has no pieces for the word "${unreachable}"` }
  const places = text.symbols.length + 1
  if (frames * (arcs.length + places) > MAX_CELLS)
    return { aligned: false, reason: `the recording is too long to be aligned at once (${frames} frames)` }
  return new Alignment(tokens, text, arcs).run(logProbabilities, frames, words)
}

function textOf(words: readonly string[]): Text {
  const symbols: number[] = []
  const isOptional: number[] = []
  const belongs: number[] = []
  let before = true
  for (const [index, word] of words.entries()) {
    const own = symbolsOf(word)
    if (own.length === 0) continue
    const ideographic = isIdeographic(word)
    symbols.push(BOUNDARY)
    // The first boundary, and those beside ideographs.
    isOptional.push(before || ideographic ? 1 : 0)
    belongs.push(index)
    for (const symbol of own) {
      symbols.push(symbol)
      isOptional.push(0)
      belongs.push(index)
    }
    before = ideographic
  }
  if (symbols.length > 0) {
    symbols.push(BOUNDARY)
    isOptional.push(1)
    belongs.push(words.length)
  }
  return {
    symbols: Int16Array.from(symbols),
    isOptional: Uint8Array.from(isOptional),
    words: Int32Array.from(belongs)
  }
}

/** All pieces at all places, by where they begin. */
function arcsOf(tokens: TokenTable, { symbols, isOptional }: Text): readonly Arc[] {
  const byFirst = new Map<number, number[]>()
  for (let token = 0; token < tokens.size; token++) {
    if (tokens.isText[token] === 0 || !tokens.hasSymbols(token)) continue
    const first = tokens.symbols[tokens.starts[token] ?? 0] ?? 0
    byFirst.set(first, [...(byFirst.get(first) ?? []), token])
  }
  const arcs: Arc[] = []
  for (let place = 0; place < symbols.length; place++) {
    const skipped = isOptional[place] === 1 && place + 1 < symbols.length ? [place, place + 1] : [place]
    for (const from of skipped) {
      for (const token of byFirst.get(symbols[from] ?? 0) ?? [])
        for (const to of endsOf(tokens, token, symbols, isOptional, from))
          arcs.push({ token, from: place, to })
    }
  }
  return arcs
}

/** The places after a piece that begins at `from`; several where boundaries may be left out. */
function endsOf(
  tokens: TokenTable,
  token: number,
  symbols: Int16Array,
  isOptional: Uint8Array,
  from: number
): readonly number[] {
  let places = [from]
  for (let at = tokens.starts[token] ?? 0; at < (tokens.starts[token + 1] ?? 0); at++) {
    const symbol = tokens.symbols[at]
    const next = new Set<number>()
    for (const place of places) {
      if (symbols[place] === symbol) next.add(place + 1)
      if (place !== from && isOptional[place] === 1 && symbols[place + 1] === symbol) next.add(place + 2)
    }
    places = [...next]
  }
  return places
}

/** The first word that no path from the beginning gets through. */
function unreachableWord(
  { symbols, words }: Text,
  arcs: readonly Arc[],
  all: readonly string[]
): string | undefined {
  const reached = new Uint8Array(symbols.length + 1)
  reached[0] = 1
  let farthest = 0
  for (const { from, to } of arcs) {
    if (reached[from] !== 1) continue
    reached[to] = 1
    farthest = Math.max(farthest, to)
  }
  // The last boundary need not be said.
  return farthest >= symbols.length - 1 ? undefined : all[words[farthest] ?? 0]
}

/** One Viterbi pass. States: in the blank at a place, or in a piece. */
class Alignment {
  readonly #tokens: TokenTable
  readonly #text: Text
  readonly #arcs: readonly Arc[]
  /** By place: the arcs that end there. */
  readonly #ending: readonly (readonly number[])[]

  constructor(tokens: TokenTable, text: Text, arcs: readonly Arc[]) {
    this.#tokens = tokens
    this.#text = text
    this.#arcs = arcs
    const ending = Array.from({ length: text.symbols.length + 1 }, (): number[] => [])
    for (const [index, { to }] of arcs.entries()) ending[to]?.push(index)
    this.#ending = ending
  }

  run(rows: Float32Array, frames: number, words: readonly string[]): CtcAlignment {
    const [arcs, places] = [this.#arcs.length, this.#ending.length]
    const states = arcs + places
    const from = new Int32Array(frames * states)
    let scores = new Float64Array(states).fill(NEVER)
    let next = new Float64Array(states)
    for (let frame = 0; frame < frames; frame++) {
      this.#step(rows, frame, scores, next, from.subarray(frame * states, (frame + 1) * states))
      ;[scores, next] = [next, scores]
    }
    const last = this.#bestEnd(scores)
    if (last === undefined || frames === 0)
      return { aligned: false, reason: `the recording of ${frames} frames is too short for the text` }
    const path = new Int32Array(frames)
    for (let frame = frames - 1, state = last; frame >= 0; frame--) {
      path[frame] = state
      state = from[frame * states + state] ?? 0
    }
    return { aligned: true, score: (scores[last] ?? NEVER) / frames, words: this.#wordsOf(path, rows, words) }
  }

  #step(rows: Float32Array, frame: number, scores: Float64Array, next: Float64Array, from: Int32Array): void {
    const arcs = this.#arcs.length
    const offset = frame * this.#tokens.size
    const blank = rows[offset + this.#tokens.blank] ?? NEVER
    for (let place = 0; place < this.#ending.length; place++) {
      const state = arcs + place
      let best = frame === 0 ? (place === 0 ? 0 : NEVER) : (scores[state] ?? NEVER)
      let origin = state
      for (const arc of this.#ending[place] ?? []) {
        if ((scores[arc] ?? NEVER) <= best || frame === 0) continue
        best = scores[arc] ?? NEVER
        origin = arc
      }
      next[state] = best + blank
      from[state] = origin
    }
    for (const [index, arc] of this.#arcs.entries()) {
      let best = frame === 0 ? NEVER : (scores[index] ?? NEVER)
      let origin = index
      const before = frame === 0 ? (arc.from === 0 ? 0 : NEVER) : (scores[arcs + arc.from] ?? NEVER)
      if (before > best) {
        best = before
        origin = arcs + arc.from
      }
      for (const other of frame === 0 ? [] : (this.#ending[arc.from] ?? [])) {
        // The same token again needs a blank between.
        if (this.#arcs[other]?.token === arc.token || (scores[other] ?? NEVER) <= best) continue
        best = scores[other] ?? NEVER
        origin = other
      }
      next[index] = best + (rows[offset + arc.token] ?? NEVER)
      from[index] = origin
    }
  }

  /** The best state at the end of the text, with or without its last boundary. */
  #bestEnd(scores: Float64Array): number | undefined {
    const arcs = this.#arcs.length
    let best: number | undefined
    for (const place of [this.#ending.length - 1, this.#ending.length - 2])
      for (const state of [arcs + place, ...(this.#ending[place] ?? [])])
        if ((scores[state] ?? NEVER) > (best === undefined ? NEVER : (scores[best] ?? NEVER))) best = state
    return best
  }

  #wordsOf(path: Int32Array, rows: Float32Array, words: readonly string[]): readonly AlignedWord[] {
    const found = new Map<number, { from: number; to: number; score: number; tokens: number }>()
    for (let frame = 0; frame < path.length; frame++) {
      const state = path[frame] ?? 0
      const arc = this.#arcs[state]
      if (arc === undefined || path[frame - 1] === state) continue
      let end = frame
      let score = NEVER
      for (; path[end] === state; end++)
        score = Math.max(score, rows[end * this.#tokens.size + arc.token] ?? NEVER)
      for (const word of this.#wordsWithin(arc)) {
        const own = found.get(word) ?? { from: frame, to: end, score: 0, tokens: 0 }
        own.to = end
        own.score += score
        own.tokens++
        found.set(word, own)
      }
    }
    return words.flatMap((word, index) => {
      const own = found.get(index)
      return own === undefined
        ? []
        : [{ word, from: own.from, to: own.to, confidence: Math.exp(own.score / own.tokens) }]
    })
  }

  /** The words that a piece has letters of. */
  #wordsWithin({ from, to }: Arc): ReadonlySet<number> {
    const { symbols, words } = this.#text
    const within = new Set<number>()
    for (let place = from; place < to; place++) if (symbols[place] !== BOUNDARY) within.add(words[place] ?? 0)
    return within
  }
}
