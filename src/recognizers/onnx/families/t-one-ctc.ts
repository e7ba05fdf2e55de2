/** T-one, a streaming CTC model of Russian telephone speech: raw audio of 8 kHz in, one state. @module */
import { RawAudioStream } from '../features/raw-audio.ts'
import type { Tensor } from '../runtime.ts'
import type { AcousticModel } from './acoustic-model.ts'
import { ChunkedStream, type RunChunk } from './chunked-stream.ts'
import { CtcOutput } from './ctc-output.ts'
import type { CtcFamily } from './family.ts'

/** Rate of the audio, in the model and before that. */
const MODEL_RATE = 8000
const RATE = 16_000

export const tOneCtc: CtcFamily = {
  name: 't-one-ctc',
  title: 'T-one streaming CTC for telephone speech',
  kind: 'ctc',
  streaming: true,
  sampleRate: 8000,
  recognizes: ({ metadata }) => metadata.get('model_type') === 't-one',
  async load(file, request): Promise<AcousticModel> {
    const rate = file.integer('sample_rate')
    if (rate !== MODEL_RATE) throw file.invalid(`metadata "sample_rate" of ${MODEL_RATE}`, `${rate}`)
    const chunkMs = file.integer('frame_length_ms')
    const stateSize = file.integer('state_dim')
    file.check('inputs', [
      { type: 'int32', rank: 3 },
      { type: 'float16', rank: 2, sizes: [undefined, stateSize] }
    ])
    file.check('outputs', [
      { type: 'float32', rank: 3 },
      { type: 'float16', rank: 2 }
    ])
    const width = (chunkMs * MODEL_RATE) / 1000
    const session = await file.open(request.runtime, request.options)
    const states = [session.zeros('float16', [1, stateSize])]
    const inputs = (samples: Float32Array, before: readonly Tensor[]): readonly Tensor[] => {
      const integers = Int32Array.from(samples, (sample) =>
        Math.trunc(Math.fround(Math.max(-1, Math.min(1, sample)) * 32_767))
      )
      return [session.tensor('int32', integers, [1, width, 1]), ...before]
    }
    const tried = await session.tryRun(inputs(new Float32Array(width), states))
    const output = new CtcOutput(session, tried, request)
    const frames = session.floats(tried, 0, 3).dims[1] ?? 1
    const run: RunChunk = async (samples, before) => {
      const outputs = await session.run(inputs(samples, before))
      return { frames: output.read(outputs), states: outputs.slice(1) }
    }
    const samplesPerFrame = (chunkMs * RATE) / 1000
    const chunking = { window: 1, shift: 1, samplesPerFrame, tailSamples: samplesPerFrame }
    return {
      kind: 'ctc',
      family: tOneCtc.name,
      vocabulary: request.vocabulary,
      streaming: true,
      frameSeconds: chunkMs / 1000 / frames,
      chunkSeconds: chunkMs / 1000,
      open: () => new ChunkedStream(new RawAudioStream(width), chunking, states, run),
      close: () => session.close()
    }
  }
}
