/** How many streams are heard at a time: one more would make all of them late. @module */
import { availableParallelism } from 'node:os'

/** Measured by `bench/live.ts`: so many streams a core keep up with people speaking. */
const STREAMS_A_CORE = 4

export const defaultLiveStreams = (): number => STREAMS_A_CORE * availableParallelism()

export class Admission {
  readonly capacity: number
  #held = 0

  constructor(capacity: number = defaultLiveStreams()) {
    this.capacity = capacity
  }

  get held(): number {
    return this.#held
  }

  /** A place, to be given back by calling what is returned; undefined when all are taken. */
  enter(): (() => void) | undefined {
    if (this.#held >= this.capacity) return undefined
    this.#held++
    let left = false
    return () => {
      if (!left) this.#held--
      left = true
    }
  }
}
