/** Streams of the engine that batch work may hold at once: all cores at work, and no queue for live callers. @module */

export class Places {
  #free: number
  readonly #waiting: (() => void)[] = []

  constructor(count: number) {
    this.#free = count
  }

  /** Runs `work` once there is a place, in the order of the calls; the place is free again when it ends. */
  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    try {
      return await work()
    } finally {
      // Handed on as it is: a place that is counted free in between could be taken twice.
      const next = this.#waiting.shift()
      if (next) next()
      else this.#free++
    }
  }
}
