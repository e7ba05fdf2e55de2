/** How many recordings are heard at once: a further one is turned away at once rather than slowing all of them. @module */
import { availableParallelism } from 'node:os'
import { Problem } from '../platform/index.ts'

/** Every recording is heard on all cores: with more at once, each takes longer and none is done sooner. */
const RECORDINGS_PER_CORE = 4

export class ConcurrencyLimit {
  readonly max: number
  #taken = 0

  constructor(max: number = RECORDINGS_PER_CORE * availableParallelism()) {
    this.max = max
  }

  /** Before the recording is sent: nobody need upload what will not be heard. @throws Problem TooManyRequests */
  rejectWhenFull(): void {
    if (this.#taken < this.max) return
    throw new Problem(
      'TooManyRequests',
      undefined,
      `The service is already transcribing ${this.max} recordings, its maximum. Try again later.`
    )
  }

  /** A place while `work` goes on. Taken once the recording is there, so that slow senders hold none. */
  async take<T>(work: () => Promise<T>): Promise<T> {
    this.rejectWhenFull()
    this.#taken++
    try {
      return await work()
    } finally {
      this.#taken--
    }
  }
}
