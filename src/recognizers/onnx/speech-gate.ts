/**
 * Where somebody may be speaking, told at once: what is louder than the noise of the last seconds. It decides when a
 * neural model works and when a phrase is over; whether sound was speech is judged by all of it, when words were found.
 * @module
 */

const FRAME_SAMPLES = 160
export const GATE_FRAMES_PER_SECOND = 100
/** The noise is the least level of so many frames (minimum statistics, Martin 2001), averaged over five. */
const FLOOR_FRAMES = 3 * GATE_FRAMES_PER_SECOND
const SMOOTHING_FRAMES = 5
/** The noise is taken to be no louder than this: a stream may begin within a word. */
const MAX_FLOOR_DECIBELS = -45
const MIN_FLOOR_DECIBELS = -75
const PROMINENCE_DECIBELS = 8
/** So many loud frames of the last ones begin speech: a click has fewer. */
const ONSET_FRAMES = 6
const ONSET_WINDOW_FRAMES = 10

export class SpeechGate {
  #pending = new Int16Array(0)
  /** The last levels, and the means of the last seconds, each at its frame's number modulo the length. */
  readonly #levels = new Float64Array(SMOOTHING_FRAMES)
  readonly #means = new Float64Array(FLOOR_FRAMES).fill(MAX_FLOOR_DECIBELS)
  readonly #loud: boolean[] = []
  #frames = 0
  #lastLoud = Number.NEGATIVE_INFINITY
  #onset: number | undefined

  /** Frames of 10 ms heard so far. */
  get frames(): number {
    return this.#frames
  }

  /** Frames since the last that was loud; infinite before the first. */
  get quietFrames(): number {
    return this.#frames - 1 - this.#lastLoud
  }

  /** The frame in which speech began that is going on or was just over; `undefined` where there was none since `reset`. */
  get onset(): number | undefined {
    return this.#onset
  }

  /** Forgets the speech, and not the noise. */
  reset(): void {
    this.#onset = undefined
    this.#loud.fill(false)
  }

  push(samples: Int16Array): void {
    const values = new Int16Array(this.#pending.length + samples.length)
    values.set(this.#pending)
    values.set(samples, this.#pending.length)
    let at = 0
    for (; at + FRAME_SAMPLES <= values.length; at += FRAME_SAMPLES) {
      let [sum, squares] = [0, 0]
      for (let index = at; index < at + FRAME_SAMPLES; index++) {
        const sample = values[index] as number
        sum += sample
        squares += sample * sample
      }
      // Without the offset that some recorders have.
      const power = squares / FRAME_SAMPLES - (sum / FRAME_SAMPLES) ** 2
      this.#pushFrame(10 * Math.log10(power / 2 ** 30 + 1e-10))
    }
    this.#pending = values.slice(at)
  }

  #pushFrame(level: number): void {
    this.#levels[this.#frames % SMOOTHING_FRAMES] = level
    if (this.#frames >= SMOOTHING_FRAMES - 1) this.#means[this.#frames % FLOOR_FRAMES] = this.#meanLevel()
    const loud = level > this.#floor() + PROMINENCE_DECIBELS
    if (loud) this.#lastLoud = this.#frames
    this.#loud.push(loud)
    if (this.#loud.length > ONSET_WINDOW_FRAMES) this.#loud.shift()
    this.#frames++
    if (this.#onset !== undefined || this.#loud.filter(Boolean).length < ONSET_FRAMES) return
    this.#onset = this.#frames - this.#loud.length + this.#loud.indexOf(true)
  }

  #meanLevel(): number {
    return this.#levels.reduce((sum, level) => sum + level, 0) / SMOOTHING_FRAMES
  }

  #floor(): number {
    let least = MAX_FLOOR_DECIBELS
    for (let at = 0; at < FLOOR_FRAMES; at++) least = Math.min(least, this.#means[at] as number)
    return Math.max(MIN_FLOOR_DECIBELS, least)
  }
}
