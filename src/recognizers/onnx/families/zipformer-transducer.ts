/** Transducers of icefall that take whole phrases, as its `export-onnx.py` writes them. @module */
import { Filterbank } from '../features/filterbank.ts'
import { ICEFALL } from '../features/front-ends.ts'
import type { AcousticModel, EncodedFrames } from './acoustic-model.ts'
import { inputNames, type TransducerFamily } from './family.ts'
import { MIN_FRAMES, TRIED_FRAMES } from './nemo-ctc.ts'
import { PhraseStream, phraseInputs, type RunPhrase } from './phrase-stream.ts'
import { loadStatelessNetworks } from './stateless-predictor.ts'
import { FRAME_SECONDS } from './zipformer-streaming.ts'

export const zipformerTransducer: TransducerFamily = {
  name: 'zipformer-transducer',
  title: 'Zipformer transducer for whole phrases (icefall)',
  kind: 'transducer',
  streaming: false,
  sampleRate: 16_000,
  recognizes: (header) =>
    header.inputs.length === 2 &&
    ['x', 'x_lens'].every((name) => inputNames(header).includes(name)) &&
    header.outputs[0]?.name === 'encoder_out',
  async load({ encoder, ...networkFiles }, request): Promise<AcousticModel> {
    encoder.check('inputs', [
      { type: 'float32', rank: 3 },
      { type: 'int64', rank: 1 }
    ])
    encoder.check('outputs', [
      { type: 'float32', rank: 3 },
      { type: 'int64', rank: 1 }
    ])
    const bins = encoder.header.inputs[0]?.shape?.[2]
    const own = request.options.frontEnd ?? ICEFALL
    const filterbank = new Filterbank(typeof bins === 'number' ? { ...own, bins } : own)
    const session = await encoder.open(request.runtime, request.options)
    const silence = new Float32Array(TRIED_FRAMES * filterbank.options.bins)
    const tried = await session.tryRun(phraseInputs(session, silence, TRIED_FRAMES))
    const width = session.floats(tried, 0, 3).dims[2] ?? 0
    const networks = await loadStatelessNetworks(networkFiles, request, width)
    const run: RunPhrase = async (features, frames): Promise<EncodedFrames> => {
      const outputs = await session.run(phraseInputs(session, features, frames))
      const { values, dims } = session.floats(outputs, 0, 3)
      const count = Math.min(dims[1] ?? 0, Number(outputs[1]?.data[0]))
      return { count, width, values: values.subarray(0, count * width) }
    }
    return {
      kind: 'transducer',
      family: zipformerTransducer.name,
      vocabulary: request.vocabulary,
      streaming: false,
      frameSeconds: FRAME_SECONDS,
      chunkSeconds: 0,
      maxTokensPerFrame: 1,
      open: () => new PhraseStream(filterbank.open(), MIN_FRAMES, run),
      start: () => networks.start(),
      predict: (inputs) => networks.predict(inputs),
      join: (frame, predictions) => networks.join(frame, predictions),
      close: async () => void (await Promise.all([session.close(), networks.close()]))
    }
  }
}
