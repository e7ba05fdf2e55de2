/**
 * Expands an n-gram model with class names among its words over the words of the items, as `class-model.ts` describes. The
 * result grows with contexts times items and is bounded: beyond `MAX_EXPANDED_ENTRIES`, the rarest contexts leave the
 * class's mass to the back-off.
 * @module
 */
import { type ClassItems, type ItemStatistics, itemStatistics } from './class-items.ts'
import type { EventLoopYielder } from './event-loop-yielder.ts'
import {
  type LanguageModel,
  logProbability,
  MAX_LISTED_MASS,
  MIN_UNLISTED_MASS,
  type NgramOrder,
  ngramWords
} from './language-model.ts'
import { ABSENT, NgramTable } from './ngram-table.ts'
import { LOG10_ZERO } from './train-language-model.ts'
import { START_ID, Vocabulary } from './vocabulary.ts'

/** Entries that one rule may add to an order. */
const MAX_EXPANDED_ENTRIES = 600_000
/** Mass reserved inside an item for words that no item has there: people shorten titles. */
const RESERVED_INSIDE_ITEMS = 0.05

/** The words after a history: by word id, the weighted sum of probabilities. */
type Followers = Map<number, number>
type Class = Readonly<{ id: number; count: number; items: ItemStatistics }>

/** One expansion; call `run` once. */
export class ClassExpansion {
  readonly #model: LanguageModel
  readonly #yielder: EventLoopYielder
  readonly #counts: ReadonlyMap<string, number>
  readonly #classes: ReadonlyMap<number, Class>
  readonly #vocabulary = new Vocabulary()
  readonly #orders: NgramOrder[] = []

  constructor(
    model: LanguageModel,
    classes: ClassItems,
    counts: ReadonlyMap<string, number>,
    yielder: EventLoopYielder
  ) {
    this.#model = model
    this.#yielder = yielder
    this.#counts = counts
    this.#classes = new Map(
      [...classes].map(([name, items]) => {
        const id = model.vocabulary.idOf(name) ?? 0
        return [id, { id, count: counts.get(name) ?? 0, items: itemStatistics(items, model.order) }]
      })
    )
    for (const word of model.vocabulary.words) if (!classes.has(word)) this.#vocabulary.add(word)
    for (const { items } of this.#classes.values())
      for (const word of items.sequences[0]?.keys() ?? []) this.#vocabulary.add(word)
  }

  async run(): Promise<LanguageModel> {
    const { order, training } = this.#model
    await this.#unigrams()
    for (let length = 1; length < order; length++) {
      const histories = await this.#followersOf(length)
      await this.#addOrder(length, histories)
    }
    const expanded = { order, vocabulary: this.#vocabulary, orders: this.#orders }
    return training === undefined ? expanded : { ...expanded, training }
  }

  /** Unigrams: words outside items and all words of the items. */
  async #unigrams(): Promise<void> {
    const size = this.#vocabulary.size
    const shares = new Float64Array(size)
    const outside = this.#model.orders[0]
    for (let id = 0; id < (outside?.table.size ?? 0); id++) {
      const probability = 10 ** (outside?.probabilities[id] ?? LOG10_ZERO)
      const ofClass = this.#classes.get(id)
      if (ofClass === undefined) {
        const own = this.#idOf(id)
        shares[own] = (shares[own] ?? 0) + (id === START_ID ? 0 : probability)
        continue
      }
      for (const [word, occurrences] of ofClass.items.sequences[0] ?? []) {
        const own = this.#vocabulary.add(word)
        shares[own] = (shares[own] ?? 0) + probability * occurrences
      }
    }
    const total = shares.reduce((sum, share) => sum + share, 0)
    const table = new NgramTable()
    for (let id = 0; id < size; id++) table.add(0, id)
    const probabilities = shares.map((share) => Math.log10(share / total))
    probabilities[START_ID] = LOG10_ZERO
    this.#orders.push({ table, probabilities, backOffs: new Float64Array(size) })
    await this.#yielder.yieldToEventLoop()
  }

