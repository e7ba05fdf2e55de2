/** Speech found in a long stream and cut at its pauses, so that each piece can be recognised by itself. @module */
import { NoiseFloor } from './noise-floor.ts'
import { SampleWindow } from './sample-window.ts'
import { FRAME_SAMPLES } from './spectrum.ts'
import { type HeardFrame, SpeechLikeness } from './speech-likeness.ts'
import { SAMPLE_RATE, TICKS_PER_SECOND, ticksOfSamples } from './ticks.ts'
import { FRAMES_PER_SECOND, HOP_SAMPLES, VoiceFrames } from './voice-frames.ts'

export type SegmentOptions = Readonly<{
  signal?: AbortSignal
  /** No segment is longer. Default 20 s: recognition holds a phrase whole. */
  maxSegmentTicks?: number
  /** Silence that ends a segment; half of it ends one that has half of its greatest length. Default 0.5 s. */
  pauseTicks?: number
  /**
   * Silence kept before speech, where there is so much. Default 0.7 s: recognition learns the noise from it. At 18 dB
   * over white noise 92 words had 42 errors, and 52 with 0.2 s.
   */
  leadTicks?: number
  /** Silence kept after speech: the last sounds of words are faint. Default 0.2 s. */
  trailTicks?: number
}>

export type SpeechSegment = Readonly<{
  /** From the first sample of the stream. */
  offsetTicks: number
  samples: Int16Array<ArrayBuffer>
}>

/** A word has a tenth of a second of speech within a fifth: shorter outbreaks are clicks and knocks. */
const OUTBREAK_FRAMES = 20
const LEAST_SPEECH_FRAMES = 10
/** A cut within speech is made where this many frames together are weakest. */
const CUT_FRAMES = 11

/**
 * Segments in order, never overlapping; silence, steady noise and most music lie in none of them. Holds one segment
 * and three seconds of samples, however long the stream is. Whispers, being without voice, count as noise.
 * @param samples 16 kHz, mono; chunks must not be written to afterwards
 * @throws the signal's reason; whatever reading `samples` throws, after the segments of all that was read
 */
export async function* segmentSpeech(
  samples: AsyncIterable<Int16Array>,
  { signal, ...options }: SegmentOptions = {}
): AsyncGenerator<SpeechSegment, void, undefined> {
  const frames = new VoiceFrames()
  const floor = new NoiseFloor()
  const likeness = new SpeechLikeness()
  const cutter = new Cutter(options)
  let broken: Readonly<{ error: unknown }> | undefined
  const arriving = untilBroken(samples, (error) => {
    broken = { error }
  })
  for await (const chunk of arriving) {
    signal?.throwIfAborted()
    cutter.held.push(chunk)
    for (const frame of frames.push(chunk)) {
      for (const prominent of floor.push(frame)) {
        for (const heard of likeness.push(prominent)) yield* cutter.push(heard)
      }
    }
  }
  signal?.throwIfAborted()
  for (const prominent of floor.end()) {
    for (const heard of likeness.push(prominent)) yield* cutter.push(heard)
  }
  for (const heard of likeness.end()) yield* cutter.push(heard)
  yield* cutter.end()
  if (broken) throw broken.error
}

/** What can be read of a stream that may fail. */
async function* untilBroken<T>(
  stream: AsyncIterable<T>,
  onBroken: (error: unknown) => void
): AsyncGenerator<T, void, undefined> {
  try {
    yield* stream
  } catch (error) {
    onBroken(error)
  }
}

class Cutter {
  readonly held = new SampleWindow()
  readonly #most: number
  readonly #pause: number
  readonly #lead: number
  readonly #trail: number
  /** Decisions from `#first` on: those of the open segment, or of the last `OUTBREAK_FRAMES`. */
  #heard: HeardFrame[] = []
  #first = 0
  #open = false
  #quiet = 0
  /** Where the last segment ended, in samples. */
  #cutAt = 0

