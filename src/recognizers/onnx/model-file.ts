/** One ONNX file of a model: its header checked, then its session. @module */
import { InvalidModelFile } from './invalid-model-file.ts'
import {
  describeTensor,
  type ModelHeader,
  type TensorInfo,
  type TensorType
} from './metadata/model-header.ts'
import { readModelHeader } from './metadata/read-model-header.ts'
import {
  type InferenceSession,
  openSession,
  type Runtime,
  type SessionOptions,
  type Tensor
} from './runtime.ts'

/** What a family needs of a tensor. Sizes are compared where both sides have fixed ones. */
export type TensorNeed = Readonly<{
  /** Its name, where the family depends on it; tensors are found by their place. */
  name?: string
  type: TensorType
  rank: number
  /** By dimension; `undefined` for any size. */
  sizes?: readonly (number | undefined)[]
}>

export type Tensors = Readonly<Record<string, Tensor>>

/** A file whose header was read; nothing is loaded. */
export class ModelFile {
  readonly path: string
  readonly header: ModelHeader

  /** @throws InvalidModelFile; what the file system throws */
  constructor(path: string) {
    this.path = path
    this.header = readModelHeader(path)
  }

  get name(): string {
    return this.header.file
  }

  /** @throws InvalidModelFile without such a metadata entry of at least `least` */
  integer(key: string, least = 1): number {
    const [value = Number.NaN, ...more] = this.integers(key, least)
    if (more.length > 0) throw this.invalid(`one number in metadata "${key}"`, `${more.length + 1} of them`)
    return value
  }

  /** The numbers of a metadata entry, separated by commas. @throws InvalidModelFile */
  integers(key: string, least = 1): readonly number[] {
    const text = this.header.metadata.get(key)
    if (text === undefined) throw this.invalid(`metadata "${key}"`, this.#metadataKeys())
    const values =
      text.length > 10_000 ? [Number.NaN] : text.split(',').map((part) => Number(part.trim() || Number.NaN))
    if (values.every((value) => Number.isSafeInteger(value) && value >= least && value < 2 ** 31))
      return values
    const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text
    throw this.invalid(`whole numbers from ${least} on in metadata "${key}"`, JSON.stringify(shown))
  }

  /** @throws InvalidModelFile when a tensor that is needed is missing or of another kind */
  check(kind: 'inputs' | 'outputs', needs: readonly TensorNeed[]): void {
    for (const [place, need] of needs.entries()) this.tensor(kind, place, need)
  }

  /** @throws InvalidModelFile when there is no such tensor */
  tensor(kind: 'inputs' | 'outputs', place: number, need: TensorNeed): TensorInfo {
    const tensor = this.header[kind][place]
    const label = `${kind === 'inputs' ? 'input' : 'output'} ${place + 1}`
    const expected = `${label}${need.name === undefined ? '' : ` "${need.name}"`} of type ${describeNeed(need)}`
    if (!tensor) throw this.invalid(expected, this.#tensorNames(kind))
    const { shape } = tensor
    const fits =
      (need.name === undefined || need.name === tensor.name) &&
      need.type === tensor.type &&
      (shape === undefined || shape.length === need.rank) &&
      (need.sizes ?? []).every((size, at) => {
        const declared = shape?.[at]
        return size === undefined || typeof declared !== 'number' || declared === size
      })
    if (!fits) throw this.invalid(expected, `"${tensor.name}" of type ${describeTensor(tensor)}`)
    return tensor
  }

  /** @throws InvalidModelFile when it cannot be loaded */
  async open(runtime: Runtime, options: SessionOptions): Promise<ModelSession> {
    return new ModelSession(this, runtime, await openSession(runtime, this.path, options))
  }

  invalid(expected: string, found: string): InvalidModelFile {
    return new InvalidModelFile(this.name, expected, found)
  }

  #metadataKeys(): string {
    const keys = [...this.header.metadata.keys()].slice(0, 20)
    return keys.length === 0 ? 'no metadata' : `only ${keys.join(', ')}`
  }

  #tensorNames(kind: 'inputs' | 'outputs'): string {
    const names = this.header[kind].slice(0, 20).map(({ name }) => name)
    return names.length === 0 ? `no ${kind}` : `only ${names.join(', ')}`
  }
}

