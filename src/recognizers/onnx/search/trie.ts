/**
 * The words that a search knows, as a trie of the bytes of their folded spellings. A word may have several spellings
 * (its own, and respellings of how it is pronounced), and a spelling several words.
 * @module
 */
import type { Columns } from './column-file.ts'
import { symbolsOf } from './tokens.ts'

/** A spelling of a word that is not its own is a further path to the word. */
export type Spelling = Readonly<{ word: number; text: string }>

/** Nodes in breadth-first order: the children of a node follow each other, sorted by label. Node 0 is the root. */
export type TrieColumns = Readonly<{
  labels: Uint8Array<ArrayBuffer>
  /** By node: its first child; one more than there are nodes. */
  firstChildren: Int32Array<ArrayBuffer>
  /** By node: the first of its words in `words`; one more than there are nodes. */
  firstWords: Int32Array<ArrayBuffer>
  words: Int32Array<ArrayBuffer>
}>

export class Trie {
  readonly columns: TrieColumns
  readonly size: number
  readonly #labels: Uint8Array
  readonly #firstChildren: Int32Array
  readonly #firstWords: Int32Array
  readonly #words: Int32Array
  readonly #rootChildren = new Int32Array(256)

  constructor(columns: TrieColumns) {
    this.columns = columns
    this.size = columns.labels.length
    this.#labels = columns.labels
    this.#firstChildren = columns.firstChildren
    this.#firstWords = columns.firstWords
    this.#words = columns.words
    for (let child = 1; child < (columns.firstChildren[1] ?? 0); child++)
      this.#rootChildren[columns.labels[child] ?? 0] = child
  }

  get byteLength(): number {
    return Object.values(this.columns).reduce((sum, { byteLength }) => sum + byteLength, 0)
  }

  /** The node after `label`; 0 where no word continues so (no node leads back to the root). */
  child(node: number, label: number): number {
    if (node === 0) return this.#rootChildren[label] ?? 0
    let low = this.#firstChildren[node] ?? 0
    let high = (this.#firstChildren[node + 1] ?? 0) - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const found = this.#labels[middle] ?? 0
      if (found === label) return middle
      if (found < label) low = middle + 1
      else high = middle - 1
    }
    return 0
  }

  /** Where the words that end at the node begin, for `wordAt`; `wordsEnd` is exclusive. */
  wordsStart(node: number): number {
    return this.#firstWords[node] ?? 0
  }

  wordsEnd(node: number): number {
    return this.#firstWords[node + 1] ?? 0
  }

  wordAt(place: number): number {
    return this.#words[place] ?? 0
  }

  isWord(node: number): boolean {
    return (this.#firstWords[node] ?? 0) < (this.#firstWords[node + 1] ?? 0)
  }

  /** The bytes that lead to a node. */
  path(node: number): number[] {
    const path: number[] = []
    for (let at = node; at > 0; at = this.#parent(at)) path.push(this.#labels[at] ?? 0)
    return path.reverse()
  }

  /** The node whose children include `node`: first children are sorted as their parents are. */
  #parent(node: number): number {
    let [low, high] = [0, node - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#firstChildren[middle] ?? 0) <= node) low = middle
      else high = middle - 1
    }
    return low
  }

  /** By node: the largest value of the words at the node and below it; the look ahead of a language model. */
  smear(values: (word: number) => number): Float32Array<ArrayBuffer> {
    const best = new Float32Array(this.size).fill(Number.NEGATIVE_INFINITY)
    for (let node = this.size - 1; node >= 0; node--) {
      let most = Number.NEGATIVE_INFINITY
      for (let place = this.wordsStart(node); place < this.wordsEnd(node); place++)
        most = Math.max(most, values(this.#words[place] ?? 0))
      const end = this.#firstChildren[node + 1] ?? 0
      for (let child = this.#firstChildren[node] ?? 0; child < end; child++)
        most = Math.max(most, best[child] ?? most)
      best[node] = most
    }
    return best
  }
}

/**
 * Builds the trie of words and respellings; the same trie whatever their order. Spellings that fold to nothing are left
 * out.
 */
export function buildTrie(words: readonly string[], respellings: readonly Spelling[] = []): Trie {
  const spellings = [...words.map((text, word) => ({ word, text })), ...respellings]
    .map(({ word, text }) => ({ word, symbols: Buffer.from(symbolsOf(text)) }))
    .filter(({ symbols }) => symbols.length > 0)
    .sort((a, b) => Buffer.compare(a.symbols, b.symbols) || a.word - b.word)
    .filter(
      ({ word, symbols }, index, all) =>
        index === 0 || all[index - 1]?.word !== word || !all[index - 1]?.symbols.equals(symbols)
    )
  const labels: number[] = [0]
  const firstChildren: number[] = []
  const firstWords: number[] = []
  const ends: number[] = []
  // By node: its spellings are a range of the sorted list.
  const ranges: { from: number; to: number; depth: number }[] = [{ from: 0, to: spellings.length, depth: 0 }]
  for (let node = 0; node < ranges.length; node++) {
    const { from, to, depth } = ranges[node] ?? { from: 0, to: 0, depth: 0 }
    firstWords.push(ends.length)
    firstChildren.push(ranges.length)
    let at = from
    for (; at < to && spellings[at]?.symbols.length === depth; at++) ends.push(spellings[at]?.word ?? 0)
    while (at < to) {
      const label = spellings[at]?.symbols[depth] ?? 0
      let next = at
      while (next < to && spellings[next]?.symbols[depth] === label) next++
      labels.push(label)
      ranges.push({ from: at, to: next, depth: depth + 1 })
      at = next
    }
  }
  return new Trie({
    labels: Uint8Array.from(labels),
    firstChildren: Int32Array.from([...firstChildren, ranges.length]),
    firstWords: Int32Array.from([...firstWords, ends.length]),
    words: Int32Array.from(ends)
  })
}

export const trieFileColumns = ({ columns }: Trie) => ({
  'trie.labels': columns.labels,
  'trie.children': columns.firstChildren,
  'trie.firstWords': columns.firstWords,
  'trie.words': columns.words
})

/** @throws ColumnFileUnreadable where a node or a word lies outside */
export function readTrie(columns: Columns, wordCount: number): Trie {
  const labels = columns.bytes('trie.labels')
  const size = labels.length
  const firstChildren = columns.integers('trie.children', size + 1)
  const firstWords = columns.integers('trie.firstWords', size + 1)
  const words = columns.integers('trie.words')
  const fail = (node: number): never => {
    throw columns.unreadable(`the lexicon is damaged at node ${node}`)
  }
  if (size === 0 || firstChildren[0] !== 1 || firstWords[0] !== 0) fail(0)
  for (let node = 0; node < size; node++) {
    const [child, next] = [firstChildren[node] ?? 0, firstChildren[node + 1] ?? -1]
    // Children come after their parent: every walk down and every smear ends.
    if (child <= node || next < child || next > size) fail(node)
    if ((firstWords[node] ?? 0) > (firstWords[node + 1] ?? -1)) fail(node)
  }
  if (firstChildren[size] !== size || firstWords[size] !== words.length) fail(size)
  for (const [place, word] of words.entries()) if (word < 0 || word >= wordCount) fail(place)
  return new Trie({ labels, firstChildren, firstWords, words })
}
