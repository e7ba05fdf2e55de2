/**
 * When each token of a hypothesis was said: a tree of tokens that hypotheses share. `NO_TRACE` is its root.
 * @module
 */

export const NO_TRACE = 0

export class Traces {
  #parents = new Int32Array(1_024)
  #tokens = new Int32Array(1_024)
  #frames = new Int32Array(1_024)
  /** What was said with the token, an entry of `Histories`. */
  #histories = new Int32Array(1_024)
  /** Logarithm of the token's probability in its frame. */
  #scores = new Float32Array(1_024)
  #size = 1

  get size(): number {
    return this.#size
  }

  parent(entry: number): number {
    return this.#parents[entry] ?? 0
  }

  token(entry: number): number {
    return this.#tokens[entry] ?? 0
  }

  frame(entry: number): number {
    return this.#frames[entry] ?? 0
  }

  history(entry: number): number {
    return this.#histories[entry] ?? 0
  }

  score(entry: number): number {
    return this.#scores[entry] ?? 0
  }

  clear(): void {
    this.#size = 1
  }

  add(parent: number, token: number, frame: number, history: number, score: number): number {
    const entry = this.#size++
    if (entry === this.#parents.length) this.#grow()
    this.#parents[entry] = parent
    this.#tokens[entry] = token
    this.#frames[entry] = frame
    this.#histories[entry] = history
    this.#scores[entry] = score
    return entry
  }

  /** Entries from the beginning to `entry`. */
  pathOf(entry: number): number[] {
    const path: number[] = []
    for (let at = entry; at !== NO_TRACE; at = this.#parents[at] ?? 0) path.push(at)
    return path.reverse()
  }

  /** The last entry that all paths have in common. Entries have larger numbers than their parents. */
  commonAncestor(entries: readonly number[]): number {
    let common = entries[0] ?? NO_TRACE
    for (let other of entries) {
      while (common !== other) {
        if (common > other) common = this.#parents[common] ?? 0
        else other = this.#parents[other] ?? 0
      }
    }
    return common
  }

  /**
   * Keeps only what leads from `root`, which is left out as well, to the given entries. Answers the new entry of each old
   * one that was kept. Histories keep their old numbers until `moveHistories`.
   */
  keep(entries: Iterable<number>, root: number): Int32Array {
    const marked = new Uint8Array(this.#size)
    for (const entry of entries) {
      for (let at = entry; at !== root && at !== NO_TRACE && marked[at] === 0; at = this.#parents[at] ?? 0)
        marked[at] = 1
    }
    const moved = new Int32Array(this.#size)
    let size = 1
    for (let entry = 1; entry < marked.length; entry++) {
      if (marked[entry] === 0) continue
      this.#parents[size] = moved[this.#parents[entry] ?? 0] ?? 0
      this.#tokens[size] = this.#tokens[entry] ?? 0
      this.#frames[size] = this.#frames[entry] ?? 0
      this.#histories[size] = this.#histories[entry] ?? 0
      this.#scores[size] = this.#scores[entry] ?? 0
      moved[entry] = size++
    }
    this.#size = size
    return moved
  }

  /** The histories of all entries. */
  *histories(): Generator<number, void, undefined> {
    for (let entry = 1; entry < this.#size; entry++) yield this.#histories[entry] ?? 0
  }

  moveHistories(moved: Int32Array): void {
    for (let entry = 1; entry < this.#size; entry++)
      this.#histories[entry] = moved[this.#histories[entry] ?? 0] ?? 0
  }

  #grow(): void {
    const grown = (values: Int32Array): Int32Array<ArrayBuffer> => {
      const larger = new Int32Array(values.length * 2)
      larger.set(values)
      return larger
    }
    this.#parents = grown(this.#parents)
    this.#tokens = grown(this.#tokens)
    this.#frames = grown(this.#frames)
    this.#histories = grown(this.#histories)
    const scores = new Float32Array(this.#scores.length * 2)
    scores.set(this.#scores)
    this.#scores = scores
  }
}
