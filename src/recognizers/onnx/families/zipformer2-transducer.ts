/** Streaming transducers of icefall, as its `export-onnx-streaming.py` writes them. @module */
import type { AcousticModel, EncodedFrames } from './acoustic-model.ts'
import { ChunkedStream, type RunChunk } from './chunked-stream.ts'
import type { TransducerFamily } from './family.ts'
import { loadStatelessNetworks } from './stateless-predictor.ts'
import {
  checkEncoder,
  chunkingOf,
  FRAME_SECONDS,
  featureTensor,
  frontEndOf,
  initialStates,
  isStreamingIcefall
} from './zipformer-streaming.ts'

export const zipformer2Transducer: TransducerFamily = {
  name: 'zipformer2-transducer',
  title: 'Streaming Zipformer transducer (icefall)',
  kind: 'transducer',
  streaming: true,
  sampleRate: 16_000,
  recognizes: (header) => isStreamingIcefall(header) && header.outputs[0]?.name === 'encoder_out',
  async load({ encoder, ...networkFiles }, request): Promise<AcousticModel> {
    checkEncoder(encoder)
    const chunking = chunkingOf(encoder)
    const filterbank = frontEndOf(encoder, request.options)
    const session = await encoder.open(request.runtime, request.options)
    const states = initialStates(session)
    const run: RunChunk = async (features, before) => {
      const outputs = await session.run([featureTensor(session, features, chunking.window), ...before])
      const { values, dims } = session.floats(outputs, 0, 3)
      const frames: EncodedFrames = { count: dims[1] ?? 0, width: dims[2] ?? 0, values }
      return { frames, states: outputs.slice(1) }
    }
    const silence = new Float32Array(chunking.window * filterbank.options.bins)
    const tried = await session.tryRun([featureTensor(session, silence, chunking.window), ...states])
    const width = session.floats(tried, 0, 3).dims[2] ?? 0
    const networks = await loadStatelessNetworks(networkFiles, request, width)
    return {
      kind: 'transducer',
      family: zipformer2Transducer.name,
      vocabulary: request.vocabulary,
      streaming: true,
      frameSeconds: FRAME_SECONDS,
      chunkSeconds: chunking.shift * 0.01,
      maxTokensPerFrame: 1,
      open: () => new ChunkedStream(filterbank.open(request.options.leadFrames), chunking, states, run),
      start: () => networks.start(),
      predict: (inputs) => networks.predict(inputs),
      join: (frame, predictions) => networks.join(frame, predictions),
      close: async () => void (await Promise.all([session.close(), networks.close()]))
    }
  }
}
