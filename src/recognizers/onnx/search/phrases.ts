/**
 * Phrases that a caller expects now, as an automaton over the symbols that hypotheses walk (Aho & Corasick 1975). A
 * hypothesis gets the bonus of a phrase bit by bit while it says the phrase, and gives it back where it breaks off: what
 * it has for certain is `gain`, what it may lose is the `potential` of its state.
 * @module
 */
import { BOUNDARY, isIdeographic, symbolsOf } from './tokens.ts'
import type { Trie } from './trie.ts'

export type WeightedPhrase = Readonly<{
  /** Words separated by spaces. */
  text: string
  /** Added to the logarithm of the probability of hypotheses that say the whole phrase; at least 0. */
  bonus: number
}>

export type PhraseOptions = Readonly<{
  /** The lexicon of the search: words that it lacks do not cost `unknownWord` inside phrases. */
  trie?: Trie | undefined
  /** The score of a word that the lexicon lacks, at most 0. Default 0. */
  unknownWord?: number
  /** The score of each byte of such a word after those that the lexicon knows, at most 0. Default 0. */
  unknownLetter?: number
  /** Other spellings of a word. */
  respellings?: (word: string) => readonly string[]
}>

type Node = {
  depth: number
  parent: number
  symbol: number
  children: Map<number, number>
  /** Largest share of a phrase's bonus that has been earned here. */
  bonus: number
  /** Largest bonus of the phrases that end here. */
  complete: number
  isEnd: boolean
  /** What the word being said has cost as one that the lexicon lacks, as far as it was said. */
  unknown: number
  /** What the word that ends here has cost so. */
  endedUnknown: number
}

const ROOT = 0
/** Between the words of a respelling. */
const SPACE = 0x20
/** Where a word has left the trie. */
const OUTSIDE = -1

export class Phrases {
  /** The state in which every sentence begins. */
  readonly start: number
  readonly #firstArcs: Int32Array
  readonly #symbols: Int16Array
  readonly #targets: Int32Array
  readonly #failures: Int32Array
  readonly #potentials: Float64Array
  readonly #gains: Float64Array

  constructor(phrases: readonly WeightedPhrase[], options: PhraseOptions = {}) {
    const nodes = new PhraseTree(phrases, options).nodes
    const failures = failuresOf(nodes)
    const { gains, potentials } = scoresOf(nodes, failures)
    this.#failures = failures
    this.#gains = gains
    this.#potentials = potentials
    const arcs = nodes.map(({ children }) => [...children].sort(([a], [b]) => a - b))
    this.#firstArcs = new Int32Array(nodes.length + 1)
    for (const [node, own] of arcs.entries())
      this.#firstArcs[node + 1] = (this.#firstArcs[node] ?? 0) + own.length
    this.#symbols = Int16Array.from(arcs.flatMap((own) => own.map(([symbol]) => symbol)))
    this.#targets = Int32Array.from(arcs.flatMap((own) => own.map(([, target]) => target)))
    this.start = this.next(ROOT, BOUNDARY)
  }

  get size(): number {
    return this.#failures.length
  }

  /** The state after a symbol. */
  next(state: number, symbol: number): number {
    for (let at = state; ; at = this.#failures[at] ?? ROOT) {
      let low = this.#firstArcs[at] ?? 0
      let high = (this.#firstArcs[at + 1] ?? 0) - 1
      while (low <= high) {
        const middle = (low + high) >> 1
        const found = this.#symbols[middle] ?? 0
        if (found === symbol) return this.#targets[middle] ?? ROOT
        if (found < symbol) low = middle + 1
        else high = middle - 1
      }
      if (at === ROOT) return ROOT
    }
  }

  /** What a hypothesis has earned for good by coming to the state. */
  gain(state: number): number {
    return this.#gains[state] ?? 0
  }

  /** What a hypothesis in the state has earned as long as the phrase goes on. */
  potential(state: number): number {
    return this.#potentials[state] ?? 0
  }
}

/** The phrases as a tree of symbols; respellings of a word lead to the same node at the end of the word. */
class PhraseTree {
  readonly nodes: Node[] = []
  readonly #options: PhraseOptions

  constructor(phrases: readonly WeightedPhrase[], options: PhraseOptions) {
    this.#options = options
    this.#add(ROOT, 0)
    for (const { text, bonus } of phrases) this.#addPhrase(wordsOf(text), Math.max(0, bonus))
    // A word of a phrase is a word wherever it is said.
    for (const { text } of phrases)
      for (const word of wordsOf(text)) if (this.#costOf(word) > 0) this.#addPhrase([word], 0)
  }

  #addPhrase(words: readonly string[], bonus: number): void {
    const lengths = words.map((word) => symbolsOf(word).length)
    const total = lengths.reduce((sum, length) => sum + length, 0)
    if (total === 0) return
    let node = ROOT
    let said = 0
    for (const [index, word] of words.entries()) {
      const length = lengths[index] ?? 0
      const ideographic = isIdeographic(word)
      if (!ideographic) node = this.#extend(node, BOUNDARY, (bonus * said) / total)
      const begin = node
      node = this.#spell(begin, word, (share) => (bonus * (said + share * length)) / total, word)
      said += length
      if (ideographic) continue
      const last = index === words.length - 1
      const end = last ? this.#extend(node, BOUNDARY, bonus) : undefined
      const next = end ?? this.#extend(node, BOUNDARY, (bonus * said) / total)
      const ended = this.#require(next)
      ended.endedUnknown = Math.max(ended.endedUnknown, this.#costOf(word))
      for (const other of this.#options.respellings?.(word) ?? []) {
        const at = this.#spell(
          begin,
          other,
          (share) => (bonus * (said - length + share * length)) / total,
          word
        )
        const { children } = this.#require(at)
        if (at !== begin && !children.has(BOUNDARY)) children.set(BOUNDARY, next)
      }
      if (end !== undefined) node = end
    }
    const end = this.#require(node)
    end.isEnd = true
    end.complete = Math.max(end.complete, bonus)
  }

