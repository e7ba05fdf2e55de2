/** Streaming CTC models of icefall, as its `export-onnx-streaming-ctc.py` writes them. @module */
import type { AcousticModel } from './acoustic-model.ts'
import { ChunkedStream, type RunChunk } from './chunked-stream.ts'
import { CtcOutput } from './ctc-output.ts'
import type { CtcFamily } from './family.ts'
import {
  checkEncoder,
  chunkingOf,
  FRAME_SECONDS,
  featureTensor,
  frontEndOf,
  initialStates,
  isStreamingIcefall
} from './zipformer-streaming.ts'

export const zipformer2Ctc: CtcFamily = {
  name: 'zipformer2-ctc',
  title: 'Streaming Zipformer CTC (icefall)',
  kind: 'ctc',
  streaming: true,
  sampleRate: 16_000,
  recognizes: (header) => isStreamingIcefall(header) && header.outputs[0]?.name === 'log_probs',
  async load(file, request): Promise<AcousticModel> {
    checkEncoder(file)
    const chunking = chunkingOf(file)
    const filterbank = frontEndOf(file, request.options)
    const session = await file.open(request.runtime, request.options)
    const states = initialStates(session)
    const silence = new Float32Array(chunking.window * filterbank.options.bins)
    const output = new CtcOutput(
      session,
      await session.tryRun([featureTensor(session, silence, chunking.window), ...states]),
      request
    )
    const run: RunChunk = async (features, before) => {
      const outputs = await session.run([featureTensor(session, features, chunking.window), ...before])
      return { frames: output.read(outputs), states: outputs.slice(1) }
    }
    return {
      kind: 'ctc',
      family: zipformer2Ctc.name,
      vocabulary: request.vocabulary,
      streaming: true,
      frameSeconds: FRAME_SECONDS,
      chunkSeconds: chunking.shift * 0.01,
      open: () => new ChunkedStream(filterbank.open(request.options.leadFrames), chunking, states, run),
      close: () => session.close()
    }
  }
}
