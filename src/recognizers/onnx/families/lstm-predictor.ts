/** The prediction network and joiner of NeMo's transducers: an LSTM (Graves 2012). @module */
import type { ModelSession } from '../model-file.ts'
import type { Tensor } from '../runtime.ts'
import { assertVocabularySize } from '../vocabulary.ts'
import type { JoinedScores, Prediction, PredictorState } from './acoustic-model.ts'
import type { LoadRequest, TransducerFiles } from './family.ts'
import { logSoftmax } from './log-softmax.ts'
import { repeat, stack, type TransducerNetworks } from './stateless-predictor.ts'

/** Durations of token-and-duration transducers at most. */
const MAX_DURATIONS = 32

export type LstmNetworks = TransducerNetworks & Readonly<{ durations: readonly number[] | undefined }>

/** @throws InvalidModelFile */
export async function loadLstmNetworks(
  { encoder, decoder, joiner }: TransducerFiles,
  request: LoadRequest,
  encoderWidth: number
): Promise<LstmNetworks> {
  const layers = encoder.integer('pred_rnn_layers')
  const hidden = encoder.integer('pred_hidden')
  const state = { type: 'float32', rank: 3, sizes: [layers, undefined, hidden] } as const
  decoder.check('inputs', [{ type: 'int32', rank: 2 }, { type: 'int32', rank: 1 }, state, state])
  decoder.check('outputs', [
    { type: 'float32', rank: 3 },
    { type: 'int32', rank: 1 },
    { type: 'float32', rank: 3 },
    { type: 'float32', rank: 3 }
  ])
  joiner.check('inputs', [
    { type: 'float32', rank: 3, sizes: [undefined, encoderWidth] },
    { type: 'float32', rank: 3 }
  ])
  joiner.check('outputs', [{ type: 'float32', rank: 4 }])
  const networks = new Networks(
    await decoder.open(request.runtime, request.options),
    await joiner.open(request.runtime, request.options),
    { layers, hidden, tokens: request.vocabulary.tokens.length, blank: request.vocabulary.blank }
  )
  await networks.check(request, encoderWidth)
  return networks
}

type Sizes = Readonly<{ layers: number; hidden: number; tokens: number; blank: number }>
type Input = Readonly<{ state: PredictorState; token: number }>

class Networks implements LstmNetworks {
  readonly #decoder: ModelSession
  readonly #joiner: ModelSession
  readonly #sizes: Sizes
  /** Some exports fix the batch of a state at one hypothesis. */
  readonly #batches: boolean
  #durations: readonly number[] | undefined

  constructor(decoder: ModelSession, joiner: ModelSession, sizes: Sizes) {
    this.#decoder = decoder
    this.#joiner = joiner
    this.#sizes = sizes
    const { inputs } = decoder.file.header
    this.#batches = inputs.slice(2, 4).every(({ shape }) => shape?.[1] !== 1)
  }

  get durations(): readonly number[] | undefined {
    return this.#durations
  }

