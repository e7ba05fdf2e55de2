/** Makes the automaton of an n-gram model that was trained here or read from an ARPA file. @module */
import {
  ABSENT,
  END_ID,
  EventLoopYielder,
  type LanguageModel,
  SENTENCE_END,
  SENTENCE_START,
  UNKNOWN,
  type YieldOptions
} from '../../../speech/language-model/index.ts'
import { LN_ZERO, NgramAutomaton } from './ngram.ts'
import { encodeWords } from './word-list.ts'

type NgramOrder = LanguageModel['orders'][number]

/** The words of a model as the automaton numbers them by default: the special tokens, then all others sorted. */
export const sortedWords = (words: Iterable<string>): readonly string[] => [
  UNKNOWN,
  SENTENCE_START,
  SENTENCE_END,
  ...[...words].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
]

/** States of the histories of one length. */
type Level = Readonly<{
  /** By state of this length: the model's index of its n-gram. */
  ngrams: Int32Array
  firstState: number
}>

/**
 * The same model whatever the order of its n-grams was. `words` numbers the words: it begins with `<unk>`, `<s>` and
 * `</s>`, and has at least the words of the model; further words have no probability.
 * @throws RangeError for a word of the model that `words` lacks; the signal's reason
 */
export async function buildNgram(
  model: LanguageModel,
  words: readonly string[] = sortedWords(model.vocabulary.words),
  work: YieldOptions = {}
): Promise<NgramAutomaton> {
  return new Builder(model, words, new EventLoopYielder(work)).run()
}

class Builder {
  readonly #model: LanguageModel
  readonly #words: readonly string[]
  readonly #yielder: EventLoopYielder
  /** By the model's word id: the id in the automaton. */
  readonly #ids: Int32Array
  /** By length and the model's n-gram: the state after it. */
  readonly #targets: Int32Array[] = []
  /** Growing columns, state by state and arc by arc. */
  readonly #suffixes: number[] = [0]
  readonly #backOffs: number[] = [0]
  readonly #firstArcs: number[] = [0]
  readonly #arcWords: number[] = []
  readonly #probabilities: number[] = []
  /** By arc: length and index of its n-gram, to find the state after it at the end. */
  readonly #arcNgrams: number[] = []
  /** By state: length and the model's n-gram. */
  readonly #lengths: number[] = [0]
  readonly #ngrams: number[] = [0]

