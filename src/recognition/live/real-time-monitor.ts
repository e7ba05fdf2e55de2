/** Whether a stream is heard as fast as people speak. @module */
import { SAMPLE_RATE } from '../../speech/audio/index.ts'

/** Shorter stretches say more of chance than of load. */
const WINDOW_MS = 3_000
/** Heard more slowly than this, while audio waits, texts come later and later. */
const MIN_SPEED = 0.95

export class RealTimeMonitor {
  readonly #behind: () => void
  readonly #now: () => number
  #since: number
  #samples = 0

  /** @param behind called when audio had to wait for three seconds, and fewer seconds of it were heard meanwhile */
  constructor(behind: () => void, now: () => number = () => performance.now()) {
    this.#behind = behind
    this.#now = now
    this.#since = now()
  }

  /**
   * @param samples taken by the engine since the last call
   * @param waiting whether more audio is there already. Clients that send files faster than they were spoken have audio
   *   waiting all the time; it is the pace of hearing that tells, not the length of the queue.
   */
  processed(samples: number, waiting: boolean): void {
    const now = this.#now()
    this.#samples += samples
    if (waiting && now - this.#since < WINDOW_MS) return
    const spokenMs = (this.#samples / SAMPLE_RATE) * 1000
    if (waiting && spokenMs < MIN_SPEED * (now - this.#since)) this.#behind()
    this.#since = now
    this.#samples = 0
  }
}
