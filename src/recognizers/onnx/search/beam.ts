/**
 * What all searches share: hypotheses are extended by tokens through the lexicon, and scored by language models and
 * phrases. A search brings the acoustic scores.
 * @module
 */
import type { Fusion } from './fusion.ts'
import { EMPTY, Histories } from './histories.ts'
import { addLogs, Hypotheses, NEVER, OPEN, Ranking } from './hypotheses.ts'
import { UNKNOWN_WORD } from './lexicon-network.ts'
import { BOUNDARY } from './tokens.ts'
import { NO_TRACE, Traces } from './traces.ts'

/** What `Beam.extend` tells of each way to read a token. */
export type OnExtended = (history: number, node: number) => void

/** In the trie, the boundary within a respelling of several words. */
const SPACE = 0x20
/** Entries of histories or traces at which those of lost hypotheses are thrown away. */
const MAX_ENTRIES = 32_768

export class Beam {
  readonly fusion: Fusion
  readonly histories = new Histories()
  readonly traces = new Traces()
  /** The hypotheses after the last frame, best first. */
  current: Hypotheses
  /** The set that a frame fills. */
  next: Hypotheses
  /** Sets of hypotheses that go on at later frames. */
  later: readonly Hypotheses[] = []
  readonly #ranking: Ranking
  readonly #threshold: number
  readonly #sum: boolean
  readonly #unknownLetter: number
  /** Labels of histories above the words of the lexicon: symbols, then the nodes at which words left the trie. */
  readonly #symbolLabels: number
  readonly #nodeLabels: number
  // The way that `extend` is following.
  general = 0
  domain = 0
  phrase = 0
  language = 0
  bonus = 0
  #onExtended: OnExtended = () => undefined
  #end = 0
  #maxEntries = MAX_ENTRIES

  /**
   * @param size hypotheses after each frame
   * @param threshold the largest distance to the best, as a natural logarithm
   * @param sum whether the probabilities of all paths to a text are added, or the likeliest counts alone
   */
  constructor(
    fusion: Fusion,
    { size, threshold, sum }: Readonly<{ size: number; threshold: number; sum: boolean }>
  ) {
    this.fusion = fusion
    this.#sum = sum
    this.#unknownLetter = fusion.weights.unknownLetter ?? 0
    this.current = new Hypotheses(size)
    this.next = new Hypotheses(size * 8)
    this.#ranking = new Ranking(size)
    this.#threshold = threshold
    this.#symbolLabels = fusion.network?.size ?? 0
    this.#nodeLabels = this.#symbolLabels + BOUNDARY + 1
    this.start()
  }

  /** One hypothesis that has said nothing. */
  start(): void {
    const { language, phrases } = this.fusion
    this.histories.clear()
    this.traces.clear()
    this.#maxEntries = MAX_ENTRIES
    const first = this.current
    first.clear()
    first.findOrAdd(EMPTY, 0, -1)
    first.general[0] = language.startGeneral
    first.domain[0] = language.startDomain
    first.phrase[0] = phrases?.start ?? 0
    first.language[0] = 0
    first.bonus[0] = 0
    first.blank[0] = 0
    first.blankTrace[0] = NO_TRACE
    first.spokenTrace[0] = NO_TRACE
  }

  /** The logarithm of the probability of two sets of paths. */
  join(a: number, b: number): number {
    return this.#sum ? addLogs(a, b) : a > b ? a : b
  }

  /** What fusion adds to the acoustic score of a hypothesis. */
  fused(set: Hypotheses, index: number): number {
    const { lookAhead, unknownLookAhead, phrases } = this.fusion
    const node = set.node[index] ?? 0
    const ahead = node === OPEN ? unknownLookAhead : (lookAhead?.[node] ?? 0)
    const potential = phrases === undefined ? 0 : phrases.potential(set.phrase[index] ?? 0)
    return (set.language[index] ?? 0) + ahead + (set.bonus[index] ?? 0) + potential
  }

  /** Calls `onExtended` for every way to read the token after a hypothesis of `current`. */
  extend(index: number, token: number, previous: number, onExtended: OnExtended): void {
    const { current, fusion } = this
    const { starts, endsIdeographic } = fusion.tokens
    this.general = current.general[index] ?? 0
    this.domain = current.domain[index] ?? 0
    this.phrase = current.phrase[index] ?? 0
    this.language = current.language[index] ?? 0
    this.bonus = current.bonus[index] ?? 0
    this.#onExtended = onExtended
    this.#end = starts[token + 1] ?? 0
    const free = previous >= 0 && endsIdeographic[previous] === 1
    this.#walk(starts[token] ?? 0, current.history[index] ?? 0, current.node[index] ?? 0, free)
  }

