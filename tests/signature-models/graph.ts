/** Small ONNX graphs with random weights, written without ONNX. @module */
import { TENSOR_TYPES, type TensorType } from '../../src/recognizers/onnx/metadata/model-header.ts'
import { bytes, float, integer, type Message, message, text } from './protobuf-writer.ts'

export type Size = number | string
type Attribute = number | readonly number[] | Readonly<{ float: number }>

const OPSET = 13
const IR_VERSION = 8

export class Graph {
  readonly #nodes: Uint8Array[] = []
  readonly #weights: Uint8Array[] = []
  readonly #inputs: Uint8Array[] = []
  readonly #outputs: Uint8Array[] = []
  #names = 0
  #random: number

  constructor(seed: number) {
    this.#random = seed
  }

  input(name: string, type: TensorType, shape: readonly Size[]): string {
    this.#inputs.push(valueInfo(11, name, type, shape))
    return name
  }

  /** Makes a value an output of the model. */
  output(name: string, type: TensorType, shape: readonly Size[], value: string): void {
    this.#nodes.push(node('Identity', [value], name, {}))
    this.#outputs.push(valueInfo(12, name, type, shape))
  }

  op(type: string, inputs: readonly string[], attributes: Readonly<Record<string, Attribute>> = {}): string {
    const name = this.#name(type)
    this.#nodes.push(node(type, inputs, name, attributes))
    return name
  }

  /** Weights from a normal distribution. */
  weights(shape: readonly number[], deviation: number): string {
    const values = Float32Array.from({ length: product(shape) }, () => deviation * this.#normal())
    return this.floats(values, shape)
  }

  floats(values: Float32Array, shape: readonly number[]): string {
    return this.#weight('float32', new Uint8Array(values.buffer, values.byteOffset, values.byteLength), shape)
  }

  number(value: number): string {
    return this.floats(Float32Array.of(value), [1])
  }

  integers(values: readonly number[], shape: readonly number[] = [values.length]): string {
    const numbers = BigInt64Array.from(values, BigInt)
    return this.#weight('int64', new Uint8Array(numbers.buffer), shape)
  }

  cast(value: string, type: TensorType): string {
    return this.op('Cast', [value], { to: TENSOR_TYPES.indexOf(type) })
  }

  toBytes(metadata: Readonly<Record<string, string | number>>): Uint8Array {
    const graph = [...this.#nodes, text(2, 'signature'), ...this.#weights, ...this.#inputs, ...this.#outputs]
    const entries = Object.entries(metadata).map(([key, value]) =>
      message(14, [text(1, key), text(2, String(value))])
    )
    return Buffer.concat([
      integer(1, IR_VERSION),
      text(2, 'signature-models'),
      message(7, graph),
      message(8, [text(1, ''), integer(2, OPSET)]),
      ...entries
    ])
  }

  #name(prefix: string): string {
    return `${prefix}_${++this.#names}`
  }

  #weight(type: TensorType, data: Uint8Array, shape: readonly number[]): string {
    const name = this.#name('weight')
    const sizes = shape.map((size) => integer(1, size))
    this.#weights.push(
      message(5, [...sizes, integer(2, TENSOR_TYPES.indexOf(type)), text(8, name), bytes(9, data)])
    )
    return name
  }

  /** Twelve numbers of a linear congruential generator (Park and Miller 1988) add up to a normal one, nearly. */
  #normal(): number {
    let sum = -6
    for (let count = 0; count < 12; count++) {
      this.#random = (this.#random * 48_271) % 2_147_483_647
      sum += this.#random / 2_147_483_647
    }
    return sum
  }
}

const product = (shape: readonly number[]): number => shape.reduce((all, size) => all * size, 1)

function valueInfo(field: number, name: string, type: TensorType, shape: readonly Size[]): Uint8Array {
  const dimensions = shape.map((size) =>
    message(1, [typeof size === 'number' ? integer(1, size) : text(2, size)])
  )
  const tensor = message(1, [integer(1, TENSOR_TYPES.indexOf(type)), message(2, dimensions)])
  return message(field, [text(1, name), message(2, [tensor])])
}

function node(
  type: string,
  inputs: readonly string[],
  output: string,
  attributes: Readonly<Record<string, Attribute>>
): Uint8Array {
  const parts: Message = Object.entries(attributes).map(([name, value]) => {
    if (typeof value === 'number') return message(5, [text(1, name), integer(3, value), integer(20, 2)])
    if ('float' in value) return message(5, [text(1, name), float(2, value.float), integer(20, 1)])
    return message(5, [text(1, name), ...value.map((one) => integer(8, one)), integer(20, 7)])
  })
  return message(1, [...inputs.map((name) => text(1, name)), text(2, output), text(4, type), ...parts])
}
