/** Cache-aware streaming FastConformer CTC models of NeMo. @module */
import type { AcousticModel } from './acoustic-model.ts'
import { ChunkedStream } from './chunked-stream.ts'
import { CtcOutput } from './ctc-output.ts'
import type { CtcFamily } from './family.ts'
import { isCacheAware, openStreamingEncoder } from './nemo.ts'

export const nemoStreamingCtc: CtcFamily = {
  name: 'nemo-streaming-ctc',
  title: 'Streaming FastConformer CTC (NeMo)',
  kind: 'ctc',
  streaming: true,
  sampleRate: 16_000,
  recognizes: isCacheAware,
  async load(file, request): Promise<AcousticModel> {
    const encoder = await openStreamingEncoder(file, request)
    const output = new CtcOutput(encoder.session, encoder.tried, request)
    const { chunking, filterbank, leadFrames, states } = encoder
    const run = encoder.run((outputs) => output.read(outputs))
    return {
      kind: 'ctc',
      family: nemoStreamingCtc.name,
      vocabulary: request.vocabulary,
      streaming: true,
      frameSeconds: encoder.frameSeconds,
      chunkSeconds: chunking.shift * 0.01,
      open: () => new ChunkedStream(filterbank.open(leadFrames), chunking, states, run),
      close: () => encoder.session.close()
    }
  }
}