  /** Calls `onExtended` for every way to end the unfinished word of a hypothesis, with the node 0. */
  finish(set: Hypotheses, index: number, onExtended: OnExtended): void {
    this.general = set.general[index] ?? 0
    this.domain = set.domain[index] ?? 0
    this.phrase = set.phrase[index] ?? 0
    this.language = set.language[index] ?? 0
    this.bonus = set.bonus[index] ?? 0
    this.#onExtended = onExtended
    this.#end = 0
    const node = set.node[index] ?? 0
    if (node === 0) onExtended(set.history[index] ?? 0, 0)
    else this.#close(0, set.history[index] ?? 0, node, true)
  }

  /** The score of the end of a sentence after the way that `finish` told of. */
  sentenceEnd(): number {
    const { weights, language } = this.fusion
    return weights.sentenceEnd && !language.isEmpty
      ? weights.alpha * language.end(this.general, this.domain)
      : 0
  }

  /** The best of `next` become `current`. */
  advance(): void {
    const { next, traces } = this
    this.#ranking.rank(next, this.#threshold)
    const survivors = this.current
    survivors.clear()
    for (let place = 0; place < this.#ranking.count; place++) {
      const from = this.#ranking.best[place] ?? 0
      const to = survivors.copyFrom(next, from)
      const token = next.newToken[from] ?? -1
      if (token < 0) continue
      survivors.spokenTrace[to] = traces.add(
        next.spokenTrace[from] ?? NO_TRACE,
        token,
        next.newFrame[from] ?? 0,
        next.history[from] ?? 0,
        next.newScore[from] ?? 0
      )
      survivors.newToken[to] = -1
    }
    next.clear()
  }

  /** Whether histories or traces have grown so much that `forget` is due. */
  get isFull(): boolean {
    return this.histories.size > this.#maxEntries || this.traces.size > this.#maxEntries
  }

  /** The traces that hypotheses are at. */
  liveTraces(): number[] {
    const live: number[] = []
    for (const set of [this.current, ...this.later]) {
      for (let index = 0; index < set.count; index++) {
        if ((set.blank[index] ?? NEVER) > NEVER) live.push(set.blankTrace[index] ?? 0)
        if ((set.spoken[index] ?? NEVER) > NEVER) live.push(set.spokenTrace[index] ?? 0)
      }
    }
    return live
  }

  /** Drops the hypotheses whose first words are not those of the best, except for its last `words` words. */
  agree(words: number): void {
    const { current, histories } = this
    if (current.count === 0) return
    const best = current.history[0] ?? EMPTY
    let common = histories.completePart(best)
    for (let left = words; left > 0 && common !== EMPTY; left--)
      common = histories.completePart(histories.parent(common))
    for (const set of [current, ...this.later]) {
      let kept = 0
      for (let index = 0; index < set.count; index++) {
        let at = set.history[index] ?? EMPTY
        while (at > common) at = histories.parent(at)
        if (at === common) set.move(index, kept++)
      }
      set.count = kept
    }
  }

  /** Throws away what leads to no hypothesis, and all before `trace`, whose history becomes the beginning of all. */
  forget(trace: number, history: number): void {
    const sets = [this.current, ...this.later]
    const traces = this.traces.keep(this.liveTraces(), trace)
    const live = [...this.traces.histories()]
    for (const set of sets) {
      for (let index = 0; index < set.count; index++) {
        set.blankTrace[index] = traces[set.blankTrace[index] ?? 0] ?? 0
        set.spokenTrace[index] = traces[set.spokenTrace[index] ?? 0] ?? 0
        live.push(set.history[index] ?? 0)
      }
    }
    const histories = this.histories.keep(live, history)
    this.traces.moveHistories(histories)
    for (const set of sets) {
      for (let index = 0; index < set.count; index++)
        set.history[index] = histories[set.history[index] ?? 0] ?? 0
      set.index()
    }
    // What is left may still be much; to throw little away often would cost more than it saves.
    this.#maxEntries = Math.max(MAX_ENTRIES, 2 * this.histories.size, 2 * this.traces.size)
  }

