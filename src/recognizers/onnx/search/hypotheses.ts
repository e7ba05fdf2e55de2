/**
 * Hypotheses as columns: a set is filled, ranked and read again every frame without an allocation. Two hypotheses with the
 * same history, trie node and tail are the same one, and their probabilities are joined.
 * @module
 */

/** A trie node for text that the lexicon does not have, or for all text where there is no lexicon. */
export const OPEN = -1

export const NEVER = Number.NEGATIVE_INFINITY

/** ln(e^a + e^b). */
export const addLogs = (a: number, b: number): number => {
  if (a < b) return a === NEVER ? b : b + Math.log1p(Math.exp(a - b))
  return b === NEVER ? a : a + Math.log1p(Math.exp(b - a))
}

export class Hypotheses {
  count = 0
  capacity: number
  /** Words said, and the letters of one that the lexicon lacks: an entry of `Histories`. */
  history: Int32Array
  /** Where the unfinished word is in the trie; 0 between words. */
  node: Int32Array
  /** CTC: the last token, -1 at the beginning. Transducers: the state of the prediction network. */
  tail: Int32Array
  /** States of the language models and of the phrases. */
  general: Int32Array
  domain: Int32Array
  phrase: Int32Array
  /** Scores of complete words, and what unknown ones cost. */
  language: Float64Array
  /** What phrases have brought for good. */
  bonus: Float64Array
  /** Logarithm of the probability of all paths that end in a blank, and of those that end in the tail. */
  blank: Float64Array
  spoken: Float64Array
  /** The likeliest path of either kind. */
  blankTrace: Int32Array
  spokenTrace: Int32Array
  /** A token that `spokenTrace` does not have yet, or -1, and its frame; traces are written for what survives. */
  newToken: Int32Array
  newFrame: Int32Array
  newScore: Float64Array
  /** The best contribution to `spoken`, by which traces are chosen. */
  spokenBest: Float64Array
  /** For ranking. */
  score: Float64Array
  // Open addressing; a slot holds index + 1, 0 is free.
  #slots: Int32Array

  constructor(capacity: number) {
    this.capacity = capacity
    const integers = (): Int32Array => new Int32Array(capacity)
    const numbers = (): Float64Array => new Float64Array(capacity)
    this.history = integers()
    this.node = integers()
    this.tail = integers()
    this.general = integers()
    this.domain = integers()
    this.phrase = integers()
    this.blankTrace = integers()
    this.spokenTrace = integers()
    this.newToken = integers()
    this.newFrame = integers()
    this.language = numbers()
    this.bonus = numbers()
    this.blank = numbers()
    this.spoken = numbers()
    this.newScore = numbers()
    this.spokenBest = numbers()
    this.score = numbers()
    this.#slots = new Int32Array(slotsFor(capacity))
  }

  clear(): void {
    this.count = 0
    this.#slots.fill(0)
  }

