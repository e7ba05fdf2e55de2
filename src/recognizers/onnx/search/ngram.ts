/**
 * A back-off n-gram model (Katz 1987) as an automaton over typed columns: a state is the longest history that the
 * model distinguishes, an arc is a listed n-gram, and a state without an arc for a word backs off to the state of the
 * history without its oldest word (as in A. Stolcke's and K. Heafield's decoders). One word costs at most `order`
 * binary searches, and nothing is allocated.
 * @module
 */
import { type ColumnFormat, type Columns, loadColumns, saveColumns } from './column-file.ts'
import { decodeWords, readWords, type WordList, wordFileColumns } from './word-list.ts'

export const NGRAM_FORMAT: ColumnFormat = { magic: 'VNNGRAM ', version: 1 }

/** Natural logarithm of the probability of a word that the model does not have and knows no `<unk>` for. */
export const LN_ZERO = -99 * Math.LN10

/** The columns of the automaton. State 0 is the empty history, whose arc of word `w` is arc `w`. */
export type NgramColumns = Readonly<{
  /** By word: UTF-8 text and the end of each; the ids of `<unk>`, `<s>` and `</s>` are 0, 1 and 2. */
  words: WordList
  /** By state: its first arc; one more than there are states. */
  firstArcs: Int32Array<ArrayBuffer>
  /** By state: the state of the history without its oldest word. */
  suffixes: Int32Array<ArrayBuffer>
  /** By state: natural logarithm of the back-off weight. */
  backOffs: Float32Array<ArrayBuffer>
  /** By arc, sorted within each state. */
  arcWords: Int32Array<ArrayBuffer>
  /** By arc: natural logarithm of the probability; NaN where only longer n-grams begin so. */
  probabilities: Float32Array<ArrayBuffer>
  /** By arc: the state after it. */
  nextStates: Int32Array<ArrayBuffer>
}>

export class NgramAutomaton {
  readonly columns: NgramColumns
  readonly #firstArcs: Int32Array
  readonly #suffixes: Int32Array
  readonly #backOffs: Float32Array
  readonly #arcWords: Int32Array
  readonly #probabilities: Float32Array
  readonly #nextStates: Int32Array
  /** The state after the word last scored. */
  next = 0
  /** The state of `<s>`, where each sentence begins. */
  readonly start: number
  readonly wordCount: number

  constructor(columns: NgramColumns) {
    this.columns = columns
    this.#firstArcs = columns.firstArcs
    this.#suffixes = columns.suffixes
    this.#backOffs = columns.backOffs
    this.#arcWords = columns.arcWords
    this.#probabilities = columns.probabilities
    this.#nextStates = columns.nextStates
    this.wordCount = columns.words.ends.length
    this.start = columns.nextStates[1] ?? 0
  }

  get arcCount(): number {
    return this.#arcWords.length
  }

  get stateCount(): number {
    return this.#suffixes.length
  }

  /** Bytes of all columns. */
  get byteLength(): number {
    const { words, ...rest } = this.columns
    return [words.text, words.ends, ...Object.values(rest)].reduce(
      (sum, { byteLength }) => sum + byteLength,
      0
    )
  }

  words(): readonly string[] {
    return decodeWords(this.columns.words)
  }