  /** The words of a history: those of the lexicon by number, others by their text; the last may be unfinished. */
  wordsOf(history: number, node: number): readonly (number | string)[] {
    const trie = this.fusion.network?.trie
    const words: (number | string)[] = []
    let open: number[] = []
    for (const label of this.histories.labelsOf(history)) {
      if (label < this.#symbolLabels) words.push(label)
      else if (label >= this.#nodeLabels) open = trie?.path(label - this.#nodeLabels) ?? []
      else if (label === this.#symbolLabels + BOUNDARY) {
        words.push(textOf(open))
        open = []
      } else open.push(label - this.#symbolLabels)
    }
    if (node > 0) open = trie?.path(node) ?? []
    if (node !== 0) words.push(textOf(open))
    return words
  }

  #walk(from: number, startHistory: number, startNode: number, free: boolean): void {
    const { symbols, mayEndBefore } = this.fusion.tokens
    const { phrases, weights } = this.fusion
    const trie = this.fusion.network?.trie
    let history = startHistory
    let node = startNode
    let mayEnd = free
    for (let at = from; at < this.#end; at++) {
      const symbol = symbols[at] ?? 0
      if (symbol === BOUNDARY) {
        mayEnd = false
        if (node === 0) continue
        const within = trie === undefined || node === OPEN ? 0 : trie.child(node, SPACE)
        if (within === 0) {
          this.#close(at + 1, history, node, true)
          return
        }
        // Both: a respelling of several words goes on, or another word begins.
        const { general, domain, phrase, language, bonus } = this
        this.#close(at + 1, history, node, true)
        this.general = general
        this.domain = domain
        this.phrase = phrase
        this.language = language
        this.bonus = bonus
        node = within
        if (phrases !== undefined) {
          this.phrase = phrases.next(phrase, BOUNDARY)
          this.bonus += phrases.gain(this.phrase)
        }
        continue
      }
      const ends = node === OPEN || (node !== 0 && trie?.isWord(node) === true)
      if (ends && (mayEnd || mayEndBefore[at] === 1)) {
        // Both: the word goes on, or another begins.
        const { general, domain, phrase, language, bonus } = this
        this.#close(at, history, node, false)
        this.general = general
        this.domain = domain
        this.phrase = phrase
        this.language = language
        this.bonus = bonus
      }
      mayEnd = false
      if (trie === undefined) node = OPEN
      else if (node !== OPEN) {
        const child = trie.child(node, symbol)
        if (child === 0) {
          this.language += weights.unknownWord
          if (node !== 0) history = this.histories.extend(history, this.#nodeLabels + node, false)
          node = OPEN
        } else node = child
      }
      if (node === OPEN) {
        history = this.histories.extend(history, this.#symbolLabels + symbol, false)
        if (trie !== undefined) this.language += this.#unknownLetter
      }
      if (phrases !== undefined) {
        this.phrase = phrases.next(this.phrase, symbol)
        this.bonus += phrases.gain(this.phrase)
      }
    }
    this.#onExtended(history, node)
  }

  /** Ends the word at `node` in every way, and goes on at the symbol `at`. */
  #close(at: number, history: number, node: number, boundary: boolean): void {
    const { phrases } = this.fusion
    const trie = this.fusion.network?.trie
    if (boundary && phrases !== undefined) {
      this.phrase = phrases.next(this.phrase, BOUNDARY)
      this.bonus += phrases.gain(this.phrase)
    }
    if (node === OPEN || trie === undefined) {
      this.#closeUnknown(at, history, 0)
      return
    }
    const [first, end] = [trie.wordsStart(node), trie.wordsEnd(node)]
    if (first === end) {
      const left = this.histories.extend(history, this.#nodeLabels + node, false)
      this.#closeUnknown(at, left, this.fusion.weights.unknownWord)
      return
    }
    const { general, domain, phrase, language, bonus } = this
    for (let place = first; place < end; place++) {
      const word = trie.wordAt(place)
      this.#score(general, domain, language, word)
      this.phrase = phrase
      this.bonus = bonus
      this.#goOn(at, this.histories.extend(history, word, true))
    }
  }

  #closeUnknown(at: number, history: number, penalty: number): void {
    this.#score(this.general, this.domain, this.language + penalty, UNKNOWN_WORD)
    this.#goOn(at, this.histories.extend(history, this.#symbolLabels + BOUNDARY, true))
  }

  #score(general: number, domain: number, before: number, word: number): void {
    const { weights, language } = this.fusion
    this.language = before + weights.beta
    if (language.isEmpty) return
    this.language += weights.alpha * language.score(general, domain, word)
    this.general = language.nextGeneral
    this.domain = language.nextDomain
  }

  #goOn(at: number, history: number): void {
    if (at < this.#end) this.#walk(at, history, 0, false)
    else this.#onExtended(history, 0)
  }
}

const textOf = (bytes: readonly number[]): string => Buffer.from(bytes).toString('utf8')
