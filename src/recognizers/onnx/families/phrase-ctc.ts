/** CTC models of icefall and WeNet that take whole phrases: features and their number in, frames and theirs out. @module */
import { Filterbank, type FilterbankOptions } from '../features/filterbank.ts'
import { ICEFALL, WENET } from '../features/front-ends.ts'
import type { ModelHeader } from '../metadata/model-header.ts'
import type { ModelFile } from '../model-file.ts'
import type { AcousticModel } from './acoustic-model.ts'
import { CtcOutput } from './ctc-output.ts'
import { type CtcFamily, inputNames, type LoadRequest } from './family.ts'
import { MIN_FRAMES, TRIED_FRAMES } from './nemo-ctc.ts'
import { PhraseStream, phraseInputs, type RunPhrase } from './phrase-stream.ts'

const ICEFALL_SUBSAMPLING = 4

const takesPhrases = (header: ModelHeader): boolean =>
  header.inputs.length === 2 && ['x', 'x_lens'].every((name) => inputNames(header).includes(name))

export const zipformerCtc: CtcFamily = {
  name: 'zipformer-ctc',
  title: 'Zipformer CTC for whole phrases (icefall)',
  kind: 'ctc',
  streaming: false,
  sampleRate: 16_000,
  recognizes: (header) => takesPhrases(header) && header.metadata.get('model_type') === 'zipformer2_ctc',
  load: (file, request) => load(zipformerCtc, file, request, ICEFALL, ICEFALL_SUBSAMPLING)
}

export const wenetPhraseCtc: CtcFamily = {
  name: 'wenet-ctc',
  title: 'CTC for whole phrases (WeNet)',
  kind: 'ctc',
  streaming: false,
  sampleRate: 16_000,
  recognizes: (header) => takesPhrases(header) && header.metadata.get('model_type') === 'wenet_ctc',
  load: async (file, request) =>
    load(wenetPhraseCtc, file, request, WENET, file.integer('subsampling_factor'))
}

async function load(
  family: CtcFamily,
  file: ModelFile,
  request: LoadRequest,
  frontEnd: FilterbankOptions,
  subsampling: number
): Promise<AcousticModel> {
  file.check('inputs', [
    { type: 'float32', rank: 3 },
    { type: 'int64', rank: 1 }
  ])
  file.check('outputs', [
    { type: 'float32', rank: 3 },
    { type: 'int64', rank: 1 }
  ])
  const filterbank = new Filterbank(request.options.frontEnd ?? frontEnd)
  const session = await file.open(request.runtime, request.options)
  const silence = new Float32Array(TRIED_FRAMES * filterbank.options.bins)
  const output = new CtcOutput(
    session,
    await session.tryRun(phraseInputs(session, silence, TRIED_FRAMES)),
    request
  )
  const run: RunPhrase = async (features, frames) => {
    const outputs = await session.run(phraseInputs(session, features, frames))
    return output.read(outputs, Number(outputs[1]?.data[0]))
  }
  return {
    kind: 'ctc',
    family: family.name,
    vocabulary: request.vocabulary,
    streaming: false,
    frameSeconds: 0.01 * subsampling,
    chunkSeconds: 0,
    open: () => new PhraseStream(filterbank.open(), MIN_FRAMES, run),
    close: () => session.close()
  }
}
