/** What an ONNX model says about itself: metadata, inputs, outputs, versions. @module */

/** Element types of tensors by their number in `TensorProto.DataType`, as ONNX Runtime calls them. */
export const TENSOR_TYPES = [
  'undefined',
  'float32',
  'uint8',
  'int8',
  'uint16',
  'int16',
  'int32',
  'int64',
  'string',
  'bool',
  'float16',
  'float64',
  'uint32',
  'uint64'
] as const

export type TensorType = (typeof TENSOR_TYPES)[number]

export type TensorInfo = Readonly<{
  name: string
  type: TensorType
  /** A number is fixed, a name varies from run to run, `undefined` is not declared. The whole is absent when the rank is unknown. */
  shape: readonly (number | string | undefined)[] | undefined
}>

export type ModelHeader = Readonly<{
  /** The name of the file, without folders. */
  file: string
  producer: string
  /** Version of the default operator set. */
  opset: number
  metadata: ReadonlyMap<string, string>
  /** Without those that are weights. */
  inputs: readonly TensorInfo[]
  outputs: readonly TensorInfo[]
  /** Files beside this one that hold weights, by the name that the model has for them. */
  weightFiles: readonly string[]
}>

/** `float32 [1, 80, T]`. */
export function describeTensor({ type, shape }: TensorInfo): string {
  return shape === undefined ? type : `${type} [${shape.map((size) => size ?? '?').join(', ')}]`
}
