/**
 * The distinct n-grams of one order. Each is a pair of small integers: the index of its first n - 1 words in the
 * table one order below, and its last word. Indices are given in order of arrival.
 * @module
 */

import { IntegerColumn } from './integer-column.ts'

export const ABSENT = -1

/** A table as plain columns, which transfer between threads. */
export type NgramColumns = Readonly<{
  prefixes: Int32Array<ArrayBuffer>
  words: Int32Array<ArrayBuffer>
  slots: Int32Array<ArrayBuffer>
}>

export class NgramTable {
  readonly #prefixes: IntegerColumn
  readonly #words: IntegerColumn
  // Open addressing; a slot holds index + 1, 0 is free. Never more than half full.
  #slots: Int32Array<ArrayBuffer>
  #size: number

  /** @param columns of another table, used without a copy; omit them for an empty table */
  constructor(columns?: NgramColumns) {
    this.#prefixes = new IntegerColumn(columns?.prefixes)
    this.#words = new IntegerColumn(columns?.words)
    this.#slots = columns?.slots ?? new Int32Array(2_048)
    this.#size = columns?.words.length ?? 0
  }

  /** Copies of the columns: the table stays usable. */
  columns(): NgramColumns {
    return {
      prefixes: this.#prefixes.first(this.#size),
      words: this.#words.first(this.#size),
      slots: this.#slots.slice()
    }
  }

  get size(): number {
    return this.#size
  }

  prefix(index: number): number {
    return this.#prefixes.get(index)
  }

  word(index: number): number {
    return this.#words.get(index)
  }

  find(prefix: number, word: number): number {
    return (this.#slots[this.#slotOf(prefix, word)] ?? 0) - 1
  }

  /** The n-gram's index; a new n-gram is added at index `size`. */
  add(prefix: number, word: number): number {
    const slot = this.#slotOf(prefix, word)
    const found = (this.#slots[slot] ?? 0) - 1
    if (found !== ABSENT) return found
    const index = this.#size++
    this.#prefixes.set(index, prefix)
    this.#words.set(index, word)
    this.#slots[slot] = index + 1
    if (this.#size * 2 > this.#slots.length) this.#grow()
    return index
  }

  #slotOf(prefix: number, word: number): number {
    const mask = this.#slots.length - 1
    let hash = Math.imul(prefix, 0x9e37_79b1) ^ Math.imul(word + 1, 0x85eb_ca6b)
    hash ^= hash >>> 15
    hash = Math.imul(hash, 0x2c1b_3c6d)
    let slot = (hash ^ (hash >>> 13)) & mask
    for (;;) {
      const index = (this.#slots[slot] ?? 0) - 1
      if (index === ABSENT) return slot
      if (this.#words.get(index) === word && this.#prefixes.get(index) === prefix) return slot
      slot = (slot + 1) & mask
    }
  }

  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 2)
    for (let index = 0; index < this.#size; index++) {
      this.#slots[this.#slotOf(this.#prefixes.get(index), this.#words.get(index))] = index + 1
    }
  }
}
