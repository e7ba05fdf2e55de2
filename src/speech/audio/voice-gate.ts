/** Whether a stretch of a live stream was speech, asked as soon as it has ended. @module */
import { NoiseFloor } from './noise-floor.ts'
import { type HeardFrame, SpeechLikeness } from './speech-likeness.ts'
import { TICKS_PER_SECOND } from './ticks.ts'
import { FRAMES_PER_SECOND, type VoiceFrame, VoiceFrames } from './voice-frames.ts'

/** A phrase is not longer than its newest part that is looked at, and the sound before it that tells the noise. */
const MOST_FRAMES = 12 * FRAMES_PER_SECOND
const BEFORE_FRAMES = 3 * FRAMES_PER_SECOND
/** As where recordings are cut: a word has a tenth of a second of speech within a fifth. */
const OUTBREAK_FRAMES = 20
const LEAST_SPEECH_FRAMES = 10

/** Holds what was measured of the last fifteen seconds, whatever is pushed. */
export class VoiceGate {
  readonly #measure = new VoiceFrames()
  #frames: VoiceFrame[] = []
  #first = 0

  /** @param samples 16 kHz, mono */
  push(samples: Int16Array): void {
    this.#frames.push(...this.#measure.push(samples))
    const past = this.#frames.length - MOST_FRAMES - BEFORE_FRAMES
    // Now and then at once, as every cut copies what is left.
    if (past < FRAMES_PER_SECOND) return
    this.#frames = this.#frames.slice(past)
    this.#first += past
  }

  /**
   * Whether there was speech between `offsetTicks` and the last sample: silence, steady noise, tones and most music
   * have none. Measured as `segmentSpeech` does, by what is known so far. Of a stretch longer than 12 s, its end.
   */
  heardSpeech(offsetTicks: number): boolean {
    const start = Math.max(
      Math.floor((offsetTicks / TICKS_PER_SECOND) * FRAMES_PER_SECOND) - this.#first,
      this.#frames.length - MOST_FRAMES
    )
    const from = Math.max(0, start - BEFORE_FRAMES)
    const [floor, likeness] = [new NoiseFloor(), new SpeechLikeness()]
    const heard: HeardFrame[] = []
    for (let at = from; at < this.#frames.length; at++) {
      const frame = this.#frames[at]
      if (!frame) break
      for (const prominent of floor.push(frame)) heard.push(...likeness.push(prominent))
    }
    for (const prominent of floor.end()) heard.push(...likeness.push(prominent))
    heard.push(...likeness.end())
    let speech = 0
    for (let at = Math.max(0, start - from); at < heard.length; at++) {
      if (heard[at]?.speech) speech++
      if (at - OUTBREAK_FRAMES >= start - from && heard[at - OUTBREAK_FRAMES]?.speech) speech--
      if (speech >= LEAST_SPEECH_FRAMES) return true
    }
    return false
  }
}
