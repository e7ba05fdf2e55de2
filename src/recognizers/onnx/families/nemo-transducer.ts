/** Transducers of NeMo that take whole phrases, also those with durations (TDT): Parakeet. @module */
import { normalizePerFeature } from '../features/normalize-features.ts'
import type { AcousticModel } from './acoustic-model.ts'
import type { TransducerFamily } from './family.ts'
import { loadLstmNetworks } from './lstm-predictor.ts'
import {
  encoderFrames,
  isWholePhrase,
  nemoFrontEnd,
  normalizesFeatures,
  signal,
  subsamplingOf
} from './nemo.ts'
import { MIN_FRAMES, TRIED_FRAMES } from './nemo-ctc.ts'
import { PhraseStream, type RunPhrase } from './phrase-stream.ts'

export const nemoTransducer: TransducerFamily = {
  name: 'nemo-transducer',
  title: 'Transducer or TDT for whole phrases (NeMo)',
  kind: 'transducer',
  streaming: false,
  sampleRate: 16_000,
  recognizes: isWholePhrase,
  async load(files, request): Promise<AcousticModel> {
    const { encoder } = files
    encoder.check('inputs', [
      { name: 'audio_signal', type: 'float32', rank: 3 },
      { name: 'length', type: 'int64', rank: 1 }
    ])
    encoder.check('outputs', [
      { type: 'float32', rank: 3 },
      { type: 'int64', rank: 1 }
    ])
    const normalizes = normalizesFeatures(encoder)
    const subsampling = subsamplingOf(encoder)
    const filterbank = nemoFrontEnd(encoder, request.options)
    const session = await encoder.open(request.runtime, request.options)
    const silence = new Float32Array(TRIED_FRAMES * filterbank.options.bins)
    const tried = await session.tryRun(signal(session, silence, TRIED_FRAMES))
    const networks = await loadLstmNetworks(files, request, encoderFrames(session, tried).width)
    const run: RunPhrase = async (features, frames) => {
      if (normalizes) normalizePerFeature(features, filterbank.options.bins)
      return encoderFrames(session, await session.run(signal(session, features, frames)))
    }
    return {
      kind: 'transducer',
      family: nemoTransducer.name,
      vocabulary: request.vocabulary,
      streaming: false,
      frameSeconds: 0.01 * subsampling,
      chunkSeconds: 0,
      ...(networks.durations ? { durations: networks.durations } : {}),
      maxTokensPerFrame: networks.durations ? 5 : 10,
      open: () => new PhraseStream(filterbank.open(), MIN_FRAMES, run),
      start: () => networks.start(),
      predict: (inputs) => networks.predict(inputs),
      join: (frame, predictions) => networks.join(frame, predictions),
      close: async () => void (await Promise.all([session.close(), networks.close()]))
    }
  }
}