  /** The index of the hypothesis of that key; a new one is impossible until something is added to it. */
  findOrAdd(history: number, node: number, tail: number): number {
    const mask = this.#slots.length - 1
    let slot = hashOf(history, node, tail) & mask
    for (;;) {
      const index = (this.#slots[slot] ?? 0) - 1
      if (index < 0) break
      if (this.history[index] === history && this.node[index] === node && this.tail[index] === tail)
        return index
      slot = (slot + 1) & mask
    }
    const index = this.count++
    if (index === this.capacity) this.#grow()
    this.history[index] = history
    this.node[index] = node
    this.tail[index] = tail
    this.blank[index] = NEVER
    this.spoken[index] = NEVER
    this.spokenBest[index] = NEVER
    this.newToken[index] = -1
    // Growing has moved the slots.
    if (this.#slots.length - 1 === mask) this.#slots[slot] = index + 1
    else this.#insert(index)
    return index
  }

  /** Copies a hypothesis of another set to the end of this one, without looking for an equal one. */
  copyFrom(other: Hypotheses, from: number): number {
    const to = this.count++
    if (to === this.capacity) this.#grow()
    this.#copy(other, from, to)
    return to
  }

  /** Copies a hypothesis of this set over another. */
  move(from: number, to: number): void {
    if (from !== to) this.#copy(this, from, to)
  }

  #copy(other: Hypotheses, from: number, to: number): void {
    this.history[to] = other.history[from] ?? 0
    this.node[to] = other.node[from] ?? 0
    this.tail[to] = other.tail[from] ?? 0
    this.general[to] = other.general[from] ?? 0
    this.domain[to] = other.domain[from] ?? 0
    this.phrase[to] = other.phrase[from] ?? 0
    this.language[to] = other.language[from] ?? 0
    this.bonus[to] = other.bonus[from] ?? 0
    this.blank[to] = other.blank[from] ?? 0
    this.spoken[to] = other.spoken[from] ?? 0
    this.blankTrace[to] = other.blankTrace[from] ?? 0
    this.spokenTrace[to] = other.spokenTrace[from] ?? 0
    this.newToken[to] = other.newToken[from] ?? 0
    this.newFrame[to] = other.newFrame[from] ?? 0
    this.newScore[to] = other.newScore[from] ?? 0
    this.score[to] = other.score[from] ?? 0
  }

  #grow(): void {
    this.capacity *= 2
    const integers = (values: Int32Array): Int32Array => {
      const larger = new Int32Array(this.capacity)
      larger.set(values)
      return larger
    }
    const numbers = (values: Float64Array): Float64Array => {
      const larger = new Float64Array(this.capacity)
      larger.set(values)
      return larger
    }
    this.history = integers(this.history)
    this.node = integers(this.node)
    this.tail = integers(this.tail)
    this.general = integers(this.general)
    this.domain = integers(this.domain)
    this.phrase = integers(this.phrase)
    this.blankTrace = integers(this.blankTrace)
    this.spokenTrace = integers(this.spokenTrace)
    this.newToken = integers(this.newToken)
    this.newFrame = integers(this.newFrame)
    this.language = numbers(this.language)
    this.bonus = numbers(this.bonus)
    this.blank = numbers(this.blank)
    this.spoken = numbers(this.spoken)
    this.newScore = numbers(this.newScore)
    this.spokenBest = numbers(this.spokenBest)
    this.score = numbers(this.score)
    this.#slots = new Int32Array(slotsFor(this.capacity))
    for (let index = 0; index < this.count - 1; index++) this.#insert(index)
  }

  /** To be called after keys were changed from outside. */
  index(): void {
    this.#slots.fill(0)
    for (let index = 0; index < this.count; index++) this.#insert(index)
  }

  #insert(index: number): void {
    const mask = this.#slots.length - 1
    let slot = hashOf(this.history[index] ?? 0, this.node[index] ?? 0, this.tail[index] ?? 0) & mask
    while ((this.#slots[slot] ?? 0) !== 0) slot = (slot + 1) & mask
    this.#slots[slot] = index + 1
  }
}

const slotsFor = (capacity: number): number => 2 ** Math.ceil(Math.log2(capacity * 2 + 2))

function hashOf(history: number, node: number, tail: number): number {
  let hash = Math.imul(history + 1, 0x9e37_79b1) ^ Math.imul(node + 2, 0x85eb_ca6b)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b_3c6d) ^ Math.imul(tail + 2, 0x297a_2d39)
  return hash ^ (hash >>> 13)
}

/**
 * The best of a set, best first: at most `most`, none more than `threshold` below the best. Of equal scores the one
 * that was added first is better, so that the order is always the same.
 */
export class Ranking {
  /** Indices of the set that was ranked; the first `count` are valid. */
  readonly best: Int32Array
  count = 0
  readonly #most: number

  constructor(most: number) {
    this.#most = most
    this.best = new Int32Array(most)
  }

  rank({ score, count }: Hypotheses, threshold: number): void {
    const { best } = this
    let kept = 0
    let lowest = NEVER
    for (let index = 0; index < count; index++) {
      const own = score[index] ?? NEVER
      if (own === NEVER || Number.isNaN(own) || (kept === this.#most && own <= lowest)) continue
      let place = kept < this.#most ? kept++ : kept - 1
      // Insertion: sets are small, and most of what comes is worse than what is kept.
      while (place > 0 && (score[best[place - 1] ?? 0] ?? NEVER) < own) {
        best[place] = best[place - 1] ?? 0
        place--
      }
      best[place] = index
      if (kept === this.#most) lowest = score[best[kept - 1] ?? 0] ?? NEVER
    }
    const least = (score[best[0] ?? 0] ?? NEVER) - threshold
    while (kept > 0 && (score[best[kept - 1] ?? 0] ?? NEVER) < least) kept--
    this.count = kept
  }
}