  /**
   * Natural logarithm of the probability of `word` after `state`; `next` then has the state after it. A word that the
   * model lacks has the probability of `<unk>`.
   */
  score(state: number, word: number): number {
    let backOff = 0
    // Of a history that pruning left without a probability, but not without longer n-grams.
    let longer = -1
    for (let at = state; at !== 0; at = this.#suffixes[at] ?? 0) {
      const arc = this.#find(at, word)
      if (arc >= 0) {
        const probability = this.#probabilities[arc] ?? Number.NaN
        if (longer < 0) longer = this.#nextStates[arc] ?? 0
        if (!Number.isNaN(probability)) {
          this.next = longer
          return backOff + probability
        }
      }
      backOff += this.#backOffs[at] ?? 0
    }
    const known = word >= 0 && word < this.wordCount ? word : 0
    const probability = this.#probabilities[known] ?? Number.NaN
    if (Number.isNaN(probability)) {
      this.next = 0
      return LN_ZERO
    }
    this.next = longer < 0 ? (this.#nextStates[known] ?? 0) : longer
    return backOff + probability
  }

  /** Natural logarithm of the probability of a word without a history, for a look ahead. */
  unigram(word: number): number {
    const probability = this.#probabilities[word] ?? Number.NaN
    return Number.isNaN(probability) ? LN_ZERO : probability
  }

  #find(state: number, word: number): number {
    let low = this.#firstArcs[state] ?? 0
    let high = (this.#firstArcs[state + 1] ?? 0) - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const found = this.#arcWords[middle] ?? 0
      if (found === word) return middle
      if (found < word) low = middle + 1
      else high = middle - 1
    }
    return -1
  }
}

/** By the names that `saveColumns` takes; the words are columns of their own. */
export const ngramFileColumns = (columns: NgramColumns, prefix = '') => ({
  [`${prefix}firstArcs`]: columns.firstArcs,
  [`${prefix}suffixes`]: columns.suffixes,
  [`${prefix}backOffs`]: columns.backOffs,
  [`${prefix}arcWords`]: columns.arcWords,
  [`${prefix}prob`]: columns.probabilities,
  [`${prefix}next`]: columns.nextStates
})

/** @throws ColumnFileUnreadable where a state or an arc points outside, or the automaton could loop */
export function readNgram(columns: Columns, words: WordList, prefix = ''): NgramAutomaton {
  const suffixes = columns.integers(`${prefix}suffixes`)
  const arcWords = columns.integers(`${prefix}arcWords`)
  const [states, arcs] = [suffixes.length, arcWords.length]
  const found = {
    words,
    firstArcs: columns.integers(`${prefix}firstArcs`, states + 1),
    suffixes,
    backOffs: columns.floats(`${prefix}backOffs`, states),
    arcWords,
    probabilities: columns.floats(`${prefix}prob`, arcs),
    nextStates: columns.integers(`${prefix}next`, arcs)
  }
  const problem = problemOf(found)
  if (problem !== undefined) throw columns.unreadable(`the language model is damaged: ${problem}`)
  return new NgramAutomaton(found)
}

/** A model alone in a file. */
export const saveNgram = (path: string, { columns }: NgramAutomaton): Promise<void> =>
  saveColumns(path, NGRAM_FORMAT, { ...wordFileColumns(columns.words), ...ngramFileColumns(columns) })

/** @throws ColumnFileUnreadable; the error of the file system */
export async function loadNgram(path: string): Promise<NgramAutomaton> {
  const columns = await loadColumns(path, NGRAM_FORMAT)
  return readNgram(columns, readWords(columns))
}

/** What would make a search loop or read nothing; one pass over all columns. */
function problemOf({ words, firstArcs, suffixes, arcWords, nextStates }: NgramColumns): string | undefined {
  const [states, arcs, count] = [suffixes.length, arcWords.length, words.ends.length]
  if (states === 0 || count < 3 || arcs < count) return 'it has no words'
  if (firstArcs[0] !== 0 || firstArcs[1] !== count || firstArcs[states] !== arcs) return 'its arcs do not fit'
  for (let word = 0; word < count; word++) if (arcWords[word] !== word) return `word ${word} is misplaced`
  for (let state = 0; state < states; state++) {
    if ((firstArcs[state] ?? 0) > (firstArcs[state + 1] ?? -1)) return `state ${state} has no arcs`
    // Shorter histories come first: backing off ends.
    if ((suffixes[state] ?? -1) < 0 || (suffixes[state] ?? 0) >= Math.max(1, state))
      return `state ${state} backs off to a later one`
  }
  for (let arc = 0; arc < arcs; arc++) {
    const [word, next] = [arcWords[arc] ?? -1, nextStates[arc] ?? -1]
    if (word < 0 || word >= count || next < 0 || next >= states) return `arc ${arc} points outside`
  }
  return undefined
}
