/** Runs long computations on the event loop's thread in slices, so that requests are served in between. @module */

import { setImmediate as nextTurn } from 'node:timers/promises'

export type YieldOptions = Readonly<{
  signal?: AbortSignal
  /** Longest slice between two yields to the event loop. Default 10. */
  yieldEveryMs?: number
}>

/** Steps between clock checks: a few tens of microseconds of work. */
const STEPS_PER_CLOCK_CHECK = 256

export class EventLoopYielder {
  readonly #signal: AbortSignal | undefined
  readonly #sliceMs: number
  #steps = 0
  #sliceEnd: number

  constructor({ signal, yieldEveryMs = 10 }: YieldOptions) {
    this.#signal = signal
    this.#sliceMs = yieldEveryMs
    this.#sliceEnd = performance.now() + yieldEveryMs
  }

  /** Counts one step; true if it is time to `await yieldToEventLoop()`. */
  isDue(): boolean {
    if (++this.#steps < STEPS_PER_CLOCK_CHECK) return false
    this.#steps = 0
    return performance.now() >= this.#sliceEnd
  }

  /** Lets the event loop run; throws the signal's reason after an abort. */
  async yieldToEventLoop(): Promise<void> {
    await nextTurn()
    this.#signal?.throwIfAborted()
    this.#sliceEnd = performance.now() + this.#sliceMs
  }
}
