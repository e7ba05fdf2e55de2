/**
 * What hypotheses have said, as a tree that they share: an entry is what was said before it and one label more. Equal
 * texts are the same entry, so that hypotheses are compared by one number.
 * @module
 */

/** No history: nothing was said. */
export const EMPTY = 0

export class Histories {
  #parents = new Int32Array(1_024)
  #labels = new Int32Array(1_024)
  /** Words that are complete, from the beginning of the stream. */
  #words = new Int32Array(1_024)
  // Open addressing; a slot holds an entry, 0 is free. Never more than half full.
  #slots = new Int32Array(4_096)
  #size = 1

  get size(): number {
    return this.#size
  }

  parent(entry: number): number {
    return this.#parents[entry] ?? 0
  }

  label(entry: number): number {
    return this.#labels[entry] ?? 0
  }

  words(entry: number): number {
    return this.#words[entry] ?? 0
  }

  clear(): void {
    this.#size = 1
    this.#words[0] = 0
    this.#slots.fill(0)
  }

  /** The entry of `parent` and one label more; `completes` says that the label ends a word. */
  extend(parent: number, label: number, completes: boolean): number {
    const mask = this.#slots.length - 1
    let hash = Math.imul(parent + 1, 0x9e37_79b1) ^ Math.imul(label + 1, 0x85eb_ca6b)
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b_3c6d)
    let slot = (hash ^ (hash >>> 13)) & mask
    for (;;) {
      const entry = this.#slots[slot] ?? 0
      if (entry === 0) break
      if (this.#parents[entry] === parent && this.#labels[entry] === label) return entry
      slot = (slot + 1) & mask
    }
    const entry = this.#size
    if (entry === this.#parents.length) this.#grow()
    this.#size++
    this.#parents[entry] = parent
    this.#labels[entry] = label
    this.#words[entry] = (this.#words[parent] ?? 0) + (completes ? 1 : 0)
    if (this.#size * 2 > this.#slots.length) this.#rehash(this.#slots.length * 2)
    else this.#slots[slot] = entry
    return entry
  }

  /** Labels after the root, the oldest first. */
  labelsOf(entry: number): number[] {
    const labels: number[] = []
    for (let at = entry; at !== EMPTY; at = this.#parents[at] ?? 0) labels.push(this.#labels[at] ?? 0)
    return labels.reverse()
  }

  /** The entry without the letters of an unfinished word. */
  completePart(entry: number): number {
    let at = entry
    while (at !== EMPTY && this.words(at) === this.words(this.parent(at))) at = this.parent(at)
    return at
  }

  /** The last entry that all have in common. Entries have larger numbers than their parents. */
  commonAncestor(entries: readonly number[]): number {
    let common = entries[0] ?? EMPTY
    for (let other of entries) {
      while (common !== other) {
        if (common > other) common = this.#parents[common] ?? EMPTY
        else other = this.#parents[other] ?? EMPTY
      }
    }
    return common
  }

  /**
   * Keeps only what leads to the given entries, and makes `root` the beginning of all. Every given entry must be `root`
   * or come after it. Answers the new entry of each old one that was kept.
   */
  keep(entries: Iterable<number>, root: number): Int32Array {
    const marked = new Uint8Array(this.#size)
    for (const entry of entries) {
      for (let at = entry; at !== root && marked[at] === 0; at = this.#parents[at] ?? 0) marked[at] = 1
    }
    const moved = new Int32Array(this.#size)
    this.#words[0] = this.#words[root] ?? 0
    let size = 1
    // Entries come after their parents.
    for (let entry = 1; entry < marked.length; entry++) {
      if (marked[entry] === 0) continue
      const parent = this.#parents[entry] ?? 0
      this.#parents[size] = parent === root ? EMPTY : (moved[parent] ?? 0)
      this.#labels[size] = this.#labels[entry] ?? 0
      this.#words[size] = this.#words[entry] ?? 0
      moved[entry] = size++
    }
    moved[root] = EMPTY
    this.#size = size
    this.#rehash(this.#slots.length)
    return moved
  }

  #grow(): void {
    const grown = (values: Int32Array): Int32Array<ArrayBuffer> => {
      const larger = new Int32Array(values.length * 2)
      larger.set(values)
      return larger
    }
    this.#parents = grown(this.#parents)
    this.#labels = grown(this.#labels)
    this.#words = grown(this.#words)
  }

  #rehash(size: number): void {
    const slots = size === this.#slots.length ? this.#slots.fill(0) : new Int32Array(size)
    const mask = size - 1
    for (let entry = 1; entry < this.#size; entry++) {
      const [parent, label] = [this.#parents[entry] ?? 0, this.#labels[entry] ?? 0]
      let hash = Math.imul(parent + 1, 0x9e37_79b1) ^ Math.imul(label + 1, 0x85eb_ca6b)
      hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b_3c6d)
      let slot = (hash ^ (hash >>> 13)) & mask
      while ((slots[slot] ?? 0) !== 0) slot = (slot + 1) & mask
      slots[slot] = entry
    }
    this.#slots = slots
  }
}
