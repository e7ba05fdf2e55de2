/** A transducer as the search calls it: states of the prediction network by number. @module */
import type { Prediction, TransducerModel } from '../families/acoustic-model.ts'
import type { TransducerNetwork } from '../search/index.ts'

export class PredictorStates implements TransducerNetwork {
  readonly #model: TransducerModel
  #predictions = new Map<number, Prediction>()
  #next = 0

  constructor(model: TransducerModel) {
    this.#model = model
  }

  async start(): Promise<number> {
    return this.#add(await this.#model.start())
  }

  async predict(states: Int32Array, tokens: Int32Array, count: number, results: Int32Array): Promise<void> {
    const inputs = Array.from({ length: count }, (_, index) => ({
      state: this.#of(states[index]).state,
      token: tokens[index] ?? 0
    }))
    const predictions = await this.#model.predict(inputs)
    for (const [index, prediction] of predictions.entries()) results[index] = this.#add(prediction)
  }

  async join(frame: Float32Array, states: Int32Array, count: number): Promise<Float32Array> {
    const predictions = Array.from({ length: count }, (_, index) => this.#of(states[index]))
    const { tokens, durations } = await this.#model.join(frame, predictions)
    return durations ? sideBySide(tokens, durations, count) : tokens
  }

  keep(states: Int32Array): void {
    const kept = new Map<number, Prediction>()
    for (const state of states) kept.set(state, this.#of(state))
    this.#predictions = kept
  }

  #of(state: number | undefined): Prediction {
    const prediction = this.#predictions.get(state ?? -1)
    if (!prediction) throw new RangeError(`There is no state ${state} of the prediction network`)
    return prediction
  }

  #add(prediction: Prediction): number {
    this.#predictions.set(this.#next, prediction)
    return this.#next++
  }
}

/** Rows of both, each of the first followed by one of the second. */
function sideBySide(left: Float32Array, right: Float32Array, rows: number): Float32Array {
  const [leftWidth, rightWidth] = [left.length / rows, right.length / rows]
  const joined = new Float32Array(left.length + right.length)
  for (let row = 0; row < rows; row++) {
    const at = row * (leftWidth + rightWidth)
    joined.set(left.subarray(row * leftWidth, (row + 1) * leftWidth), at)
    joined.set(right.subarray(row * rightWidth, (row + 1) * rightWidth), at + leftWidth)
  }
  return joined
}
