/** Pieces of speech that batch work may have heard at once: all cores at work, and no queue before live callers. @module */
import type { Turns } from '../recognizers/index.ts'

/** Semaphore are given in the order in which they were asked for. */
export class Semaphore implements Turns {
  #free: number
  readonly #waiting: (() => void)[] = []

  constructor(count: number) {
    this.#free = count
  }

  enter = async (): Promise<() => void> => {
    if (this.#free > 0) this.#free--
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    return () => {
      // Handed on as it is: a place that is counted free in between could be taken twice.
      const next = this.#waiting.shift()
      if (next) next()
      else this.#free++
    }
  }
}