  constructor(model: LanguageModel, words: readonly string[], yielder: EventLoopYielder) {
    this.#model = model
    this.#words = words
    this.#yielder = yielder
    const numbers = new Map(words.map((word, index) => [word, index]))
    if (numbers.size !== words.length) throw new RangeError('A word is listed twice')
    this.#ids = Int32Array.from({ length: model.vocabulary.size }, (_, id) => {
      const word = model.vocabulary.word(id)
      const number = id <= END_ID ? id : numbers.get(word)
      if (number === undefined) throw new RangeError(`The word "${word}" of the model is not in the list`)
      return number
    })
  }

  async run(): Promise<NgramAutomaton> {
    let level: Level = { ngrams: Int32Array.of(0), firstState: 0 }
    for (const [length, order] of this.#model.orders.entries()) {
      const sorted = await this.#sorted(order, level)
      const states = await this.#addStates(length, sorted)
      this.#addArcs(length, order, level, sorted)
      level = states
    }
    for (let state = this.#firstArcs.length; state <= this.#suffixes.length; state++)
      this.#firstArcs.push(this.#arcWords.length)
    const root = this.#targets[0]
    const nextStates = Int32Array.from(this.#arcNgrams, (ngram, arc) =>
      ngram < 0 ? 0 : (this.#targets[this.#arcLength(arc)]?.[ngram] ?? root?.[0] ?? 0)
    )
    return new NgramAutomaton({
      words: encodeWords(this.#words),
      firstArcs: Int32Array.from(this.#firstArcs),
      suffixes: Int32Array.from(this.#suffixes),
      backOffs: Float32Array.from(this.#backOffs),
      arcWords: Int32Array.from(this.#arcWords),
      probabilities: Float32Array.from(this.#probabilities),
      nextStates
    })
  }

  readonly #lengthEnds: number[] = []

  #arcLength(arc: number): number {
    let length = 0
    while (arc >= (this.#lengthEnds[length] ?? Number.POSITIVE_INFINITY)) length++
    return length
  }

  /** N-grams of one order by their history's state, then by word: where each history's begin, and their indices. */
  async #sorted({ table }: NgramOrder, level: Level): Promise<Sorted> {
    const placeOf = new Map<number, number>()
    for (const [place, ngram] of level.ngrams.entries()) placeOf.set(ngram, place)
    const starts = new Int32Array(level.ngrams.length + 1)
    const places = new Int32Array(table.size)
    for (let index = 0; index < table.size; index++) {
      const place = placeOf.get(table.prefix(index)) ?? 0
      places[index] = place
      starts[place + 1] = (starts[place + 1] ?? 0) + 1
      if (this.#yielder.isDue()) await this.#yielder.yieldToEventLoop()
    }
    for (let place = 1; place < starts.length; place++)
      starts[place] = (starts[place] ?? 0) + (starts[place - 1] ?? 0)
    const ends = starts.slice()
    const indices = new Int32Array(table.size)
    for (let index = 0; index < table.size; index++) {
      const place = places[index] ?? 0
      indices[ends[place] ?? 0] = index
      ends[place] = (ends[place] ?? 0) + 1
    }
    const idOf = (index: number): number => this.#ids[table.word(index)] ?? 0
    for (let place = 0; place < level.ngrams.length; place++) {
      const [from, to] = [starts[place] ?? 0, starts[place + 1] ?? 0]
      if (to - from > 1) indices.subarray(from, to).sort((a, b) => idOf(a) - idOf(b))
      if (this.#yielder.isDue()) await this.#yielder.yieldToEventLoop()
    }
    return { starts, indices }
  }

  /** A history is a state of its own if a longer n-gram begins with it, or it has a back-off weight. */
  async #addStates(length: number, { indices }: Sorted): Promise<Level> {
    const { orders } = this.#model
    const order = orders[length]
    const longer = orders[length + 1]?.table
    const size = order?.table.size ?? 0
    // Files of other tools may have back-off weights of histories that nothing follows.
    const isState = Uint8Array.from({ length: longer === undefined ? 0 : size }, (_, index) =>
      (order?.backOffs[index] ?? 0) === 0 ? 0 : 1
    )
    for (let index = 0; longer !== undefined && index < longer.size; index++)
      isState[longer.prefix(index)] = 1
    const targets = new Int32Array(size)
    this.#targets.push(targets)
    const firstState = this.#suffixes.length
    const ngrams: number[] = []
    for (const index of indices) {
      if (this.#yielder.isDue()) await this.#yielder.yieldToEventLoop()
      const prefix = order?.table.prefix(index) ?? 0
      const history = length === 0 ? 0 : (this.#targets[length - 1]?.[prefix] ?? 0)
      const shorter =
        length === 0 ? 0 : this.#after(this.#suffixes[history] ?? 0, order?.table.word(index) ?? 0)
      targets[index] = shorter
      if (isState[index] !== 1) continue
      targets[index] = this.#suffixes.length
      ngrams.push(index)
      this.#suffixes.push(shorter)
      this.#backOffs.push((order?.backOffs[index] ?? 0) * Math.LN10)
      this.#lengths.push(length + 1)
      this.#ngrams.push(index)
    }
    return { ngrams: Int32Array.from(ngrams), firstState }
  }

  /** The state after a word of the model, from a state that is complete. */
  #after(from: number, word: number): number {
    for (let state = from; ; state = this.#suffixes[state] ?? 0) {
      const length = this.#lengths[state] ?? 0
      const found = this.#model.orders[length]?.table.find(this.#ngrams[state] ?? 0, word) ?? ABSENT
      if (found !== ABSENT) return this.#targets[length]?.[found] ?? 0
      if (state === 0) return 0
    }
  }

  #addArcs(length: number, order: NgramOrder, level: Level, { starts, indices }: Sorted): void {
    const add = (word: number, probability: number, ngram: number): void => {
      this.#arcWords.push(word)
      this.#probabilities.push(Math.max(probability * Math.LN10, LN_ZERO))
      this.#arcNgrams.push(ngram)
    }
    for (let place = 0; place < level.ngrams.length; place++) {
      if (length > 0) this.#firstArcs[level.firstState + place] = this.#arcWords.length
      for (let at = starts[place] ?? 0; at < (starts[place + 1] ?? 0); at++) {
        const index = indices[at] ?? 0
        const word = this.#ids[order.table.word(index)] ?? 0
        // Every word has an arc of its own after the empty history.
        while (length === 0 && this.#arcWords.length < word) add(this.#arcWords.length, Number.NaN, ABSENT)
        const probability = order.probabilities[index] ?? Number.NaN
        const longer = this.#targets[length]?.[index] ?? 0
        const isContext = (this.#lengths[longer] ?? 0) === length + 1
        if (Number.isNaN(probability) && length > 0 && !isContext) continue
        add(word, probability, index)
      }
    }
    while (length === 0 && this.#arcWords.length < this.#words.length)
      add(this.#arcWords.length, Number.NaN, ABSENT)
    this.#lengthEnds.push(this.#arcWords.length)
  }
}

/** By place of a history in its level: where its n-grams begin in `indices`. */
type Sorted = Readonly<{ starts: Int32Array; indices: Int32Array }>
