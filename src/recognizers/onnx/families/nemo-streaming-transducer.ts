/** Cache-aware streaming FastConformer transducers of NeMo. @module */
import type { AcousticModel } from './acoustic-model.ts'
import { ChunkedStream } from './chunked-stream.ts'
import type { TransducerFamily } from './family.ts'
import { loadLstmNetworks } from './lstm-predictor.ts'
import { encoderFrames, isCacheAware, openStreamingEncoder } from './nemo.ts'

export const nemoStreamingTransducer: TransducerFamily = {
  name: 'nemo-streaming-transducer',
  title: 'Streaming FastConformer transducer (NeMo)',
  kind: 'transducer',
  streaming: true,
  sampleRate: 16_000,
  recognizes: isCacheAware,
  async load(files, request): Promise<AcousticModel> {
    const encoder = await openStreamingEncoder(files.encoder, request)
    const { session, chunking, filterbank, leadFrames, states } = encoder
    const networks = await loadLstmNetworks(files, request, encoderFrames(session, encoder.tried).width)
    const run = encoder.run((outputs) => encoderFrames(session, outputs))
    return {
      kind: 'transducer',
      family: nemoStreamingTransducer.name,
      vocabulary: request.vocabulary,
      streaming: true,
      frameSeconds: encoder.frameSeconds,
      chunkSeconds: chunking.shift * 0.01,
      ...(networks.durations ? { durations: networks.durations } : {}),
      maxTokensPerFrame: 10,
      open: () => new ChunkedStream(filterbank.open(leadFrames), chunking, states, run),
      start: () => networks.start(),
      predict: (inputs) => networks.predict(inputs),
      join: (frame, predictions) => networks.join(frame, predictions),
      close: async () => void (await Promise.all([session.close(), networks.close()]))
    }
  }
}