  #spell(from: number, spelling: string, bonusAt: (share: number) => number, word: string): number {
    const symbols = symbolsOf(spelling)
    const costs = this.#costs(symbols, isIdeographic(word))
    let node = from
    for (const [place, symbol] of symbols.entries()) {
      const said = symbol === SPACE ? BOUNDARY : symbol
      node = this.#extend(node, said, bonusAt((place + 1) / symbols.length))
      const found = this.#require(node)
      found.unknown = Math.max(found.unknown, costs[place] ?? 0)
    }
    return node
  }

  /** What each beginning of a word costs as one that the lexicon lacks. */
  #costs(symbols: Uint8Array, ideographic: boolean): readonly number[] {
    const { trie, unknownWord = 0, unknownLetter = 0 } = this.#options
    let [node, cost] = [0, 0]
    return Array.from(symbols, (symbol) => {
      if (trie === undefined || ideographic) return 0
      const left = cost > 0 || node < 0
      node = left ? OUTSIDE : trie.child(node, symbol) || OUTSIDE
      if (node === OUTSIDE) cost += (left ? 0 : -unknownWord) - unknownLetter
      return cost
    })
  }

  /** What a whole word costs so; 0 for a word of the lexicon. */
  #costOf(word: string): number {
    const { trie, unknownWord = 0 } = this.#options
    if (trie === undefined || isIdeographic(word)) return 0
    const symbols = symbolsOf(word)
    let node = 0
    for (const symbol of symbols) {
      node = trie.child(node, symbol)
      if (node === 0) return this.#costs(symbols, false).at(-1) ?? 0
    }
    return trie.isWord(node) ? 0 : -unknownWord
  }

  #extend(parent: number, symbol: number, bonus: number): number {
    const known = this.#require(parent).children.get(symbol)
    const node = known ?? this.#add(parent, symbol)
    if (known === undefined) this.#require(parent).children.set(symbol, node)
    const found = this.#require(node)
    found.bonus = Math.max(found.bonus, bonus)
    return node
  }

  #add(parent: number, symbol: number): number {
    this.nodes.push({
      depth: this.nodes.length === 0 ? 0 : this.#require(parent).depth + 1,
      parent,
      symbol,
      children: new Map(),
      bonus: 0,
      complete: 0,
      isEnd: false,
      unknown: 0,
      endedUnknown: 0
    })
    return this.nodes.length - 1
  }

  #require(node: number): Node {
    const found = this.nodes[node]
    if (found === undefined) throw new RangeError(`There is no node ${node}`)
    return found
  }
}

const wordsOf = (text: string): readonly string[] => text.split(/\s+/u).filter((word) => word !== '')

/** By node: that of the longest proper suffix of what was said which begins a phrase as well. */
function failuresOf(nodes: readonly Node[]): Int32Array {
  const failures = new Int32Array(nodes.length)
  for (const node of byDepth(nodes)) {
    const { parent, symbol, depth } = nodes[node] ?? { parent: ROOT, symbol: 0, depth: 0 }
    if (depth < 2) continue
    for (let at = failures[parent] ?? ROOT; ; at = failures[at] ?? ROOT) {
      const found = nodes[at]?.children.get(symbol)
      if (found !== undefined && found !== node) {
        failures[node] = found
        break
      }
      if (at === ROOT) break
    }
  }
  return failures
}

const byDepth = (nodes: readonly Node[]): readonly number[] =>
  nodes.map((_, node) => node).sort((a, b) => (nodes[a]?.depth ?? 0) - (nodes[b]?.depth ?? 0) || a - b)

function scoresOf(
  nodes: readonly Node[],
  failures: Int32Array
): Readonly<{ gains: Float64Array; potentials: Float64Array }> {
  const gains = new Float64Array(nodes.length)
  const potentials = new Float64Array(nodes.length)
  /** What the phrases that were completed on the way have brought. */
  const secured = new Float64Array(nodes.length)
  for (const node of byDepth(nodes)) {
    const found = nodes[node]
    if (found === undefined || node === ROOT) continue
    const before = secured[found.parent] ?? 0
    // The longest phrase that ends here counts; a shorter one only where no longer one does.
    const shorter = nodes[failures[node] ?? ROOT]
    const completed = found.isEnd
      ? Math.max(0, found.complete - before)
      : shorter?.isEnd
        ? shorter.complete
        : 0
    secured[node] = before + completed
    gains[node] = completed + found.endedUnknown
    potentials[node] = Math.max(0, found.bonus - (secured[node] ?? 0)) + found.unknown
  }
  return { gains, potentials }
}
