/** What the inputs and outputs of a merged decoder say about the model, checked before anything is run. @module */
import { InvalidModelFile } from '../invalid-model-file.ts'
import type { InferenceSession } from '../runtime.ts'

export type DecoderShape = Readonly<{
  layers: number
  heads: number
  /** Values of a head. */
  headSize: number
  /** Values of an encoder frame. */
  width: number
  /** Tokens that the decoder tells apart. */
  tokens: number
  /** Newer exports are told which positions the tokens have. */
  takesPositions: boolean
  /** Exports of Moonshine may be told which samples are audio. */
  takesMask: boolean
  /** Where the export gives them: the attention of each layer to the encoder's frames. */
  givesAttention: boolean
}>

type Value = InferenceSession.ValueMetadata

/** @throws InvalidModelFile naming the input or output, what was expected of it and what was found */
export function readDecoderShape(decoder: InferenceSession, file: string): DecoderShape {
  const inputs = byName(decoder.inputMetadata)
  const outputs = byName(decoder.outputMetadata)
  const check = (values: ReadonlyMap<string, Value>, name: string, type: string, sizes: Sizes) =>
    requireTensor(file, values, name, type, sizes)
  check(inputs, 'input_ids', 'int64', [undefined, undefined])
  check(inputs, 'use_cache_branch', 'bool', [undefined])
  const [, , width = 0] = check(inputs, 'encoder_hidden_states', 'float32', [undefined, undefined, 'fixed'])
  const [, , tokens = 0] = check(outputs, 'logits', 'float32', [undefined, undefined, 'fixed'])
  const cache = [undefined, 'fixed', undefined, 'fixed'] as const
  const [, heads = 0, , headSize = 0] = check(inputs, 'past_key_values.0.decoder.key', 'float32', cache)
  let layers = 0
  for (; inputs.has(`past_key_values.${layers}.decoder.key`); layers++)
    for (const part of cacheParts) {
      check(inputs, `past_key_values.${layers}.${part}`, 'float32', [undefined, heads, undefined, headSize])
      check(outputs, `present.${layers}.${part}`, 'float32', [undefined, undefined, undefined, undefined])
    }
  const known =
    /^(input_ids|use_cache_branch|encoder_hidden_states|encoder_attention_mask|cache_position|past_key_values\..*)$/
  const unknown = decoder.inputNames.find((name) => !known.test(name))
  if (unknown !== undefined)
    throw new InvalidModelFile(file, 'the inputs of a merged decoder', `the further input ${unknown}`)
  return {
    layers,
    heads,
    headSize,
    width,
    tokens,
    takesPositions: inputs.has('cache_position'),
    takesMask: inputs.has('encoder_attention_mask'),
    givesAttention: Array.from({ length: layers }, (_, layer) => attentionName(layer)).every((name) =>
      outputs.has(name)
    )
  }
}

/** What the decoder keeps of a layer: of its own tokens, and of the encoder's frames. */
export const cacheParts = ['decoder.key', 'decoder.value', 'encoder.key', 'encoder.value'] as const

export const attentionName = (layer: number): string => `cross_attentions.${layer}`

export type EncoderInput = Readonly<{
  /** Whisper takes features, Moonshine samples. */
  name: 'input_features' | 'input_values'
  /** Of features, where the export says it. */
  bins: number | undefined
  takesMask: boolean
}>

/** @throws InvalidModelFile naming the input or output, what was expected of it and what was found */
export function readEncoderInput(
  encoder: InferenceSession,
  file: string,
  { width }: DecoderShape
): EncoderInput {
  const inputs = byName(encoder.inputMetadata)
  const outputs = byName(encoder.outputMetadata)
  requireTensor(file, outputs, 'last_hidden_state', 'float32', [undefined, undefined, width])
  const name = inputs.has('input_values') ? 'input_values' : 'input_features'
  const sizes = name === 'input_values' ? [undefined, undefined] : [undefined, undefined, undefined]
  const [, bins = 0] = requireTensor(file, inputs, name, 'float32', sizes)
  const unknown = encoder.inputNames.find((own) => own !== name && own !== 'attention_mask')
  if (unknown !== undefined)
    throw new InvalidModelFile(file, `the input ${name}`, `the further input ${unknown}`)
  return { name, bins: bins === 0 ? undefined : bins, takesMask: inputs.has('attention_mask') }
}

type Sizes = readonly (number | 'fixed' | undefined)[]

const byName = (values: readonly Value[]): ReadonlyMap<string, Value> =>
  new Map(values.map((value) => [value.name, value]))

/** Answers the sizes, 0 where they vary. */
function requireTensor(
  file: string,
  values: ReadonlyMap<string, Value>,
  name: string,
  type: string,
  sizes: Sizes
): readonly number[] {
  const found = values.get(name)
  const expected = `${name}: ${type} [${sizes.map((size) => size ?? '?').join(', ')}]`
  if (found === undefined)
    throw new InvalidModelFile(file, expected, `only ${[...values.keys()].slice(0, 8).join(', ')}`)
  const described = found.isTensor ? `${found.type} [${found.shape.join(', ')}]` : 'no tensor'
  const fits =
    found.isTensor &&
    found.type === type &&
    found.shape.length === sizes.length &&
    sizes.every((size, index) => {
      const own = found.shape[index]
      return size === undefined || (size === 'fixed' ? typeof own === 'number' && own > 0 : own === size)
    })
  if (!fits || !found.isTensor) throw new InvalidModelFile(file, expected, described)
  return found.shape.map((size) => (typeof size === 'number' ? size : 0))
}
