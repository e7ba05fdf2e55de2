/** What the models of NeMo have in common, as exported for sherpa-onnx. @module */
import { Filterbank } from '../features/filterbank.ts'
import { GIGAAM, NEMO } from '../features/front-ends.ts'
import type { ModelHeader } from '../metadata/model-header.ts'
import type { ModelFile, ModelSession, TensorNeed } from '../model-file.ts'
import type { Tensor } from '../runtime.ts'
import type { EncodedFrames } from './acoustic-model.ts'
import type { Chunking, RunChunk } from './chunked-stream.ts'
import { inputNames, type LoadOptions, type LoadRequest } from './family.ts'
import { transpose } from './phrase-stream.ts'

const SAMPLES_PER_FRAME = 160

const CACHES = ['cache_last_channel', 'cache_last_time', 'cache_last_channel_len']
const FEATURES: TensorNeed = { type: 'float32', rank: 3 }
const LENGTH: TensorNeed = { type: 'int64', rank: 1 }
const CACHE: TensorNeed = { type: 'float32', rank: 4 }

/** Encoders that carry caches from chunk to chunk (Noroozi et al. 2023). */
export const isCacheAware = (header: ModelHeader): boolean =>
  CACHES.every((name) => inputNames(header).includes(name))

/** Encoders of whole phrases. */
export const isWholePhrase = (header: ModelHeader): boolean =>
  header.inputs.length === 2 &&
  header.inputs[0]?.name === 'audio_signal' &&
  header.inputs[1]?.name === 'length'

/**
 * NeMo's mel spectrogram, or that of GigaAM, whose metadata say `is_giga_am`.
 * @throws InvalidModelFile
 */
export function nemoFrontEnd(file: ModelFile, { frontEnd }: LoadOptions): Filterbank {
  const { metadata, inputs } = file.header
  const own = frontEnd ?? (metadata.get('is_giga_am') === '1' ? GIGAAM : NEMO)
  const declared = inputs[0]?.shape?.[1]
  const bins = metadata.has('feat_dim') ? file.integer('feat_dim') : declared
  if (typeof bins !== 'number') return new Filterbank(own)
  if (bins > MAX_BINS) throw file.invalid(`at most ${MAX_BINS} values in a feature frame`, `${bins}`)
  return new Filterbank({ ...own, bins })
}

const MAX_BINS = 256

/** Whether features are normalized over the phrase. @throws InvalidModelFile for a way that is not supported */
export function normalizesFeatures(file: ModelFile): boolean {
  const type = file.header.metadata.get('normalize_type') ?? ''
  if (type === 'per_feature') return true
  if (type === '' || type === 'NA') return false
  throw file.invalid('metadata "normalize_type" of "per_feature", "NA" or nothing', JSON.stringify(type))
}

export const subsamplingOf = (file: ModelFile): number => file.integer('subsampling_factor')

/** A cache-aware encoder; its first output is log probabilities or vectors for the joiner. */
export type StreamingEncoder = Readonly<{
  session: ModelSession
  chunking: Chunking
  filterbank: Filterbank
  leadFrames: number
  frameSeconds: number
  states: readonly Tensor[]
  /** The outputs of a chunk of zeros. */
  tried: readonly Tensor[]
  run(read: (outputs: readonly Tensor[]) => EncodedFrames): RunChunk
}>

/** @throws InvalidModelFile */
export async function openStreamingEncoder(file: ModelFile, request: LoadRequest): Promise<StreamingEncoder> {
  file.check('inputs', [
    { ...FEATURES, name: 'audio_signal' },
    { ...LENGTH, name: 'length' },
    { ...CACHE, name: 'cache_last_channel' },
    { ...CACHE, name: 'cache_last_time' },
    { ...LENGTH, name: 'cache_last_channel_len' }
  ])
  file.check('outputs', [FEATURES, LENGTH, CACHE, CACHE, LENGTH])
  if (file.header.inputs.length > 5) {
    const further = inputNames(file.header).slice(5, 10).join(', ')
    throw file.invalid('5 inputs', `also ${further}; models that take a language are not supported`)
  }
  if (normalizesFeatures(file)) {
    throw file.invalid(
      'a streaming model without normalization',
      'metadata "normalize_type" of "per_feature"'
    )
  }
  const window = file.integer('window_size')
  const shift = file.integer('chunk_shift')
  if (window < shift)
    throw file.invalid('metadata "window_size" of at least "chunk_shift"', `${window} and ${shift}`)
  const filterbank = nemoFrontEnd(file, request.options)
  const session = await file.open(request.runtime, request.options)
  const cacheSizes = (cache: string): readonly number[] => [
    1,
    ...[1, 2, 3].map((dimension) => file.integer(`${cache}_dim${dimension}`))
  ]
  const states = [
    session.zeros('float32', cacheSizes('cache_last_channel')),
    session.zeros('float32', cacheSizes('cache_last_time')),
    session.zeros('int64', [1])
  ]
  const inputs = (features: Float32Array): readonly Tensor[] => signal(session, features, window)
  const silence = new Float32Array(window * filterbank.options.bins)
  return {
    session,
    chunking: { window, shift, samplesPerFrame: SAMPLES_PER_FRAME, tailSamples: TAIL_SAMPLES },
    filterbank,
    // What the first convolutions see before the audio; NeMo keeps it in front of each chunk.
    leadFrames: request.options.leadFrames ?? window - shift,
    frameSeconds: 0.01 * subsamplingOf(file),
    states,
    tried: await session.tryRun([...inputs(silence), ...states]),
    run: (read) => async (features, before) => {
      const outputs = await session.run([...inputs(features), ...before])
      return { frames: read(outputs), states: outputs.slice(2) }
    }
  }
}

/** Silence after the audio, in which the last tokens come. */
const TAIL_SAMPLES = 0.4 * 16_000

/** [frames × bins] as the encoder takes them: [1 × bins × frames], and their number. */
export const signal = (session: ModelSession, features: Float32Array, frames: number): readonly Tensor[] => {
  const bins = features.length / frames
  return [
    session.tensor('float32', transpose(features, frames, bins), [1, bins, frames]),
    session.tensor('int64', BigInt64Array.of(BigInt(frames)), [1])
  ]
}

/** Encoder output [1 × width × frames] as vectors of the frames. @throws InvalidModelFile */
export function encoderFrames(session: ModelSession, outputs: readonly Tensor[]): EncodedFrames {
  const { values, dims } = session.floats(outputs, 0, 3)
  const [, width = 0, all = 0] = dims
  const turned = transpose(values, width, all)
  const declared = Number(outputs[1]?.data[0] ?? all)
  const count = Math.max(0, Math.min(all, Number.isFinite(declared) ? declared : all))
  return { count, width, values: turned.subarray(0, count * width) }
}
