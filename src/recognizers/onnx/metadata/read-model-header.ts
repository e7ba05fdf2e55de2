/**
 * Reads the header of an ONNX file (`onnx.proto3`, IR versions 3 to 13). Weights are skipped, so that a model of
 * gigabytes takes as long as one of megabytes with as many layers.
 * @module
 */
import { basename } from 'node:path'
import { InvalidModelFile } from '../invalid-model-file.ts'
import { type ModelHeader, TENSOR_TYPES, type TensorInfo } from './model-header.ts'
import { type Field, ProtobufReader } from './protobuf-reader.ts'

const MAX_NAME_BYTES = 4096
const MAX_VALUE_BYTES = 1 << 20
const MAX_METADATA = 1000
const MAX_TENSORS = 4096
const MAX_RANK = 16

/** Numbers of the fields that are read, by message. */
const MODEL = { irVersion: 1, producer: 2, graph: 7, opset: 8, metadata: 14 }
const GRAPH = { initializer: 5, input: 11, output: 12 }
const TENSOR = { name: 8, externalData: 13 }
const OPSET = { domain: 1, version: 2 }
const ENTRY = { key: 1, value: 2 }
const VALUE_INFO = { name: 1, type: 2 }
const TYPE = { tensor: 1 }
const TENSOR_TYPE = { element: 1, shape: 2 }
const SHAPE = { dimension: 1 }
const DIMENSION = { value: 1, name: 2 }

/**
 * @throws InvalidModelFile for what is no ONNX model, is incomplete, or has an absurd header; what the file system throws
 */
export function readModelHeader(path: string): ModelHeader {
  const reader = new ProtobufReader(path)
  try {
    return new HeaderReader(reader, basename(path)).read()
  } finally {
    reader.close()
  }
}

type Graph = Readonly<{
  inputs: readonly TensorInfo[]
  outputs: readonly TensorInfo[]
  weightFiles: readonly string[]
}>

class HeaderReader {
  readonly #reader: ProtobufReader
  readonly #file: string

  constructor(reader: ProtobufReader, file: string) {
    this.#reader = reader
    this.#file = file
  }

