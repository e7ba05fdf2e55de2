/**
 * Hypotheses are extended by the symbols of tokens: along the words of the lexicon, with the scores of language models at
 * the ends of words and those of phrases on the way.
 * @module
 */
import type { Fusion } from './fusion.ts'
import type { Histories } from './histories.ts'
import { type Hypotheses, OPEN } from './hypotheses.ts'
import { UNKNOWN_WORD } from './lexicon-network.ts'
import { BOUNDARY } from './tokens.ts'

/** What is told of each way to read a token; the scores and states of the way are those of the walk. */
export type OnExtended = (history: number, node: number) => void

/** In the trie, the boundary within a respelling of several words. */
const SPACE = 0x20

export class LexiconWalk {
  readonly fusion: Fusion
  readonly #histories: Histories
  /** Labels of histories above the words of the lexicon: symbols, then the nodes at which words left the trie. */
  readonly #symbolLabels: number
  readonly #nodeLabels: number
  readonly #unknownLetter: number
  // The way that `extend` is following.
  general = 0
  domain = 0
  phrase = 0
  language = 0
  bonus = 0
  #onExtended: OnExtended = () => undefined
  #end = 0

  constructor(fusion: Fusion, histories: Histories) {
    this.fusion = fusion
    this.#histories = histories
    this.#symbolLabels = fusion.network?.size ?? 0
    this.#nodeLabels = this.#symbolLabels + BOUNDARY + 1
    this.#unknownLetter = fusion.weights.unknownLetter ?? 0
  }

  /** Calls `onExtended` for every way to read the token after a hypothesis. */
  extend(set: Hypotheses, index: number, token: number, previous: number, onExtended: OnExtended): void {
    const { starts, endsIdeographic } = this.fusion.tokens
    this.#begin(set, index)
    this.#onExtended = onExtended
    this.#end = starts[token + 1] ?? 0
    const free = previous >= 0 && endsIdeographic[previous] === 1
    this.#walk(starts[token] ?? 0, set.history[index] ?? 0, set.node[index] ?? 0, free)
  }

  /** Calls `onExtended` for every way to end the unfinished word of a hypothesis, with the node 0. */
  finish(set: Hypotheses, index: number, onExtended: OnExtended): void {
    this.#begin(set, index)
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

  /** The words of a history: those of the lexicon by number, others by their text; the last may be unfinished. */
  wordsOf(history: number, node: number): readonly (number | string)[] {
    const trie = this.fusion.network?.trie
    const words: (number | string)[] = []
    let open: number[] = []
    for (const label of this.#histories.labelsOf(history)) {
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

  #begin(set: Hypotheses, index: number): void {
    this.#restore(
      set.general[index] ?? 0,
      set.domain[index] ?? 0,
      set.phrase[index] ?? 0,
      set.language[index] ?? 0,
      set.bonus[index] ?? 0
    )
  }

  #restore(general: number, domain: number, phrase: number, language: number, bonus: number): void {
    this.general = general
    this.domain = domain
    this.phrase = phrase
    this.language = language
    this.bonus = bonus
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
        this.#restore(general, domain, phrase, language, bonus)
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
        this.#restore(general, domain, phrase, language, bonus)
      }
      mayEnd = false
      if (trie === undefined) node = OPEN
      else if (node !== OPEN) {
        const child = trie.child(node, symbol)
        if (child === 0) {
          this.language += weights.unknownWord
          if (node !== 0) history = this.#histories.extend(history, this.#nodeLabels + node, false)
          node = OPEN
        } else node = child
      }
      if (node === OPEN) {
        history = this.#histories.extend(history, this.#symbolLabels + symbol, false)
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
      const left = this.#histories.extend(history, this.#nodeLabels + node, false)
      this.#closeUnknown(at, left, this.fusion.weights.unknownWord)
      return
    }
    const { general, domain, phrase, language, bonus } = this
    for (let place = first; place < end; place++) {
      const word = trie.wordAt(place)
      this.#score(general, domain, language, word)
      this.phrase = phrase
      this.bonus = bonus
      this.#goOn(at, this.#histories.extend(history, word, true))
    }
  }

  #closeUnknown(at: number, history: number, penalty: number): void {
    this.#score(this.general, this.domain, this.language + penalty, UNKNOWN_WORD)
    this.#goOn(at, this.#histories.extend(history, this.#symbolLabels + BOUNDARY, true))
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
