/** A phrase of a model that takes whole phrases. @module */
import type { FeatureStream } from '../features/feature-stream.ts'
import type { ModelSession } from '../model-file.ts'
import type { Tensor } from '../runtime.ts'
import type { AcousticStream, EncodedFrames } from './acoustic-model.ts'

/** @param features [frames × width], free to be changed */
export type RunPhrase = (features: Float32Array, frames: number) => Promise<EncodedFrames>

export class PhraseStream implements AcousticStream {
  readonly #features: FeatureStream
  readonly #leastFrames: number
  readonly #run: RunPhrase
  #finished = false
  #done = false

  /** @param leastFrames feature frames that the model needs to put out anything */
  constructor(features: FeatureStream, leastFrames: number, run: RunPhrase) {
    this.#features = features
    this.#leastFrames = leastFrames
    this.#run = run
  }

  accept(samples: Float32Array): void {
    this.#features.accept(samples)
  }

  finish(): void {
    if (this.#finished) return
    this.#finished = true
    this.#features.finish()
  }

  async next(): Promise<EncodedFrames | undefined> {
    if (!this.#finished || this.#done) return undefined
    this.#done = true
    return this.encodeSoFar()
  }

  async encodeSoFar(): Promise<EncodedFrames | undefined> {
    const frames = this.#features.ready
    if (frames < this.#leastFrames) return undefined
    return this.#run(this.#features.read(frames), frames)
  }
}

/** [frames × width] as [width × frames], the order that NeMo's encoders take. */
export function transpose(values: Float32Array, rows: number, columns: number): Float32Array {
  const turned = new Float32Array(values.length)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      turned[column * rows + row] = values[row * columns + column] as number
    }
  }
  return turned
}

/** [frames × bins] and their number, as the encoders of icefall and WeNet take them. */
export const phraseInputs = (
  session: ModelSession,
  features: Float32Array,
  frames: number
): readonly Tensor[] => [
  session.tensor('float32', features, [1, frames, features.length / frames]),
  session.tensor('int64', BigInt64Array.of(BigInt(frames)), [1])
]
