/**
 * Which of the frames that stand out are speech. Speech is voiced for much of its time, its pitch glides, its spectrum
 * never stays; notes hold their pitch, tones and noises their spectrum. (Measures of the kind that Scheirer and Slaney
 * compare, 1997.) Each is taken over the two seconds around a frame.
 * @module
 */
import type { ProminentFrame } from './noise-floor.ts'
import { BANDS, FRAMES_PER_SECOND } from './voice-frames.ts'

/** Half of the time that a decision looks at. */
const AROUND = 1.2 * FRAMES_PER_SECOND
/** What surrounds a frame hardly differs from what surrounds the next: one judgement serves so many. */
const FRAMES_A_JUDGEMENT = 5
/** Decibels over the noise. */
const PROMINENT = 4
const VOICED = 0.6
/** Frames that a pitch must be held for to be a note's, and by how little it may move, in octaves. */
const NOTE_FRAMES = 6
const NOTE_OCTAVES = 0.008
/** From one speech sound to the next. */
const SOUND_FRAMES = 5

// Measured on human and synthetic voices (clean, fast, slow, high, low, in a room, 10 and 15 dB over three noises) and on
// chords, melodies, a band, drums, telephone tones, clicks and surf; in brackets the nearest of both. The detector of
// WebRTC, tried on the same, took white noise, hum, tones and every melody for speech, all of the time.
/** Share of frames whose spectrum stays: at most 0.09 in voices; notes and tones from 0.13, mostly 0.5. */
const MOST_STILL = 0.12
const STILL_DECIBELS = 1
/** Held notes among voiced stretches: at most 0.42 in voices; in melodies from 0.68. */
const MOST_HELD = 0.45
/** Decibels of change of the spectrum's shape in 50 ms: from 2.9 in voices; in noises at most 2.8, mostly 2.4. */
const LEAST_CHANGE = 2.8
/** Voiced at all: from 0.44 in sentences; in drums at most 0.41. A bass voice may have less, but changes more. */
const LEAST_VOICED = 0.42
const LEAST_VOICED_OF_BASS = 0.25
const CHANGE_OF_BASS = 5.7
/** A lone "six" may have less, too. */
const LEAST_VOICED_IN_A_WORD = 0.1
const WORD_FRAMES = 70
const SENTENCE_FRAMES = 110

export type HeardFrame = Readonly<{ speech: boolean; prominence: number }>

type Measures = Readonly<{
  prominence: number
  prominent: boolean
  voiced: boolean
  /** Voiced throughout the last `NOTE_FRAMES`, and at one pitch. */
  sung: boolean
  held: boolean
  change: number
}>

export class SpeechLikeness {
  readonly #recent: ProminentFrame[] = []
  readonly #window: Measures[] = []
  /** Place in `#window` of the next frame to decide. */
  #next = 0
  #voicedRun = 0
  #decided = 0
  #likely = false

  /** Decisions come out `AROUND` later than their frames went in. */
  push(frame: ProminentFrame): readonly HeardFrame[] {
    this.#window.push(this.#measure(frame))
    return this.#window.length > this.#next + AROUND ? [this.#decide()] : []
  }

  /** Decisions on the frames still inside. */
  end(): readonly HeardFrame[] {
    const rest: HeardFrame[] = []
    while (this.#next < this.#window.length) rest.push(this.#decide())
    return rest
  }

  #measure(now: ProminentFrame): Measures {
    const { frame, levels, prominence } = now
    const voiced = frame.voicing > VOICED
    this.#voicedRun = voiced ? this.#voicedRun + 1 : 0
    this.#recent.push(now)
    if (this.#recent.length > NOTE_FRAMES + 1) this.#recent.shift()
    const noteStart = this.#recent.at(-1 - NOTE_FRAMES)
    const sung = this.#voicedRun > NOTE_FRAMES && noteStart !== undefined
    return {
      prominence,
      prominent: prominence > PROMINENT,
      voiced,
      sung,
      held: sung && Math.abs(Math.log2(frame.pitch / noteStart.frame.pitch)) < NOTE_OCTAVES,
      change: changeOfShape(this.#recent.at(-1 - SOUND_FRAMES)?.levels ?? levels, levels)
    }
  }

  #decide(): HeardFrame {
    if (this.#decided++ % FRAMES_A_JUDGEMENT === 0) this.#likely = isSpeech(this.#window)
    const { prominent, prominence } = this.#window[this.#next] ?? { prominent: false, prominence: 0 }
    if (this.#next < AROUND) this.#next++
    else this.#window.shift()
    return { speech: prominent && this.#likely, prominence }
  }
}

function changeOfShape(before: Float64Array, after: Float64Array): number {
  let [sum, squares] = [0, 0]
  for (let band = 0; band < BANDS; band++) {
    const difference = (after[band] ?? 0) - (before[band] ?? 0)
    sum += difference
    squares += difference ** 2
  }
  return Math.sqrt(Math.max(0, squares / BANDS - (sum / BANDS) ** 2))
}

function isSpeech(window: readonly Measures[]): boolean {
  let [frames, voiced, sung, held, change, still] = [0, 0, 0, 0, 0, 0]
  for (const measures of window) {
    if (!measures.prominent) continue
    frames++
    if (measures.voiced) voiced++
    if (measures.sung) sung++
    if (measures.held) held++
    if (measures.change < STILL_DECIBELS) still++
    change += measures.change
  }
  if (frames === 0) return false
  const sentence = Math.min(1, Math.max(0, (frames - WORD_FRAMES) / (SENTENCE_FRAMES - WORD_FRAMES)))
  const leastVoiced = change < frames * CHANGE_OF_BASS ? LEAST_VOICED : LEAST_VOICED_OF_BASS
  return (
    voiced >= frames * (LEAST_VOICED_IN_A_WORD + (leastVoiced - LEAST_VOICED_IN_A_WORD) * sentence) &&
    held <= Math.max(NOTE_FRAMES, sung) * MOST_HELD &&
    change >= frames * LEAST_CHANGE &&
    still <= frames * MOST_STILL
  )
}
