/** Stores the progress of a job as often as is worth it, and always the newest. @module */

type Write = (fraction: number, stage: string | undefined) => Promise<void>

/** Each write is a synced commit: twice a second is as live as a person needs. */
const EVERY_MS = 500

export class ProgressReport {
  readonly #write: Write
  #lastAt = Number.NEGATIVE_INFINITY
  #timer: NodeJS.Timeout | undefined
  #newest: Readonly<{ fraction: number; stage: string | undefined }> = { fraction: 0, stage: undefined }
  #writing: Promise<void> = Promise.resolve()
  #ended = false

  /** @param write must not reject */
  constructor(write: Write) {
    this.#write = write
  }

  /** A fraction outside 0..1 is taken as the nearer end, one that is no number (0 of 0 done) as 0. */
  readonly report = (fraction: number, stage?: string): void => {
    if (this.#ended) return
    this.#newest = { fraction: Math.min(1, Math.max(0, fraction || 0)), stage }
    if (this.#timer !== undefined) return
    const wait = this.#lastAt + EVERY_MS - performance.now()
    if (wait <= 0) this.#store()
    else this.#timer = setTimeout(() => this.#store(), wait)
  }

  /** After it nothing is written any more: the state that the job ends in says the rest. */
  async end(): Promise<void> {
    this.#ended = true
    clearTimeout(this.#timer)
    await this.#writing
  }

  #store(): void {
    this.#timer = undefined
    this.#lastAt = performance.now()
    const { fraction, stage } = this.#newest
    this.#writing = this.#writing.then(() => this.#write(fraction, stage))
  }
}
