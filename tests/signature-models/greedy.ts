/** Greedy search, as sherpa-onnx does it: what acoustic models are compared by. @module */
import type {
  AcousticModel,
  EncodedFrames,
  Prediction,
  TransducerModel
} from '../../src/recognizers/onnx/families/acoustic-model.ts'

export type GreedyToken = Readonly<{ token: number; frame: number }>

/** Tokens of frames that come a chunk at a time. */
export class GreedySearch {
  readonly tokens: GreedyToken[] = []
  /** The smallest lead of a best score over the second: below some thousandths, rounding may decide. */
  closest = Number.POSITIVE_INFINITY
  readonly #model: AcousticModel
  #frames = 0
  #previous = -1
  #prediction: Prediction | undefined

  constructor(model: AcousticModel) {
    this.#model = model
  }

  async add({ count, width, values }: EncodedFrames): Promise<void> {
    const row = (frame: number): Float32Array => values.subarray(frame * width, (frame + 1) * width)
    if (this.#model.kind === 'ctc') {
      for (let frame = 0; frame < count; frame++) this.#addCtc(row(frame), this.#frames + frame)
    } else if (this.#model.durations) await this.#addDurations(this.#model, count, row)
    else {
      for (let frame = 0; frame < count; frame++)
        await this.#addFrame(this.#model, row(frame), this.#frames + frame)
    }
    this.#frames += count
  }

  #addCtc(scores: Float32Array, frame: number): void {
    const token = this.#best(scores)
    if (token !== this.#model.vocabulary.blank && token !== this.#previous) this.tokens.push({ token, frame })
    this.#previous = token
  }

  async #addFrame(model: TransducerModel, vector: Float32Array, frame: number): Promise<void> {
    for (let count = 0; count < model.maxTokensPerFrame; count++) {
      const prediction = await this.#predicted(model)
      const token = this.#best((await model.join(vector, [prediction])).tokens)
      // Transducers of icefall take an unknown token for a blank.
      if (token === model.vocabulary.blank) return
      if (token === model.vocabulary.unknown && 'tokens' in prediction.state) return
      await this.#emit(model, prediction, token, frame)
    }
  }

  async #addDurations(
    model: TransducerModel,
    count: number,
    row: (frame: number) => Float32Array
  ): Promise<void> {
    let within = 0
    for (let frame = 0; frame < count; ) {
      const prediction = await this.#predicted(model)
      const { tokens, durations = new Float32Array() } = await model.join(row(frame), [prediction])
      const token = this.#best(tokens)
      let skip = model.durations?.[this.#best(durations)] ?? 1
      const isBlank = token === model.vocabulary.blank
      if (!isBlank) {
        await this.#emit(model, prediction, token, frame)
        within++
      }
      if (skip > 0) within = 0
      if (within >= model.maxTokensPerFrame || (isBlank && skip === 0)) {
        within = 0
        skip = 1
      }
      frame += skip
    }
  }

  async #predicted(model: TransducerModel): Promise<Prediction> {
    this.#prediction ??= await model.start()
    return this.#prediction
  }

  async #emit(model: TransducerModel, { state }: Prediction, token: number, frame: number): Promise<void> {
    this.tokens.push({ token, frame })
    this.#prediction = (await model.predict([{ state, token }]))[0]
  }

  #best(scores: Float32Array): number {
    let [best, second, at] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, 0]
    for (const [index, score] of scores.entries()) {
      if (score > best) {
        second = best
        best = score
        at = index
      } else if (score > second) second = score
    }
    this.closest = Math.min(this.closest, best - second)
    return at
  }
}
