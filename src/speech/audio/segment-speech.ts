/** Segments a long stream into utterances at pauses, each of which can be recognized on its own. @module */

import { FRAMES_PER_SECOND, FrameAnalyzer, HOP_SAMPLES } from './frame-analyzer.ts'
import { NoiseFloor } from './noise-floor.ts'
import { SampleWindow } from './sample-window.ts'
import { FRAME_SAMPLES } from './spectrum.ts'
import {
  MIN_SPEECH_FRAMES,
  ONSET_WINDOW_FRAMES,
  SpeechClassifier,
  type SpeechDecision
} from './speech-classifier.ts'
import { SAMPLE_RATE, TICKS_PER_SECOND, ticksOfSamples } from './ticks.ts'

export type SegmentOptions = Readonly<{
  signal?: AbortSignal
  /** Longest segment. Default 20 s: recognition keeps a whole phrase in memory. */
  maxSegmentTicks?: number
  /** Silence that ends a segment; half of it ends a segment of half the longest length. Default 0.5 s. */
  pauseTicks?: number
  /**
   * Silence kept before speech, if there is as much. Default 0.7 s: recognition estimates the noise from it. At a signal to
   * noise ratio of 18 dB (white noise), 92 words had 42 errors, and 52 errors with 0.2 s.
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

/** A split within speech is made where this many frames together have the lowest level. */
const SPLIT_FRAMES = 11

/**
 * Yields segments in order, without overlaps and without silence, steady noise and most music. Buffers one segment and three
 * seconds of samples, whatever the length of the stream. Whispered speech is unvoiced and counts as noise.
 * @param samples 16 kHz, mono; the caller must not modify a chunk afterwards
 * @throws the signal's reason; whatever reading `samples` throws, after the segments of all that was read
 */
export async function* segmentSpeech(
  samples: AsyncIterable<Int16Array>,
  { signal, ...options }: SegmentOptions = {}
): AsyncGenerator<SpeechSegment, void, undefined> {
  const frames = new FrameAnalyzer()
  const floor = new NoiseFloor()
  const classifier = new SpeechClassifier()
  const segmenter = new Segmenter(options)
  let failed: Readonly<{ error: unknown }> | undefined
  const arriving = untilFailure(samples, (error) => {
    failed = { error }
  })
  for await (const chunk of arriving) {
    signal?.throwIfAborted()
    segmenter.window.push(chunk)
    for (const frame of frames.push(chunk)) {
      for (const prominent of floor.push(frame)) {
        for (const decision of classifier.push(prominent)) yield* segmenter.push(decision)
      }
    }
  }
  signal?.throwIfAborted()
  for (const prominent of floor.end()) {
    for (const decision of classifier.push(prominent)) yield* segmenter.push(decision)
  }
  for (const decision of classifier.end()) yield* segmenter.push(decision)
  yield* segmenter.end()
  if (failed) throw failed.error
}

/** Yields a stream up to its failure. */
async function* untilFailure<T>(
  stream: AsyncIterable<T>,
  onFailure: (error: unknown) => void
): AsyncGenerator<T, void, undefined> {
  try {
    yield* stream
  } catch (error) {
    onFailure(error)
  }
}

class Segmenter {
  readonly window = new SampleWindow()
  readonly #maxFrames: number
  readonly #pause: number
  readonly #lead: number
  readonly #trail: number
  /** Decisions from frame `#first` on: those of the open segment, or of the last `ONSET_WINDOW_FRAMES`. */
  #decisions: SpeechDecision[] = []
  #first = 0
  #open = false
  #quiet = 0
  /** End of the last segment, in samples. */
  #segmentEnd = 0

  constructor(options: Omit<SegmentOptions, 'signal'>) {
    const { maxSegmentTicks = 20 * TICKS_PER_SECOND, pauseTicks = 0.5 * TICKS_PER_SECOND } = options
    const { leadTicks = 0.7 * TICKS_PER_SECOND, trailTicks = 0.2 * TICKS_PER_SECOND } = options
    this.#maxFrames = framesOf(maxSegmentTicks)
    this.#pause = framesOf(pauseTicks)
    this.#lead = samplesOf(leadTicks)
    this.#trail = samplesOf(trailTicks)
    const maxFrames =
      this.#maxFrames - framesOf(leadTicks + trailTicks) - Math.ceil(FRAME_SAMPLES / HOP_SAMPLES)
    if (maxFrames < ONSET_WINDOW_FRAMES + SPLIT_FRAMES) {
      throw new RangeError(
        `maxSegmentTicks is ${maxSegmentTicks}; with leadTicks of ${leadTicks} and trailTicks of ${trailTicks} it must be at least ${
          leadTicks + trailTicks + ticksOfSamples((ONSET_WINDOW_FRAMES + SPLIT_FRAMES + 4) * HOP_SAMPLES)
        }`
      )
    }
    this.#maxFrames = maxFrames
  }

  push(decision: SpeechDecision): readonly SpeechSegment[] {
    this.#decisions.push(decision)
    if (!this.#open) {
      this.#detectOnset()
      return []
    }
    this.#quiet = decision.speech ? 0 : this.#quiet + 1
    const enough = this.#decisions.length > this.#maxFrames / 2 ? this.#pause / 2 : this.#pause
    if (this.#quiet >= enough) return this.#endAtPause()
    return this.#decisions.length >= this.#maxFrames ? this.#splitAtWeakest() : []
  }

  end(): readonly SpeechSegment[] {
    return this.#open ? this.#endAtPause() : []
  }

  #detectOnset(): void {
    if (this.#decisions.filter(({ speech }) => speech).length >= MIN_SPEECH_FRAMES) {
      const start = this.#decisions.findIndex(({ speech }) => speech)
      this.#decisions.splice(0, start)
      this.#first += start
      this.#quiet = 0
      this.#open = true
    } else if (this.#decisions.length >= ONSET_WINDOW_FRAMES) {
      this.#decisions.shift()
      this.#first++
      this.window.drop(this.#first * HOP_SAMPLES - this.#lead)
    }
  }

  #endAtPause(): readonly SpeechSegment[] {
    const frames = this.#decisions.length - this.#quiet
    const spoken = (this.#first + frames - 1) * HOP_SAMPLES + FRAME_SAMPLES
    const segment = this.#take(frames, Math.min(this.window.end, spoken + this.#trail))
    const past = Math.max(0, this.#decisions.length - ONSET_WINDOW_FRAMES)
    this.#decisions.splice(0, past)
    this.#first += past
    this.#open = false
    return segment
  }

  #splitAtWeakest(): readonly SpeechSegment[] {
    const frames = this.#weakest()
    const segment = this.#take(frames, (this.#first + frames) * HOP_SAMPLES + FRAME_SAMPLES / 2)
    this.#quiet = Math.min(this.#quiet, this.#decisions.length)
    return segment
  }

  /** The open segment's first `frames`, up to sample `end`; nothing if a split has left no speech in them. */
  #take(frames: number, end: number): readonly SpeechSegment[] {
    const start = Math.max(this.#segmentEnd, this.#first * HOP_SAMPLES - this.#lead)
    const taken = this.#decisions.splice(0, frames)
    this.#first += frames
    if (!taken.some(({ speech }) => speech)) return []
    const samples = this.window.slice(start, end)
    this.#segmentEnd = end
    this.window.drop(end)
    return [{ offsetTicks: ticksOfSamples(start), samples }]
  }

  /** The frame in the segment's second half with the lowest level around it. */
  #weakest(): number {
    let [weakest, at] = [Number.POSITIVE_INFINITY, this.#decisions.length]
    for (let end = this.#decisions.length, frame = end - SPLIT_FRAMES; frame > end / 2; frame--) {
      let sum = 0
      for (let near = 0; near < SPLIT_FRAMES; near++) sum += this.#decisions[frame + near]?.prominence ?? 0
      if (sum >= weakest) continue
      weakest = sum
      at = frame + (SPLIT_FRAMES - 1) / 2
    }
    return at
  }
}

const samplesOf = (ticks: number): number => Math.round((ticks * SAMPLE_RATE) / TICKS_PER_SECOND)
const framesOf = (ticks: number): number => Math.round((ticks / TICKS_PER_SECOND) * FRAMES_PER_SECOND)
