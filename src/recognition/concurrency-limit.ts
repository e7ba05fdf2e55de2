/** Limits the recordings that are recognized at a time: a further one is rejected instead of slowing down all of them. @module */
import { availableParallelism } from 'node:os'
import { Problem } from '../platform/index.ts'

/** Each recording uses all cores: with more at a time, each takes longer and none is finished sooner. */
const RECORDINGS_PER_CORE = 4

export class ConcurrencyLimit {
  readonly max: number
  #taken = 0

  constructor(max: number = RECORDINGS_PER_CORE * availableParallelism()) {
    this.max = max
  }

  /** Before the recording is sent: clients need not upload what will be rejected. @throws Problem TooManyRequests */
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
