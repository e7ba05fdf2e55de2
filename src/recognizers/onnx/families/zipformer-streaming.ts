/** What the streaming CTC models and transducers of icefall (Yao et al. 2023) have in common. @module */
import { Filterbank } from '../features/filterbank.ts'
import { ICEFALL } from '../features/front-ends.ts'
import type { ModelHeader } from '../metadata/model-header.ts'
import type { ModelFile, ModelSession } from '../model-file.ts'
import type { Tensor } from '../runtime.ts'
import type { Chunking } from './chunked-stream.ts'
import type { LoadOptions } from './family.ts'

/** Output frames have 4 feature frames, in all models of icefall. */
export const SUBSAMPLING = 4
export const FRAME_SECONDS = 0.01 * SUBSAMPLING
const SAMPLES_PER_FRAME = 160
/** Streaming models put tokens out up to so much later than they are spoken. */
const TAIL_SAMPLES = 0.4 * 16_000

/** Zipformer, Conformer and LSTM models alike say how much they take at a time and how far they go on. */
export const isStreamingIcefall = ({ metadata }: ModelHeader): boolean =>
  metadata.has('T') && metadata.has('decode_chunk_len')

export function chunkingOf(file: ModelFile): Chunking {
  const window = file.integer('T')
  const shift = file.integer('decode_chunk_len')
  if (window < shift) {
    throw file.invalid('metadata "T" of at least "decode_chunk_len"', `${window} and ${shift}`)
  }
  return { window, shift, samplesPerFrame: SAMPLES_PER_FRAME, tailSamples: TAIL_SAMPLES }
}

/** @throws InvalidModelFile for a model with features that this front end does not compute */
export function frontEndOf(file: ModelFile, { frontEnd }: LoadOptions): Filterbank {
  const feature = file.header.metadata.get('feature')
  if (feature === 'whisper') {
    throw file.invalid(
      'a model with filterbank features',
      'metadata "feature" of "whisper", which streams do not have'
    )
  }
  const bins = file.header.inputs[0]?.shape?.[2]
  const own = frontEnd ?? ICEFALL
  return new Filterbank(typeof bins === 'number' ? { ...own, bins } : own)
}

/**
 * Inputs: the features [1 × T × bins], then the states, whose shapes the file declares but for the batch. Outputs: frames,
 * then the states in the same order.
 */
export function checkEncoder(file: ModelFile): void {
  const { inputs, outputs } = file.header
  file.check('inputs', [{ type: 'float32', rank: 3, sizes: [1, file.integer('T')] }])
  file.check('outputs', [{ type: 'float32', rank: 3 }])
  if (
    file.header.metadata.has('num_encoder_layers') &&
    file.header.metadata.get('model_type') === 'zipformer2'
  ) {
    const layers = file.integers('num_encoder_layers').reduce((sum, count) => sum + count, 0)
    if (inputs.length !== 6 * layers + 3) {
      throw file.invalid(
        `${6 * layers + 3} inputs for ${layers} layers: x, 6 states a layer and 2 more`,
        `${inputs.length}`
      )
    }
  }
  if (outputs.length !== inputs.length) {
    throw file.invalid(`as many outputs as inputs, ${inputs.length}: frames and states`, `${outputs.length}`)
  }
  for (const [place, { type, shape }] of inputs.entries()) {
    if (place > 0) file.tensor('outputs', place, { type, rank: shape?.length ?? 0 })
  }
}

/** The states before any audio: zeros. @throws InvalidModelFile when the file leaves a size open but the batch */
export function initialStates(session: ModelSession): readonly Tensor[] {
  return session.file.header.inputs.slice(1).map(({ name, type, shape = [] }) => {
    const open = shape.filter((size) => typeof size !== 'number')
    if (open.length > 1) {
      throw session.file.invalid(
        `fixed sizes of the state "${name}" except for the batch`,
        `[${shape.join(', ')}]`
      )
    }
    return session.zeros(
      type,
      shape.map((size) => (typeof size === 'number' ? size : 1))
    )
  })
}

/** Features as the encoder takes them. */
export const featureTensor = (session: ModelSession, features: Float32Array, window: number): Tensor =>
  session.tensor('float32', features, [1, window, features.length / window])