const describeNeed = ({ type, rank, sizes }: TensorNeed): string =>
  `${type} [${Array.from({ length: rank }, (_, at) => sizes?.[at] ?? '?').join(', ')}]`

/** A loaded file. Inputs are given, and outputs returned, in the order of the file. */
export class ModelSession {
  readonly file: ModelFile
  readonly runtime: Runtime
  readonly #session: InferenceSession

  constructor(file: ModelFile, runtime: Runtime, session: InferenceSession) {
    this.file = file
    this.runtime = runtime
    this.#session = session
  }

  async run(inputs: readonly Tensor[]): Promise<readonly Tensor[]> {
    const feeds: Record<string, Tensor> = {}
    for (const [place, tensor] of inputs.entries()) {
      feeds[this.file.header.inputs[place]?.name ?? `input ${place + 1}`] = tensor
    }
    const results = await this.#session.run(feeds)
    return this.file.header.outputs.map(({ name }) => {
      const tensor = results[name] as Tensor
      const { buffer, byteOffset, length } = tensor.data as Uint16Array<ArrayBuffer>
      return tensor.type === 'float16'
        ? this.#half(new Uint16Array(buffer, byteOffset, length), tensor.dims)
        : tensor
    })
  }

  /**
   * A first run, on made-up input: what a header promises and the model does not keep is found at loading.
   * @throws InvalidModelFile
   */
  async tryRun(inputs: readonly Tensor[]): Promise<readonly Tensor[]> {
    try {
      return await this.run(inputs)
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : String(cause)
      throw this.file.invalid('a model that takes the inputs of its family', message.split('\n', 1)[0] ?? '')
    }
  }

  /** The values of an output. @throws InvalidModelFile when it is not float32 of this rank */
  floats(
    outputs: readonly Tensor[],
    place: number,
    rank: number
  ): Readonly<{ values: Float32Array; dims: readonly number[] }> {
    const tensor = outputs[place]
    if (tensor?.data instanceof Float32Array && tensor.dims.length === rank) {
      return { values: tensor.data, dims: tensor.dims }
    }
    const found = tensor ? `${tensor.type} [${tensor.dims.join(', ')}]` : 'nothing'
    throw this.file.invalid(`output ${place + 1} of type float32 with ${rank} dimensions`, found)
  }

  tensor(type: 'float32', values: Float32Array, dims: readonly number[]): Tensor
  tensor(type: 'int32', values: Int32Array, dims: readonly number[]): Tensor
  tensor(type: 'int64', values: BigInt64Array, dims: readonly number[]): Tensor
  tensor(type: 'bool', values: Uint8Array, dims: readonly number[]): Tensor
  tensor(
    type: 'float32' | 'int32' | 'int64' | 'bool',
    values: Float32Array | Int32Array | BigInt64Array | Uint8Array,
    dims: readonly number[]
  ): Tensor {
    return new this.runtime.Tensor(type, values, dims)
  }

  /** All zeros, of the types that models keep between chunks. @throws InvalidModelFile for another type */
  zeros(type: TensorType, dims: readonly number[]): Tensor {
    const length = dims.reduce((product, size) => product * size, 1)
    if (length > MAX_STATE_VALUES)
      throw this.file.invalid(`at most ${MAX_STATE_VALUES} values in a state`, `${length}`)
    if (type === 'float32') return new this.runtime.Tensor('float32', new Float32Array(length), dims)
    if (type === 'int64') return new this.runtime.Tensor('int64', new BigInt64Array(length), dims)
    if (type === 'float16') return this.#half(new Uint16Array(length), dims)
    throw this.file.invalid('states of type float32, float16 or int64', type)
  }

  /**
   * 16-bit floats as their bits. Where the language has an array type for them, the runtime's JavaScript turns all of them
   * into it, and its native part (1.30) does not know it: hence a tensor of integers with another name for its type.
   */
  #half(bits: Uint16Array<ArrayBuffer>, dims: readonly number[]): Tensor {
    const tensor = new this.runtime.Tensor('uint16', bits, dims)
    return Object.defineProperty(tensor, 'type', { value: 'float16' })
  }

  async close(): Promise<void> {
    await this.#session.release()
  }
}

/** 256 MB of 32-bit floats. */
const MAX_STATE_VALUES = 1 << 26
