/** How many streams are heard at a time: one more would make all of them late. @module */
import { availableParallelism } from 'node:os'

/** Eight streams of people who read aloud without end take three quarters of two cores (`bench/recognition.ts`). */
const STREAMS_PER_CORE = 4
/** Once the machine was too slow, so long nobody is let in beside those who are there. */
const RECOVERY_MS = 5_000

export const defaultLiveStreams = (): number => STREAMS_PER_CORE * availableParallelism()

export class Admission {
  readonly capacity: number
  #held = 0
  #behindUntil = Number.NEGATIVE_INFINITY

  constructor(capacity: number = defaultLiveStreams()) {
    this.capacity = capacity
  }

  get held(): number {
    return this.#held
  }

  /** A stream is heard more slowly than it is spoken: one more would slow down all. */
  fellBehind(): void {
    this.#behindUntil = performance.now() + RECOVERY_MS
  }

  /** A place, to be given back by calling what is returned; undefined when there is none. */
  enter(): (() => void) | undefined {
    if (this.#held >= this.capacity) return undefined
    // Alone, a stream is better heard late than not at all.
    if (this.#held > 0 && performance.now() < this.#behindUntil) return undefined
    this.#held++
    let left = false
    return () => {
      if (!left) this.#held--
      left = true
    }
  }
}
