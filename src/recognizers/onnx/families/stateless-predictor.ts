/** The prediction network and joiner of icefall's transducers: embeddings of the last tokens (Ghodsi et al. 2020). @module */
import type { ModelFile, ModelSession } from '../model-file.ts'
import { assertVocabularySize } from '../vocabulary.ts'
import type { JoinedScores, Prediction, PredictorState, TransducerModel } from './acoustic-model.ts'
import type { LoadRequest, TransducerFiles } from './family.ts'
import { logSoftmax } from './log-softmax.ts'

export type TransducerNetworks = Pick<TransducerModel, 'start' | 'predict' | 'join'> &
  Readonly<{ close(): Promise<void> }>

/** @throws InvalidModelFile */
export async function loadStatelessNetworks(
  { decoder, joiner }: Omit<TransducerFiles, 'encoder'>,
  request: LoadRequest,
  encoderWidth: number
): Promise<TransducerNetworks> {
  const contextSize = checkDecoder(decoder)
  joiner.check('inputs', [
    { type: 'float32', rank: 2, sizes: [undefined, encoderWidth] },
    { type: 'float32', rank: 2 }
  ])
  joiner.check('outputs', [{ type: 'float32', rank: 2 }])
  const networks = new StatelessNetworks(
    await decoder.open(request.runtime, request.options),
    await joiner.open(request.runtime, request.options),
    contextSize,
    request.vocabulary.blank
  )
  await networks.check(request, encoderWidth)
  return networks
}

function checkDecoder(decoder: ModelFile): number {
  const contextSize = decoder.integer('context_size')
  decoder.check('inputs', [{ type: 'int64', rank: 2, sizes: [undefined, contextSize] }])
  decoder.check('outputs', [{ type: 'float32', rank: 2 }])
  return contextSize
}

class StatelessNetworks implements TransducerNetworks {
  readonly #decoder: ModelSession
  readonly #joiner: ModelSession
  readonly #contextSize: number
  readonly #blank: number

  constructor(decoder: ModelSession, joiner: ModelSession, contextSize: number, blank: number) {
    this.#decoder = decoder
    this.#joiner = joiner
    this.#contextSize = contextSize
    this.#blank = blank
  }

  /** Runs both once. @throws InvalidModelFile */
  async check({ vocabulary, vocabularyFile }: LoadRequest, encoderWidth: number): Promise<void> {
    const context = BigInt64Array.from(this.#startTokens(), BigInt)
    const predicted = await this.#decoder.tryRun([
      this.#decoder.tensor('int64', context, [1, this.#contextSize])
    ])
    const { values, dims } = this.#decoder.floats(predicted, 0, 2)
    const outputs = await this.#joiner.tryRun([
      this.#joiner.tensor('float32', new Float32Array(encoderWidth), [1, encoderWidth]),
      this.#joiner.tensor('float32', values, dims)
    ])
    const { dims: joined } = this.#joiner.floats(outputs, 0, 2)
    assertVocabularySize(vocabulary, vocabularyFile, joined[1] ?? 0, this.#joiner.file.name)
  }

  async start(): Promise<Prediction> {
    const [prediction] = await this.#predict([this.#startTokens()])
    if (!prediction) throw this.#decoder.file.invalid('a prediction', 'none')
    return prediction
  }

  async predict(
    inputs: readonly Readonly<{ state: PredictorState; token: number }>[]
  ): Promise<readonly Prediction[]> {
    return this.#predict(
      inputs.map(({ state, token }) => {
        if (!('tokens' in state)) throw new TypeError('The state is of another model')
        return [...state.tokens.slice(1), token]
      })
    )
  }

  async join(frame: Float32Array, predictions: readonly Prediction[]): Promise<JoinedScores> {
    const count = predictions.length
    const outputs = await this.#joiner.run([
      this.#joiner.tensor('float32', repeat(frame, count), [count, frame.length]),
      this.#joiner.tensor('float32', stack(predictions), [count, predictions[0]?.output.length ?? 0])
    ])
    const { values, dims } = this.#joiner.floats(outputs, 0, 2)
    logSoftmax(values, dims[1] ?? 1)
    return { tokens: values }
  }

  async close(): Promise<void> {
    await Promise.all([this.#decoder.close(), this.#joiner.close()])
  }

  /** As in training: nothing (-1), and the blank for the start of the sentence. */
  #startTokens(): readonly number[] {
    return [...new Array<number>(this.#contextSize - 1).fill(-1), this.#blank]
  }

  async #predict(contexts: readonly (readonly number[])[]): Promise<readonly Prediction[]> {
    const tokens = BigInt64Array.from(contexts.flat(), BigInt)
    const outputs = await this.#decoder.run([
      this.#decoder.tensor('int64', tokens, [contexts.length, this.#contextSize])
    ])
    const { values, dims } = this.#decoder.floats(outputs, 0, 2)
    const width = dims[1] ?? 0
    return contexts.map((context, row) => ({
      output: values.slice(row * width, (row + 1) * width),
      state: { tokens: context }
    }))
  }
}

/** `values`, `count` times in a row. */
export function repeat(values: Float32Array, count: number): Float32Array {
  const repeated = new Float32Array(values.length * count)
  for (let row = 0; row < count; row++) repeated.set(values, row * values.length)
  return repeated
}

/** The outputs of predictions below each other. */
export function stack(predictions: readonly Prediction[]): Float32Array {
  const width = predictions[0]?.output.length ?? 0
  const stacked = new Float32Array(width * predictions.length)
  for (const [row, { output }] of predictions.entries()) stacked.set(output, row * width)
  return stacked
}
