/** Voice activity detection in a live stream: whether the newest part of it has speech. @module */

import { FRAMES_PER_SECOND, FrameAnalyzer, type FrameFeatures } from './frame-analyzer.ts'
import { NoiseFloor } from './noise-floor.ts'
import {
  MIN_SPEECH_FRAMES,
  ONSET_WINDOW_FRAMES,
  SpeechClassifier,
  type SpeechDecision
} from './speech-classifier.ts'
import { TICKS_PER_SECOND } from './ticks.ts'

/** Longest part that is examined, and the audio before it for estimating the noise. */
const MAX_SPAN_FRAMES = 12 * FRAMES_PER_SECOND
const CONTEXT_FRAMES = 3 * FRAMES_PER_SECOND

/** Keeps the features of the last fifteen seconds. */
export class VoiceActivityDetector {
  readonly #analyzer = new FrameAnalyzer()
  #frames: FrameFeatures[] = []
  #first = 0

  /** @param samples 16 kHz, mono */
  push(samples: Int16Array): void {
    this.#frames.push(...this.#analyzer.push(samples))
    const past = this.#frames.length - MAX_SPAN_FRAMES - CONTEXT_FRAMES
    // In steps of one second, as each slice copies the rest.
    if (past < FRAMES_PER_SECOND) return
    this.#frames = this.#frames.slice(past)
    this.#first += past
  }

  /**
   * Whether there is speech between `offsetTicks` and the last sample, at most the last 12 s; silence, steady noise, tones
   * and most music are not speech. Decides like `segmentSpeech`, from the audio so far.
   */
  hasSpeechSince(offsetTicks: number): boolean {
    const start = Math.max(
      Math.floor((offsetTicks / TICKS_PER_SECOND) * FRAMES_PER_SECOND) - this.#first,
      this.#frames.length - MAX_SPAN_FRAMES
    )
    const from = Math.max(0, start - CONTEXT_FRAMES)
    const [floor, classifier] = [new NoiseFloor(), new SpeechClassifier()]
    const decisions: SpeechDecision[] = []
    for (let at = from; at < this.#frames.length; at++) {
      const frame = this.#frames[at]
      if (!frame) break
      for (const prominent of floor.push(frame)) decisions.push(...classifier.push(prominent))
    }
    for (const prominent of floor.end()) decisions.push(...classifier.push(prominent))
    decisions.push(...classifier.end())
    let speech = 0
    for (let at = Math.max(0, start - from); at < decisions.length; at++) {
      if (decisions[at]?.speech) speech++
      if (at - ONSET_WINDOW_FRAMES >= start - from && decisions[at - ONSET_WINDOW_FRAMES]?.speech) speech--
      if (speech >= MIN_SPEECH_FRAMES) return true
    }
    return false
  }
}