  constructor(options: Omit<SegmentOptions, 'signal'>) {
    const { maxSegmentTicks = 20 * TICKS_PER_SECOND, pauseTicks = 0.5 * TICKS_PER_SECOND } = options
    const { leadTicks = 0.7 * TICKS_PER_SECOND, trailTicks = 0.2 * TICKS_PER_SECOND } = options
    this.#most = framesOf(maxSegmentTicks)
    this.#pause = framesOf(pauseTicks)
    this.#lead = samplesOf(leadTicks)
    this.#trail = samplesOf(trailTicks)
    const room = this.#most - framesOf(leadTicks + trailTicks) - Math.ceil(FRAME_SAMPLES / HOP_SAMPLES)
    if (room < OUTBREAK_FRAMES + CUT_FRAMES) {
      throw new RangeError(
        `maxSegmentTicks is ${maxSegmentTicks}; with leadTicks of ${leadTicks} and trailTicks of ${trailTicks} it must be at least ${
          leadTicks + trailTicks + ticksOfSamples((OUTBREAK_FRAMES + CUT_FRAMES + 4) * HOP_SAMPLES)
        }`
      )
    }
    this.#most = room
  }

  push(heard: HeardFrame): readonly SpeechSegment[] {
    this.#heard.push(heard)
    if (!this.#open) {
      this.#look()
      return []
    }
    this.#quiet = heard.speech ? 0 : this.#quiet + 1
    const enough = this.#heard.length > this.#most / 2 ? this.#pause / 2 : this.#pause
    if (this.#quiet >= enough) return this.#endAtPause()
    return this.#heard.length >= this.#most ? this.#cutAtWeakest() : []
  }

  end(): readonly SpeechSegment[] {
    return this.#open ? this.#endAtPause() : []
  }

  #look(): void {
    if (this.#heard.filter(({ speech }) => speech).length >= LEAST_SPEECH_FRAMES) {
      const start = this.#heard.findIndex(({ speech }) => speech)
      this.#heard.splice(0, start)
      this.#first += start
      this.#quiet = 0
      this.#open = true
    } else if (this.#heard.length >= OUTBREAK_FRAMES) {
      this.#heard.shift()
      this.#first++
      this.held.drop(this.#first * HOP_SAMPLES - this.#lead)
    }
  }

  #endAtPause(): readonly SpeechSegment[] {
    const frames = this.#heard.length - this.#quiet
    const spoken = (this.#first + frames - 1) * HOP_SAMPLES + FRAME_SAMPLES
    const segment = this.#take(frames, Math.min(this.held.end, spoken + this.#trail))
    const past = Math.max(0, this.#heard.length - OUTBREAK_FRAMES)
    this.#heard.splice(0, past)
    this.#first += past
    this.#open = false
    return segment
  }

  #cutAtWeakest(): readonly SpeechSegment[] {
    const frames = this.#weakest()
    const segment = this.#take(frames, (this.#first + frames) * HOP_SAMPLES + FRAME_SAMPLES / 2)
    this.#quiet = Math.min(this.#quiet, this.#heard.length)
    return segment
  }

  /** The open segment's first `frames`, up to sample `end`; nothing when a cut has left no speech in them. */
  #take(frames: number, end: number): readonly SpeechSegment[] {
    const start = Math.max(this.#cutAt, this.#first * HOP_SAMPLES - this.#lead)
    const taken = this.#heard.splice(0, frames)
    this.#first += frames
    if (!taken.some(({ speech }) => speech)) return []
    const samples = this.held.slice(start, end)
    this.#cutAt = end
    this.held.drop(end)
    return [{ offsetTicks: ticksOfSamples(start), samples }]
  }

  /** The frame of the segment's second half around which it is quietest. */
  #weakest(): number {
    let [weakest, at] = [Number.POSITIVE_INFINITY, this.#heard.length]
    for (let end = this.#heard.length, frame = end - CUT_FRAMES; frame > end / 2; frame--) {
      let sum = 0
      for (let near = 0; near < CUT_FRAMES; near++) sum += this.#heard[frame + near]?.prominence ?? 0
      if (sum >= weakest) continue
      weakest = sum
      at = frame + (CUT_FRAMES - 1) / 2
    }
    return at
  }
}

const samplesOf = (ticks: number): number => Math.round((ticks * SAMPLE_RATE) / TICKS_PER_SECOND)
const framesOf = (ticks: number): number => Math.round((ticks / TICKS_PER_SECOND) * FRAMES_PER_SECOND)
