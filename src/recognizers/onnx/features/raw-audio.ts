/** Audio itself as features, for models with a front end of their own: telephone audio in frames of one chunk. @module */
import { Downsampler } from './downsample.ts'
import { type FeatureStream, FrameQueue } from './feature-stream.ts'

export class RawAudioStream implements FeatureStream {
  readonly #queue: FrameQueue
  readonly #downsampler = new Downsampler()
  readonly #partial: Float32Array
  #filled = 0

  /** @param width samples at 8 kHz in a frame */
  constructor(width: number) {
    this.#queue = new FrameQueue(width)
    this.#partial = new Float32Array(width)
  }

  get width(): number {
    return this.#queue.width
  }

  get ready(): number {
    return this.#queue.ready
  }

  /** @param samples at 16 kHz, which are filtered and halved in rate */
  accept(samples: Float32Array): void {
    this.#add(this.#downsampler.accept(samples))
  }

  /** A last frame that is not full is padded with silence. */
  finish(): void {
    this.#add(this.#downsampler.finish())
    if (this.#filled > 0) this.#add(new Float32Array(this.width - this.#filled))
  }

  read(count: number): Float32Array {
    return this.#queue.read(count)
  }

  drop(count: number): void {
    this.#queue.drop(count)
  }

  #add(samples: Float32Array): void {
    for (let at = 0; at < samples.length; ) {
      const some = samples.subarray(at, at + this.width - this.#filled)
      this.#partial.set(some, this.#filled)
      this.#filled += some.length
      at += some.length
      if (this.#filled < this.width) continue
      const { values, offset } = this.#queue.append()
      values.set(this.#partial, offset)
      this.#filled = 0
    }
  }
}
