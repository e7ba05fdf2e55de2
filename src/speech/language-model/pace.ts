/** Long sums on the event loop's own thread, in slices short enough for requests in between. @module */

import { setImmediate as nextTurn } from 'node:timers/promises'

export type LongWork = Readonly<{
  signal?: AbortSignal
  /** Longest stretch without letting others run, in milliseconds. Default 10. */
  yieldEvery?: number
}>

/** Steps between looks at the clock: a few tens of microseconds of work. */
const STEPS = 256

export class Pace {
  readonly #signal: AbortSignal | undefined
  readonly #sliceMs: number
  #steps = 0
  #sliceEnd: number

  constructor({ signal, yieldEvery = 10 }: LongWork) {
    this.#signal = signal
    this.#sliceMs = yieldEvery
    this.#sliceEnd = performance.now() + yieldEvery
  }

  /** Counts one step; true when it is time to `await turn()`. */
  due(): boolean {
    if (++this.#steps < STEPS) return false
    this.#steps = 0
    return performance.now() >= this.#sliceEnd
  }

  /** Lets the event loop run; throws the signal's reason after an abort. */
  async turn(): Promise<void> {
    await nextTurn()
    this.#signal?.throwIfAborted()
    this.#sliceEnd = performance.now() + this.#sliceMs
  }
}
