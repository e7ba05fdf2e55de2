/** Transcriptions whose `timeToLive` is over go of themselves, and nobody sees them any more until they are gone. @module */
import { millisecondsOf } from '../platform/index.ts'
import type { TranscriptionStore } from './transcription-store.ts'

/** When a transcription that ends at `end` is over; undefined when it is kept. */
export function expiryOf(timeToLive: string | undefined, end: number): Date | undefined {
  const milliseconds = timeToLive === undefined ? 0 : (millisecondsOf(timeToLive) ?? 0)
  return milliseconds > 0 ? new Date(end + milliseconds) : undefined
}

/** Timers hold no longer times; a clock that was set is noticed after so long at the latest. */
const MAX_WAIT_MS = 3_600_000

export class Expiry {
  readonly #store: TranscriptionStore
  readonly #remove: (id: string) => Promise<void>
  readonly #now: () => number
  readonly #failed: (error: unknown) => void
  #timer: NodeJS.Timeout | undefined
  /** Kept at hand: it is looked at with every request. */
  #next = Number.POSITIVE_INFINITY
  #sweeping: Promise<void> | undefined
  #stopped = false

  constructor(
    store: TranscriptionStore,
    parts: Readonly<{
      remove: (id: string) => Promise<void>
      now: () => number
      failed: (error: unknown) => void
    }>
  ) {
    this.#store = store
    this.#remove = parts.remove
    this.#now = parts.now
    this.#failed = parts.failed
  }

  /** Removes what is over, and waits for what comes next. */
  async start(): Promise<void> {
    await this.#look()
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#timer)
  }

  /** A transcription with that end has been stored. */
  expect(at: Date): void {
    if (at.getTime() >= this.#next) return
    this.#next = at.getTime()
    this.#wait()
  }

  /** Ends may have been stored elsewhere. Never throws. */
  lookAgain(): void {
    if (!this.#stopped) this.#look().catch(this.#failed)
  }

  /** Resolves when nothing is left that is over. */
  async sweep(): Promise<void> {
    if (this.#next <= this.#now()) await this.#look()
  }

  #look(): Promise<void> {
    this.#sweeping ??= this.#removeExpired().finally(() => {
      this.#sweeping = undefined
    })
    return this.#sweeping
  }

  async #removeExpired(): Promise<void> {
    for (const id of await this.#store.expired(this.#now())) await this.#remove(id)
    this.#next = (await this.#store.nextExpiry()) ?? Number.POSITIVE_INFINITY
    this.#wait()
  }

  #wait(): void {
    clearTimeout(this.#timer)
    if (this.#stopped || this.#next === Number.POSITIVE_INFINITY) return
    const wait = Math.min(MAX_WAIT_MS, Math.max(1, this.#next - this.#now()))
    this.#timer = setTimeout(() => {
      this.#look().catch((error: unknown) => {
        this.#failed(error)
        this.#wait()
      })
    }, wait).unref()
  }
}
