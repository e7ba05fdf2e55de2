/** A stream of a model that takes audio in chunks and carries its state from one to the next. @module */
import type { FeatureStream } from '../features/feature-stream.ts'
import type { Tensor } from '../runtime.ts'
import type { AcousticStream, EncodedFrames } from './acoustic-model.ts'

export type Chunking = Readonly<{
  /** Feature frames that the model takes at a time, right context included. */
  window: number
  /** Feature frames from one chunk's start to the next's. */
  shift: number
  /** Audio samples at 16 kHz from one feature frame to the next. */
  samplesPerFrame: number
  /** Silence after the end of the audio: models put out tokens some time after they are spoken. */
  tailSamples: number
}>

/** @param features [window × width] */
export type RunChunk = (
  features: Float32Array,
  states: readonly Tensor[]
) => Promise<Readonly<{ frames: EncodedFrames; states: readonly Tensor[] }>>

export class ChunkedStream implements AcousticStream {
  readonly #features: FeatureStream
  readonly #chunking: Chunking
  readonly #run: RunChunk
  #states: readonly Tensor[]
  #samples = 0
  #chunks = 0
  /** Chunks of the whole stream, once that is known. */
  #lastChunk = Number.POSITIVE_INFINITY

  constructor(features: FeatureStream, chunking: Chunking, states: readonly Tensor[], run: RunChunk) {
    this.#features = features
    this.#chunking = chunking
    this.#states = states
    this.#run = run
  }

  accept(samples: Float32Array): void {
    this.#samples += samples.length
    this.#features.accept(samples)
  }

  finish(): void {
    if (this.#lastChunk !== Number.POSITIVE_INFINITY) return
    const { window, shift, samplesPerFrame, tailSamples } = this.#chunking
    const spoken = this.#samples === 0 ? 0 : Math.ceil((this.#samples + tailSamples) / samplesPerFrame)
    this.#lastChunk = Math.ceil(spoken / shift)
    if (this.#lastChunk === 0) return
    const frames = (this.#lastChunk - 1) * shift + window + 1
    this.#features.accept(new Float32Array(Math.max(0, frames * samplesPerFrame - this.#samples)))
    this.#features.finish()
  }

  async next(): Promise<EncodedFrames | undefined> {
    const { window, shift } = this.#chunking
    if (this.#chunks >= this.#lastChunk || this.#features.ready < window) return undefined
    const features = this.#features.read(window)
    this.#features.drop(shift)
    this.#chunks++
    const { frames, states } = await this.#run(features, this.#states)
    this.#states = states
    return frames
  }

  async encodeSoFar(): Promise<undefined> {
    return undefined
  }
}
