/** CTC models of NeMo that take whole phrases: Conformer, FastConformer, Parakeet, GigaAM. @module */
import { normalizePerFeature } from '../features/normalize-features.ts'
import type { AcousticModel } from './acoustic-model.ts'
import { CtcOutput } from './ctc-output.ts'
import type { CtcFamily } from './family.ts'
import { isWholePhrase, nemoFrontEnd, normalizesFeatures, signal, subsamplingOf } from './nemo.ts'
import { PhraseStream, type RunPhrase } from './phrase-stream.ts'

export const nemoCtc: CtcFamily = {
  name: 'nemo-ctc',
  title: 'CTC for whole phrases (NeMo)',
  kind: 'ctc',
  streaming: false,
  sampleRate: 16_000,
  recognizes: isWholePhrase,
  async load(file, request): Promise<AcousticModel> {
    file.check('inputs', [
      { name: 'audio_signal', type: 'float32', rank: 3 },
      { name: 'length', type: 'int64', rank: 1 }
    ])
    file.check('outputs', [{ type: 'float32', rank: 3 }])
    const normalizes = normalizesFeatures(file)
    const subsampling = subsamplingOf(file)
    const filterbank = nemoFrontEnd(file, request.options)
    const session = await file.open(request.runtime, request.options)
    const silence = new Float32Array(TRIED_FRAMES * filterbank.options.bins)
    const output = new CtcOutput(
      session,
      await session.tryRun(signal(session, silence, TRIED_FRAMES)),
      request
    )
    const run: RunPhrase = async (features, frames) => {
      if (normalizes) normalizePerFeature(features, filterbank.options.bins)
      const outputs = await session.run(signal(session, features, frames))
      return output.read(outputs, Math.floor(frames / subsampling))
    }
    return {
      kind: 'ctc',
      family: nemoCtc.name,
      vocabulary: request.vocabulary,
      streaming: false,
      frameSeconds: 0.01 * subsampling,
      chunkSeconds: 0,
      open: () => new PhraseStream(filterbank.open(), MIN_FRAMES, run),
      close: () => session.close()
    }
  }
}

/** Of silence, in the run that checks the model: a second. */
export const TRIED_FRAMES = 100
/** Shorter phrases have no room for a word, and some encoders fail on them. */
export const MIN_FRAMES = 16
