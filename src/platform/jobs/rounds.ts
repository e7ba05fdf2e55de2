/** Work that is done in rounds, one at a time: whoever asks during a round gets another one after it. @module */

export type RoundsParts = Readonly<{
  round: () => Promise<void>
  /** A round failed. */
  failed: (error: unknown) => void
  /** Whether rounds are wanted at all: false before the start and from the stop on. */
  isWorking: () => boolean
}>

export class Rounds {
  readonly #parts: RoundsParts
  #running: Promise<void> | undefined
  #again = false

  constructor(parts: RoundsParts) {
    this.#parts = parts
  }

  /** Resolves when no round runs. */
  async ended(): Promise<void> {
    await this.#running
  }

  request(): void {
    if (!this.#parts.isWorking()) return
    if (this.#running !== undefined) {
      this.#again = true
      return
    }
    this.#running = this.#parts
      .round()
      .catch(this.#parts.failed)
      .finally(() => {
        this.#running = undefined
        if (!this.#again) return
        this.#again = false
        this.request()
      })
  }
}
