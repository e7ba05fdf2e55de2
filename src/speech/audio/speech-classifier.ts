/**
 * Classifies the frames above the noise floor as speech or not. Speech is often voiced, its pitch glides and its spectrum
 * changes all the time; notes hold their pitch, tones and noises their spectrum. The features are of the kind compared by
 * E. Scheirer and M. Slaney, "Construction and evaluation of a robust multifeature speech/music discriminator", 1997, over
 * 1.2 seconds on each side of a frame.
 * @module
 */

import { BAND_COUNT, FRAMES_PER_SECOND } from './frame-analyzer.ts'
import type { ProminentFrame } from './noise-floor.ts'

/** A word has a tenth of a second of speech within a fifth: shorter bursts are clicks and knocks. */
export const ONSET_WINDOW_FRAMES = 20
export const MIN_SPEECH_FRAMES = 10

/** Half of the window of a classification. */
const HALF_WINDOW_FRAMES = 1.2 * FRAMES_PER_SECOND
/** The windows of adjacent frames hardly differ: one classification serves this many frames. */
const FRAMES_PER_CLASSIFICATION = 5
/** Level above the noise from which a frame counts. */
const MIN_PROMINENCE_DECIBELS = 4
const MIN_VOICING = 0.6
/** A note holds its pitch for this many frames, within this drift. */
const MIN_NOTE_FRAMES = 6
const MAX_NOTE_DRIFT_OCTAVES = 0.008
/** Distance of the spectra that the spectral flux compares: about one speech sound. */
const FLUX_LAG_FRAMES = 5

// Measured on human and synthetic voices (clean, fast, slow, high, low, reverberant, 10 and 15 dB above three noises) and on
// chords, melodies, a band, drums, telephone tones, clicks and surf. On the same audio, the WebRTC detector classified white
// noise, hum, tones and every melody as speech throughout.
/** Share of frames with a stationary spectrum: at most 0.09 in voices; from 0.13, mostly 0.5, in notes and tones. */
const MAX_STATIONARY_SHARE = 0.12
const MAX_STATIONARY_FLUX_DECIBELS = 1
/** Share of held notes among voiced segments: at most 0.42 in voices; from 0.68 in melodies. */
const MAX_HELD_NOTE_SHARE = 0.45
/** Mean spectral flux over 50 ms: from 2.9 in voices; at most 2.8, mostly 2.4, in noises. */
const MIN_FLUX_DECIBELS = 2.8
/** Share of voiced frames: from 0.44 in sentences; at most 0.41 in drums. A low voice may have less, with more flux. */
const MIN_VOICED_SHARE = 0.42
const MIN_VOICED_SHARE_OF_LOW_VOICE = 0.25
const LOW_VOICE_FLUX_DECIBELS = 5.7
/** A single word such as "six" may have less, too. */
const MIN_VOICED_SHARE_OF_WORD = 0.1
const WORD_FRAMES = 70
const SENTENCE_FRAMES = 110

export type SpeechDecision = Readonly<{ speech: boolean; prominence: number }>

type Measures = Readonly<{
  prominence: number
  prominent: boolean
  voiced: boolean
  /** Voiced for more than the last `MIN_NOTE_FRAMES`. */
  sustained: boolean
  /** Sustained at one pitch. */
  held: boolean
  /** Spectral flux in decibels. */
  flux: number
}>

export class SpeechClassifier {
  readonly #recent: ProminentFrame[] = []
  readonly #window: Measures[] = []
  /** Index in `#window` of the next frame to decide. */
  #next = 0
  #voicedRun = 0
  #decided = 0
  #likely = false

  /** Returns decisions with a delay of `HALF_WINDOW_FRAMES`. */
  push(frame: ProminentFrame): readonly SpeechDecision[] {
    this.#window.push(this.#measure(frame))
    return this.#window.length > this.#next + HALF_WINDOW_FRAMES ? [this.#decide()] : []
  }

  /** Decisions on the remaining frames. */
  end(): readonly SpeechDecision[] {
    const decisions: SpeechDecision[] = []
    while (this.#next < this.#window.length) decisions.push(this.#decide())
    return decisions
  }

  #measure(now: ProminentFrame): Measures {
    const { frame, levels, prominence } = now
    const voiced = frame.voicing > MIN_VOICING
    this.#voicedRun = voiced ? this.#voicedRun + 1 : 0
    this.#recent.push(now)
    if (this.#recent.length > MIN_NOTE_FRAMES + 1) this.#recent.shift()
    const noteStart = this.#recent.at(-1 - MIN_NOTE_FRAMES)
    const sustained = this.#voicedRun > MIN_NOTE_FRAMES && noteStart !== undefined
    return {
      prominence,
      prominent: prominence > MIN_PROMINENCE_DECIBELS,
      voiced,
      sustained,
      held: sustained && Math.abs(Math.log2(frame.pitch / noteStart.frame.pitch)) < MAX_NOTE_DRIFT_OCTAVES,
      flux: spectralFlux(this.#recent.at(-1 - FLUX_LAG_FRAMES)?.levels ?? levels, levels)
    }
  }

  #decide(): SpeechDecision {
    if (this.#decided++ % FRAMES_PER_CLASSIFICATION === 0) this.#likely = isSpeech(this.#window)
    const { prominent, prominence } = this.#window[this.#next] ?? { prominent: false, prominence: 0 }
    if (this.#next < HALF_WINDOW_FRAMES) this.#next++
    else this.#window.shift()
    return { speech: prominent && this.#likely, prominence }
  }
}

function spectralFlux(before: Float64Array, after: Float64Array): number {
  let [sum, squares] = [0, 0]
  for (let band = 0; band < BAND_COUNT; band++) {
    const difference = (after[band] ?? 0) - (before[band] ?? 0)
    sum += difference
    squares += difference ** 2
  }
  return Math.sqrt(Math.max(0, squares / BAND_COUNT - (sum / BAND_COUNT) ** 2))
}

function isSpeech(window: readonly Measures[]): boolean {
  let [frames, voiced, sustained, held, flux, stationary] = [0, 0, 0, 0, 0, 0]
  for (const measures of window) {
    if (!measures.prominent) continue
    frames++
    if (measures.voiced) voiced++
    if (measures.sustained) sustained++
    if (measures.held) held++
    if (measures.flux < MAX_STATIONARY_FLUX_DECIBELS) stationary++
    flux += measures.flux
  }
  if (frames === 0) return false
  const sentence = Math.min(1, Math.max(0, (frames - WORD_FRAMES) / (SENTENCE_FRAMES - WORD_FRAMES)))
  const minVoiced = flux < frames * LOW_VOICE_FLUX_DECIBELS ? MIN_VOICED_SHARE : MIN_VOICED_SHARE_OF_LOW_VOICE
  return (
    voiced >= frames * (MIN_VOICED_SHARE_OF_WORD + (minVoiced - MIN_VOICED_SHARE_OF_WORD) * sentence) &&
    held <= Math.max(MIN_NOTE_FRAMES, sustained) * MAX_HELD_NOTE_SHARE &&
    flux >= frames * MIN_FLUX_DECIBELS &&
    stationary <= frames * MAX_STATIONARY_SHARE
  )
}
