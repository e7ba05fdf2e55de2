/**
 * Graphone n-grams as a tree in columns: a node is an n-gram, its parent the n-gram without the last graphone.
 * @module
 */

/** Node 0 is the empty n-gram. */
export class NgramTree {
  parents = new Int32Array(1 << 16)
  tokens = new Uint16Array(1 << 16)
  /** The n-gram without its first graphone. */
  suffixes = new Int32Array(1 << 16)
  counts = new Int32Array(1 << 16)
  size = 1
  #table = new Int32Array(1 << 18)

  /** A tree without counts, from columns in which every n-gram follows its parent and its suffix. */
  static of(parents: Int32Array, tokens: Uint16Array): NgramTree {
    const tree = new NgramTree()
    for (let node = 1; node < parents.length; node++) {
      const [parent = 0, token = 0] = [parents[node], tokens[node]]
      const suffix = parent === 0 ? 0 : tree.child(tree.suffixes[parent] ?? 0, token)
      tree.add(parent, token, suffix)
    }
    return tree
  }

  /** Number of graphones in each n-gram. */
  lengths(): Uint8Array {
    const lengths = new Uint8Array(this.size)
    for (let node = 1; node < this.size; node++) lengths[node] = (lengths[this.parents[node] ?? 0] ?? 0) + 1
    return lengths
  }

  /** The node of the n-gram `parent` + `token`, or -1. */
  child(parent: number, token: number): number {
    const mask = this.#table.length - 1
    for (let slot = hash(parent, token) & mask; ; slot = (slot + 1) & mask) {
      const node = this.#table[slot] ?? 0
      if (node === 0) return -1
      if (this.parents[node] === parent && this.tokens[node] === token) return node
    }
  }

  /** The node of the n-gram, added if it is new; `suffix` is the node without the first graphone. */
  add(parent: number, token: number, suffix: number): number {
    const known = this.child(parent, token)
    if (known >= 0) return known
    if (this.size === this.parents.length) this.#grow()
    const node = this.size++
    this.parents[node] = parent
    this.tokens[node] = token
    this.suffixes[node] = suffix
    if (2 * this.size > this.#table.length) this.#table = this.#rehashed(2 * this.#table.length)
    else this.#place(this.#table, node)
    return node
  }

  #place(table: Int32Array, node: number): void {
    const mask = table.length - 1
    let slot = hash(this.parents[node] ?? 0, this.tokens[node] ?? 0) & mask
    while (table[slot] !== 0) slot = (slot + 1) & mask
    table[slot] = node
  }

  #rehashed(length: number): Int32Array<ArrayBuffer> {
    const table = new Int32Array(length)
    for (let node = 1; node < this.size; node++) this.#place(table, node)
    return table
  }

  #grow(): void {
    const longer = <T extends Int32Array | Uint16Array>(column: T, made: T): T => {
      made.set(column)
      return made
    }
    const length = 2 * this.size
    this.parents = longer(this.parents, new Int32Array(length))
    this.tokens = longer(this.tokens, new Uint16Array(length))
    this.suffixes = longer(this.suffixes, new Int32Array(length))
    this.counts = longer(this.counts, new Int32Array(length))
  }
}

function hash(parent: number, token: number): number {
  let mixed = Math.imul(parent, 0x9e3779b1) ^ Math.imul(token + 1, 0x85ebca6b)
  mixed ^= mixed >>> 15
  mixed = Math.imul(mixed, 0x2c1b3c6d)
  return (mixed ^ (mixed >>> 13)) >>> 0
}
