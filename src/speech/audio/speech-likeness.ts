/**
 * Which of the frames that stand out are speech. Speech is voiced for much of its time but not all of it, its pitch
 * glides, its spectrum changes with every sound; notes hold their pitch, tones and noises their spectrum. (Measures of
 * the kind that Scheirer and Slaney compare, 1997.) Each is taken over the two seconds around a frame.
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

// Measured on human and synthetic voices, 15 dB of noise included (first figure), and on chords, melodies, drums,
// telephone tones, clicks and surf (second): the nearest of each, one measure at least excluding each sound.
/** Held notes among voiced stretches: at most 0.28, from 0.68. */
const MOST_HELD = 0.45
/** Decibels of change of the spectrum's shape in 50 ms: from 3.6, at most 2.5. */
const LEAST_CHANGE = 2.7
/** Nats by which the spectra differ from their mean (Jensen-Shannon divergence): from 0.15, at most 0.13. */
const LEAST_VARIETY = 0.135
/** Voiced without a break: at most 0.92, from 0.98. */
const MOST_SUNG = 0.95
/** Voiced at all: from 0.53 in sentences, at most 0.41. A lone "six" may have less, and too few sounds to vary. */
const LEAST_VOICED = 0.45
const LEAST_VOICED_IN_A_WORD = 0.15
const LEAST_VARIETY_IN_A_WORD = 0.04
const WORD_FRAMES = 40
const SENTENCE_FRAMES = 100

export type HeardFrame = Readonly<{ speech: boolean; prominence: number }>

type Measures = Readonly<{
  prominence: number
  prominent: boolean
  voiced: boolean
  /** Voiced throughout the last `NOTE_FRAMES`, and at one pitch. */
  sung: boolean
  held: boolean
  change: number
  /** Share of the power in each band, and its entropy. */
  shape: Float64Array
  entropy: number
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
    const shape = frame.bands.map((power) => power / (frame.power || 1))
    return {
      prominence,
      prominent: prominence > PROMINENT,
      voiced,
      sung,
      held: sung && Math.abs(Math.log2(frame.pitch / noteStart.frame.pitch)) < NOTE_OCTAVES,
      change: changeOfShape(this.#recent.at(-1 - SOUND_FRAMES)?.levels ?? levels, levels),
      shape,
      entropy: entropyOf(shape)
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

function entropyOf(shares: Float64Array): number {
  let entropy = 0
  for (const share of shares) if (share > 0) entropy -= share * Math.log(share)
  return entropy
}

function isSpeech(window: readonly Measures[]): boolean {
  let [frames, voiced, sung, held, change, entropy] = [0, 0, 0, 0, 0, 0]
  const shape = new Float64Array(BANDS)
  for (const measures of window) {
    if (!measures.prominent) continue
    frames++
    if (measures.voiced) voiced++
    if (measures.sung) sung++
    if (measures.held) held++
    change += measures.change
    entropy += measures.entropy
    for (let band = 0; band < BANDS; band++) shape[band] = (shape[band] ?? 0) + (measures.shape[band] ?? 0)
  }
  if (frames === 0) return false
  const variety = entropyOf(shape.map((sum) => sum / frames)) - entropy / frames
  const length = Math.min(1, Math.max(0, (frames - WORD_FRAMES) / (SENTENCE_FRAMES - WORD_FRAMES)))
  const between = (word: number, sentence: number): number => word + (sentence - word) * length
  return (
    voiced >= frames * between(LEAST_VOICED_IN_A_WORD, LEAST_VOICED) &&
    held <= Math.max(NOTE_FRAMES, sung) * MOST_HELD &&
    change >= frames * LEAST_CHANGE &&
    variety >= between(LEAST_VARIETY_IN_A_WORD, LEAST_VARIETY) &&
    sung <= Math.max(SENTENCE_FRAMES, frames) * MOST_SUNG
  )
}