  read(): ModelHeader {
    if (this.#reader.size === 0) throw this.#invalid('an ONNX model', 'an empty file')
    let irVersion = 0
    let producer = ''
    let opset = 0
    let graph: Graph | undefined
    const metadata = new Map<string, string>()
    for (const field of this.#reader.fields(0, this.#reader.size, 'the model')) {
      if (field.number === MODEL.irVersion) irVersion = field.value ?? 0
      else if (field.number === MODEL.producer) producer = this.#text(field, 'the producer')
      else if (field.number === MODEL.graph) graph = this.#graph(field)
      else if (field.number === MODEL.opset) opset = this.#opset(field) ?? opset
      else if (field.number === MODEL.metadata) this.#addMetadata(field, metadata)
    }
    if (graph === undefined || irVersion === 0) {
      const lacks = graph === undefined ? 'a graph' : 'a version of the format'
      throw this.#invalid('an ONNX model', `protobuf data without ${lacks}`)
    }
    return { file: this.#file, producer, opset, metadata, ...graph }
  }

  #graph(graph: Field): Graph {
    const inputs: TensorInfo[] = []
    const outputs: TensorInfo[] = []
    const weights = new Set<string>()
    const weightFiles = new Set<string>()
    for (const field of this.#fields(graph, 'the graph')) {
      if (field.number === GRAPH.input) inputs.push(this.#tensorInfo(field, 'an input'))
      else if (field.number === GRAPH.output) outputs.push(this.#tensorInfo(field, 'an output'))
      else if (field.number === GRAPH.initializer) this.#addWeights(field, weights, weightFiles)
    }
    const own = inputs.filter(({ name }) => !weights.has(name))
    if (own.length > MAX_TENSORS || outputs.length > MAX_TENSORS) {
      throw this.#invalid(`at most ${MAX_TENSORS} inputs and outputs`, `${own.length} and ${outputs.length}`)
    }
    return { inputs: own, outputs, weightFiles: [...weightFiles] }
  }

  /** Models up to IR version 3 list weights among their inputs too. */
  #addWeights(initializer: Field, names: Set<string>, files: Set<string>): void {
    for (const field of this.#fields(initializer, 'a weight')) {
      if (field.number === TENSOR.name) names.add(this.#text(field, 'the name of a weight'))
      else if (field.number === TENSOR.externalData) {
        const { key, value } = this.#entry(field, 'the place of a weight')
        if (key === 'location') files.add(value)
      }
    }
  }

  #tensorInfo(info: Field, what: string): TensorInfo {
    let name = ''
    let type: TensorInfo['type'] = 'undefined'
    let shape: TensorInfo['shape']
    for (const field of this.#fields(info, what)) {
      if (field.number === VALUE_INFO.name) name = this.#text(field, `the name of ${what}`)
      if (field.number !== VALUE_INFO.type) continue
      for (const kind of this.#fields(field, `the type of ${what}`)) {
        if (kind.number !== TYPE.tensor) continue
        for (const part of this.#fields(kind, `the type of ${what}`)) {
          if (part.number === TENSOR_TYPE.element) type = TENSOR_TYPES[part.value ?? 0] ?? 'undefined'
          else if (part.number === TENSOR_TYPE.shape) shape = this.#shape(part, what)
        }
      }
    }
    return { name, type, shape }
  }

  #shape(field: Field, what: string): readonly (number | string | undefined)[] {
    const shape: (number | string | undefined)[] = []
    for (const dimension of this.#fields(field, `the shape of ${what}`)) {
      if (dimension.number !== SHAPE.dimension) continue
      if (shape.length === MAX_RANK) throw this.#invalid(`at most ${MAX_RANK} dimensions of ${what}`, 'more')
      let size: number | string | undefined
      for (const part of this.#fields(dimension, `the shape of ${what}`)) {
        // Some exporters write -1, a number beyond all sizes, for a dimension that varies.
        if (part.number === DIMENSION.value && Number.isSafeInteger(part.value)) size = part.value
        else if (part.number === DIMENSION.name) size = this.#text(part, 'the name of a dimension')
      }
      shape.push(size)
    }
    return shape
  }

  #opset(field: Field): number | undefined {
    let domain = ''
    let version = 0
    for (const part of this.#fields(field, 'an operator set')) {
      if (part.number === OPSET.domain) domain = this.#text(part, 'the domain of an operator set')
      else if (part.number === OPSET.version) version = part.value ?? 0
    }
    return domain === '' || domain === 'ai.onnx' ? version : undefined
  }

  #addMetadata(field: Field, metadata: Map<string, string>): void {
    const { key, value } = this.#entry(field, 'metadata')
    if (metadata.size >= MAX_METADATA) throw this.#invalid(`at most ${MAX_METADATA} metadata entries`, 'more')
    metadata.set(key, value)
  }

  #entry(field: Field, what: string): Readonly<{ key: string; value: string }> {
    let key = ''
    let value = ''
    for (const part of this.#fields(field, what)) {
      if (part.number === ENTRY.key) key = this.#text(part, `a key of ${what}`)
      else if (part.number === ENTRY.value)
        value = this.#reader.text(part, MAX_VALUE_BYTES, `a value of ${what}`)
    }
    return { key, value }
  }

  #fields({ start, end }: Field, what: string): Generator<Field> {
    return this.#reader.fields(start, end, what)
  }

  #text(field: Field, what: string): string {
    return this.#reader.text(field, MAX_NAME_BYTES, what)
  }

  #invalid(expected: string, found: string): InvalidModelFile {
    return new InvalidModelFile(this.#file, expected, found)
  }
}
