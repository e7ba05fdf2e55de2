/** Attention models (Whisper, distil-whisper, Moonshine) in their common ONNX export. @module */
import { basename } from 'node:path'
import { WHISPER_FRAMES, WHISPER_SAMPLE_RATE, WhisperFeatures } from '../features/whisper-features.ts'
import { InvalidModelFile } from '../invalid-model-file.ts'
import {
  type InferenceSession,
  loadRuntime,
  openSession,
  type Runtime,
  type SessionOptions
} from '../runtime.ts'
import { type ControlTokens, moonshineTokens, whisperTokens } from './control-tokens.ts'
import { type EncodedPhrase, PhraseDecoder } from './decoder.ts'
import { type DecoderShape, type EncoderInput, readDecoderShape, readEncoderInput } from './decoder-shape.ts'
import {
  type AttentionConfiguration,
  type AttentionFiles,
  findAttentionFiles,
  readConfiguration,
  type Variant
} from './model-files.ts'
import { readTokenizer, type Tokenizer } from './tokenizer.ts'

export const ATTENTION_FAMILIES = ['whisper', 'moonshine'] as const
export type AttentionFamily = (typeof ATTENTION_FAMILIES)[number]

/** Longest phrase, in seconds: what Whisper's encoder takes, and Moonshine was trained on. */
export const MAX_PHRASE_SECONDS = 30

const DEFAULT_BINS = 80

export type AttentionOptions = SessionOptions &
  Readonly<{
    /** Which weights, where the folder has several. */
    variant?: Variant
  }>

type Parts = Readonly<{
  runtime: Runtime
  encoder: InferenceSession
  decoder: InferenceSession
  shape: DecoderShape
  input: EncoderInput
  tokenizer: Tokenizer
  configuration: AttentionConfiguration
  files: AttentionFiles
}>

export class AttentionModel {
  readonly family: AttentionFamily
  readonly tokenizer: Tokenizer
  readonly control: ControlTokens
  /** Tokens that the decoder tells apart. */
  readonly tokenCount: number
  /** [layer, head] of the heads that follow the speech in time; all of the upper half where the model does not say. */
  readonly alignmentHeads: readonly (readonly [number, number])[]
  /** Whether words get their times from attention. */
  readonly hasWordTimes: boolean
  readonly #parts: Parts
  readonly #features: WhisperFeatures | undefined

  constructor(parts: Parts) {
    const { input, shape, tokenizer, configuration, files } = parts
    this.#parts = parts
    this.family = input.name === 'input_features' ? 'whisper' : 'moonshine'
    const bins = input.bins ?? configuration.num_mel_bins ?? DEFAULT_BINS
    this.#features = this.family === 'whisper' ? new WhisperFeatures(bins) : undefined
    this.tokenizer = tokenizer
    this.tokenCount = shape.tokens
    const file = basename(files.tokenizer)
    this.control =
      this.family === 'whisper'
        ? whisperTokens(tokenizer, configuration, shape.tokens, file)
        : moonshineTokens(configuration, tokenizer, shape.tokens)
    this.hasWordTimes = shape.givesAttention
    this.alignmentHeads = alignmentHeadsOf(configuration, shape)
  }

  /**
   * @param samples 16 kHz, from -1 to 1, at most 30 s
   * @throws RangeError when there are more, or none
   */
  async encode(samples: Float32Array): Promise<EncodedPhrase> {
    const { runtime, encoder, input } = this.#parts
    if (samples.length === 0 || samples.length > MAX_PHRASE_SECONDS * WHISPER_SAMPLE_RATE)
      throw new RangeError(
        `A phrase has 1 to ${MAX_PHRASE_SECONDS * WHISPER_SAMPLE_RATE} samples, not ${samples.length}`
      )
    const features = this.#features
    const tensor =
      features === undefined
        ? new runtime.Tensor('float32', samples, [1, samples.length])
        : new runtime.Tensor('float32', features.compute(samples), [1, features.bins, WHISPER_FRAMES])
    const mask = input.takesMask
      ? {
          attention_mask: new runtime.Tensor('int64', new BigInt64Array(samples.length).fill(1n), [
            1,
            samples.length
          ])
        }
      : {}
    const { last_hidden_state: states } = await encoder.run({ [input.name]: tensor, ...mask }, [
      'last_hidden_state'
    ])
    if (states === undefined) throw new Error('The encoder gave no states')
    return { states, frames: states.dims[1] ?? 0, samples: samples.length }
  }

  /** Seconds from one of the encoder's frames to the next. */
  frameSeconds({ frames, samples }: EncodedPhrase): number {
    return (this.family === 'whisper' ? MAX_PHRASE_SECONDS : samples / WHISPER_SAMPLE_RATE) / frames
  }

  decode(phrase: EncodedPhrase): PhraseDecoder {
    const { runtime, decoder, shape } = this.#parts
    return new PhraseDecoder(runtime, decoder, shape, phrase)
  }

  /** Frees the sessions. */
  async close(): Promise<void> {
    await Promise.all([this.#parts.encoder.release(), this.#parts.decoder.release()])
  }
}

/**
 * Opens the model of a folder.
 * @throws InvalidModelFile when a file is missing or its inputs, outputs and tokens are not those of the export
 * @throws RuntimeMissing
 */
export async function openAttentionModel(
  folder: string,
  { variant, ...options }: AttentionOptions = {}
): Promise<AttentionModel> {
  const files = await findAttentionFiles(folder, variant)
  if (files === undefined)
    throw new InvalidModelFile(
      basename(folder),
      'encoder_model.onnx and decoder_model_merged.onnx',
      'neither'
    )
  const [tokenizer, configuration] = await Promise.all([
    readTokenizer(files.tokenizer),
    readConfiguration(folder)
  ])
  const runtime = await loadRuntime()
  const sessions: InferenceSession[] = []
  const open = async (path: string): Promise<InferenceSession> => {
    const session = await openSession(runtime, path, options)
    sessions.push(session)
    return session
  }
  try {
    const decoder = await open(files.decoder)
    const shape = readDecoderShape(decoder, basename(files.decoder))
    const encoder = await open(files.encoder)
    const input = readEncoderInput(encoder, basename(files.encoder), shape)
    if (tokenizer.size > shape.tokens)
      throw new InvalidModelFile(
        basename(files.tokenizer),
        `at most ${shape.tokens} tokens, as ${basename(files.decoder)} has`,
        `${tokenizer.size}; the file belongs to another model`
      )
    return new AttentionModel({ runtime, encoder, decoder, shape, input, tokenizer, configuration, files })
  } catch (cause) {
    await Promise.all(sessions.map((session) => session.release()))
    throw cause
  }
}

function alignmentHeadsOf(
  { alignment_heads: heads }: AttentionConfiguration,
  shape: DecoderShape
): readonly (readonly [number, number])[] {
  const known = heads?.filter(([layer, head]) => layer < shape.layers && head < shape.heads) ?? []
  if (known.length > 0) return known
  const from = Math.floor(shape.layers / 2)
  return Array.from({ length: shape.layers - from }, (_, layer) =>
    Array.from({ length: shape.heads }, (_, head) => [from + layer, head] as const)
  ).flat()
}