  /** Runs both once. @throws InvalidModelFile */
  async check({ vocabulary, vocabularyFile }: LoadRequest, encoderWidth: number): Promise<void> {
    const predicted = await this.#decoder.tryRun(this.#decoderInputs([this.#startInput()]))
    const { values } = this.#decoder.floats(predicted, 0, 3)
    const outputs = await this.#joiner.tryRun([
      this.#joiner.tensor('float32', new Float32Array(encoderWidth), [1, encoderWidth, 1]),
      this.#joiner.tensor('float32', values, [1, values.length, 1])
    ])
    const width = this.#joiner.floats(outputs, 0, 4).dims[3] ?? 0
    const further = width - vocabulary.tokens.length
    if (further <= 0 || further > MAX_DURATIONS) {
      assertVocabularySize(vocabulary, vocabularyFile, width, this.#joiner.file.name)
    } else this.#durations = Array.from({ length: further }, (_, frames) => frames)
  }

  async start(): Promise<Prediction> {
    const [prediction] = await this.#predictTogether([this.#startInput()])
    if (!prediction) throw this.#decoder.file.invalid('a prediction', 'none')
    return prediction
  }

  async predict(inputs: readonly Input[]): Promise<readonly Prediction[]> {
    if (this.#batches) return this.#predictTogether(inputs)
    const predictions: Prediction[] = []
    for (const input of inputs) predictions.push(...(await this.#predictTogether([input])))
    return predictions
  }

  async join(frame: Float32Array, predictions: readonly Prediction[]): Promise<JoinedScores> {
    const count = predictions.length
    const outputs = await this.#joiner.run([
      this.#joiner.tensor('float32', repeat(frame, count), [count, frame.length, 1]),
      this.#joiner.tensor('float32', stack(predictions), [count, predictions[0]?.output.length ?? 0, 1])
    ])
    const { values, dims } = this.#joiner.floats(outputs, 0, 4)
    const width = dims[3] ?? 1
    const size = this.#sizes.tokens
    const scores = { tokens: columns(values, width, 0, size) }
    if (!this.#durations) return scores
    return { ...scores, durations: columns(values, width, size, width) }
  }

  async close(): Promise<void> {
    await Promise.all([this.#decoder.close(), this.#joiner.close()])
  }

  #startInput(): Input {
    const { layers, hidden, blank } = this.#sizes
    return {
      state: { tensors: [new Float32Array(layers * hidden), new Float32Array(layers * hidden)] },
      token: blank
    }
  }

  #decoderInputs(inputs: readonly Input[]): readonly Tensor[] {
    const { layers, hidden } = this.#sizes
    const count = inputs.length
    const states = [0, 1].map((place) => {
      const stacked = new Float32Array(layers * count * hidden)
      for (const [row, { state }] of inputs.entries()) {
        if (!('tensors' in state)) throw new TypeError('The state is of another model')
        const own = state.tensors[place] as Float32Array
        for (let layer = 0; layer < layers; layer++) {
          stacked.set(own.subarray(layer * hidden, (layer + 1) * hidden), (layer * count + row) * hidden)
        }
      }
      return this.#decoder.tensor('float32', stacked, [layers, count, hidden])
    })
    const tokens = Int32Array.from(inputs, ({ token }) => token)
    return [
      this.#decoder.tensor('int32', tokens, [count, 1]),
      this.#decoder.tensor('int32', new Int32Array(count).fill(1), [count]),
      ...states
    ]
  }

  async #predictTogether(inputs: readonly Input[]): Promise<readonly Prediction[]> {
    const { layers, hidden } = this.#sizes
    const count = inputs.length
    const outputs = await this.#decoder.run(this.#decoderInputs(inputs))
    // [batch × width × 1]; a decoder that also puts out the start of the sentence has it first.
    const { values, dims } = this.#decoder.floats(outputs, 0, 3)
    const [, width = 0, steps = 1] = dims
    const states = [2, 3].map((place) => this.#decoder.floats(outputs, place, 3).values)
    return inputs.map((_, row) => {
      const output = Float32Array.from(
        { length: width },
        (_, at) => values[(row * width + at) * steps + steps - 1] as number
      )
      const tensors = states.map((all) => {
        const own = new Float32Array(layers * hidden)
        for (let layer = 0; layer < layers; layer++) {
          const from = (layer * count + row) * hidden
          own.set(all.subarray(from, from + hidden), layer * hidden)
        }
        return own
      })
      return { output, state: { tensors } }
    })
  }
}

/** Columns `first` to `end` of each row, as log probabilities among themselves. */
function columns(values: Float32Array, width: number, first: number, end: number): Float32Array {
  const size = end - first
  const rows = values.length / width
  const own = new Float32Array(rows * size)
  for (let row = 0; row < rows; row++)
    own.set(values.subarray(row * width + first, row * width + end), row * size)
  logSoftmax(own, size)
  return own
}