  /** Followers of all histories of `length` words, by the history's index in the order below. */
  async #followersOf(length: number): Promise<ReadonlyMap<number, Followers>> {
    const histories = new Map<number, Followers>()
    const totals = new Map<number, number>()
    const follow = (history: number, word: number, by: number): void => {
      const followers = histories.get(history) ?? new Map<number, number>()
      followers.set(word, (followers.get(word) ?? 0) + by)
      histories.set(history, followers)
    }
    const occupy = (history: number, by: number): void => {
      totals.set(history, (totals.get(history) ?? 0) + by)
    }
    await this.#insideItems(length, follow, occupy)
    const plainWeights = await this.#outside(length, follow)
    if (length === 1) await this.#afterItems(follow)
    for (const [history, weight] of plainWeights) occupy(history, weight)
    for (const [history, followers] of histories) {
      const total = totals.get(history) ?? 0
      for (const [word, sum] of followers) followers.set(word, sum / total)
      if (this.#yielder.isDue()) await this.#yielder.yieldToEventLoop()
    }
    return histories
  }

  /** Words inside items, and how often each sequence occurs inside or at the end of an item. */
  async #insideItems(
    length: number,
    follow: (history: number, word: number, by: number) => void,
    occupy: (history: number, by: number) => void
  ): Promise<void> {
    for (const { count, items } of this.#classes.values()) {
      for (const [text, occurrences] of items.sequences[length - 1] ?? []) {
        const history = this.#indexOf(text.split(' '))
        if (history !== undefined) occupy(history, count * occurrences)
        if (this.#yielder.isDue()) await this.#yielder.yieldToEventLoop()
      }
      for (const [text, occurrences] of items.sequences[length] ?? []) {
        const words = text.split(' ')
        const history = this.#indexOf(words.slice(0, -1))
        const word = this.#vocabulary.idOf(words.at(-1) ?? '')
        if (history !== undefined && word !== undefined)
          follow(history, word, (1 - RESERVED_INSIDE_ITEMS) * count * occurrences)
        if (this.#yielder.isDue()) await this.#yielder.yieldToEventLoop()
      }
    }
  }

  /** Trained n-grams whose histories have no class; a class as the next word becomes the first words of its items. */
  async #outside(
    length: number,
    follow: (history: number, word: number, by: number) => void
  ): Promise<ReadonlyMap<number, number>> {
    const weights = new Map<number, number>()
    const expansions: Readonly<{ history: number; weight: number; ofClass: Class; probability: number }>[] =
      []
    const trained = this.#model.orders[length]
    if (trained === undefined) return weights
    // Many n-grams share a history, which is looked up once.
    const owns = new Int32Array(this.#model.orders[length - 1]?.table.size ?? 0).fill(NOT_LOOKED_UP)
    for (let index = 0; index < trained.table.size; index++) {
      if (this.#yielder.isDue()) await this.#yielder.yieldToEventLoop()
      const logarithm = trained.probabilities[index] ?? Number.NaN
      if (Number.isNaN(logarithm)) continue
      const prefix = trained.table.prefix(index)
      if (owns[prefix] === NOT_LOOKED_UP) {
        const words = ngramWords(this.#model.orders, prefix, length)
        const own = words.some((word) => this.#classes.has(word))
          ? undefined
          : this.#indexOf(words.map((word) => this.#model.vocabulary.word(word)))
        owns[prefix] = own ?? ABSENT
        if (own !== undefined) weights.set(own, this.#occurrences(words))
      }
      const history = owns[prefix] ?? ABSENT
      if (history === ABSENT) continue
      const weight = weights.get(history) ?? 1
      const word = trained.table.word(index)
      const probability = 10 ** logarithm
      const ofClass = this.#classes.get(word)
      if (ofClass === undefined) follow(history, this.#idOf(word), weight * probability)
      else expansions.push({ history, weight, ofClass, probability })
    }
    let remainingEntries = MAX_EXPANDED_ENTRIES
    const byWeight = (one: (typeof expansions)[number]): number => one.weight * one.probability
    for (const { history, weight, ofClass, probability } of expansions.sort(
      (a, b) => byWeight(b) - byWeight(a)
    )) {
      const { first } = ofClass.items
      remainingEntries -= first.size
      if (remainingEntries < 0) break
      for (const [word, share] of first)
        follow(history, this.#vocabulary.add(word), weight * probability * share)
      if (this.#yielder.isDue()) await this.#yielder.yieldToEventLoop()
    }
    return weights
  }

  /** The last word of an item is followed by the words that follow its class. */
  async #afterItems(follow: (history: number, word: number, by: number) => void): Promise<void> {
    const trained = this.#model.orders[1]
    if (trained === undefined) return
    const after: Readonly<{ ofClass: Class; word: number; probability: number }>[] = []
    for (let index = 0; index < trained.table.size; index++) {
      if (this.#yielder.isDue()) await this.#yielder.yieldToEventLoop()
      const ofClass = this.#classes.get(trained.table.prefix(index))
      const logarithm = trained.probabilities[index] ?? Number.NaN
      if (ofClass === undefined || Number.isNaN(logarithm)) continue
      after.push({ ofClass, word: trained.table.word(index), probability: 10 ** logarithm })
    }
    let remainingEntries = MAX_EXPANDED_ENTRIES
    for (const { ofClass, word, probability } of after.sort((a, b) => b.probability - a.probability)) {
      const next = this.#classes.get(word)
      const words: Iterable<readonly [number, number]> =
        next === undefined
          ? [[this.#idOf(word), 1]]
          : [...next.items.first].map(([text, share]) => [this.#vocabulary.add(text), share] as const)
      remainingEntries -= ofClass.items.last.size * (next?.items.first.size ?? 1)
      if (remainingEntries < 0) break
      for (const [last, lastShare] of ofClass.items.last) {
        const history = this.#vocabulary.add(last)
        for (const [own, share] of words)
          follow(history, own, ofClass.count * lastShare * probability * share)
        if (this.#yielder.isDue()) await this.#yielder.yieldToEventLoop()
      }
    }
  }

  /** The order of n-grams of `length + 1` words, and the back-off weights of their histories. */
  async #addOrder(length: number, histories: ReadonlyMap<number, Followers>): Promise<void> {
    const table = new NgramTable()
    const logarithms: number[] = []
    const lower = this.#orders[length - 1]
    const shorterModel = { order: length, vocabulary: this.#vocabulary, orders: [...this.#orders] }
    for (const [history, followers] of [...histories].sort(([a], [b]) => a - b)) {
      const shorter = ngramWords(this.#orders, history, length).slice(1)
      let [sum, below] = [0, 0]
      for (const probability of followers.values()) sum += probability
      // Apart from rounding, the sum is below one: every source reserves mass for its back-off.
      const scale = sum > MAX_LISTED_MASS ? MAX_LISTED_MASS / sum : 1
      for (const [word, probability] of followers) {
        table.add(history, word)
        logarithms.push(Math.log10(scale * probability))
        below += 10 ** (logProbability(shorterModel, shorter, word) ?? LOG10_ZERO)
        if (this.#yielder.isDue()) await this.#yielder.yieldToEventLoop()
      }
      if (lower)
        lower.backOffs[history] = Math.log10((1 - scale * sum) / Math.max(1 - below, MIN_UNLISTED_MASS))
    }
    const size = table.size
    this.#orders.push({
      table,
      probabilities: Float64Array.from(logarithms),
      backOffs: new Float64Array(size)
    })
  }

  #idOf(trainedId: number): number {
    return this.#vocabulary.add(this.#model.vocabulary.word(trainedId))
  }

  /** Estimated occurrences of a history outside items: those of its rarest word. */
  #occurrences(words: readonly number[]): number {
    const counts = words.map((word) =>
      word === START_ID
        ? Number.POSITIVE_INFINITY
        : (this.#counts.get(this.#model.vocabulary.word(word)) ?? 1)
    )
    const least = Math.min(...counts)
    return Number.isFinite(least) ? least : 1
  }

  /** Index of a sequence in its own order; undefined if it is not in the model. */
  #indexOf(words: readonly string[]): number | undefined {
    let index = 0
    for (const [position, word] of words.entries()) {
      const id = this.#vocabulary.idOf(word)
      index = id === undefined ? -1 : (this.#orders[position]?.table.find(index, id) ?? -1)
      if (index < 0) return undefined
    }
    return index
  }
}

const NOT_LOOKED_UP = -2
