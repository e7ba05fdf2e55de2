/** Streaming CTC models of WeNet (Yao et al. 2021), as its `forward_chunk` takes audio. @module */
import { Filterbank } from '../features/filterbank.ts'
import { WENET } from '../features/front-ends.ts'
import type { ModelFile } from '../model-file.ts'
import type { Tensor } from '../runtime.ts'
import type { AcousticModel } from './acoustic-model.ts'
import { ChunkedStream, type RunChunk } from './chunked-stream.ts'
import { CtcOutput } from './ctc-output.ts'
import { type CtcFamily, inputNames } from './family.ts'

const INPUTS = ['x', 'offset', 'required_cache_size', 'attn_cache', 'conv_cache', 'attn_mask']
/** What models are trained and exported with, where their metadata do not say. */
const DEFAULT_CHUNK_FRAMES = 16
const DEFAULT_LEFT_CHUNKS = 4

export const wenetStreamingCtc: CtcFamily = {
  name: 'wenet-streaming-ctc',
  title: 'Streaming CTC (WeNet)',
  kind: 'ctc',
  streaming: true,
  sampleRate: 16_000,
  recognizes: (header) => INPUTS.every((name) => inputNames(header).includes(name)),
  async load(file, request): Promise<AcousticModel> {
    checkTensors(file)
    const sizes = sizesOf(file)
    const { chunkFrames, cacheFrames, subsampling, window } = sizes
    const filterbank = new Filterbank(request.options.frontEnd ?? WENET)
    const session = await file.open(request.runtime, request.options)
    const required = session.tensor('int64', BigInt64Array.of(BigInt(cacheFrames)), [1])
    // The position of a chunk counts from the start of its cache, which is full of nothing at first.
    const states: readonly Tensor[] = [
      session.zeros('float32', [
        sizes.blocks,
        sizes.heads,
        cacheFrames,
        (sizes.outputSize / sizes.heads) * 2
      ]),
      session.zeros('float32', [sizes.blocks, 1, sizes.outputSize, sizes.kernel - 1]),
      required
    ]
    const inputs = (features: Float32Array, before: readonly Tensor[]): readonly Tensor[] => {
      const [attention, convolution, offset] = before as readonly [Tensor, Tensor, Tensor]
      const recognized = Math.min(cacheFrames, Number(offset.data[0]) - cacheFrames)
      const mask = new Uint8Array(cacheFrames + chunkFrames).fill(1, cacheFrames - recognized)
      return [
        session.tensor('float32', features, [1, window, features.length / window]),
        offset,
        required,
        attention,
        convolution,
        session.tensor('bool', mask, [1, 1, mask.length])
      ]
    }
    const silence = new Float32Array(window * filterbank.options.bins)
    const output = new CtcOutput(session, await session.tryRun(inputs(silence, states)), request)
    const run: RunChunk = async (features, before) => {
      const outputs = await session.run(inputs(features, before))
      const frames = output.read(outputs)
      const offset = BigInt(before[2]?.data[0] as bigint) + BigInt(frames.count)
      const next = session.tensor('int64', BigInt64Array.of(offset), [1])
      return { frames, states: [...outputs.slice(1), next] }
    }
    const shift = chunkFrames * subsampling
    return {
      kind: 'ctc',
      family: wenetStreamingCtc.name,
      vocabulary: request.vocabulary,
      streaming: true,
      frameSeconds: 0.01 * subsampling,
      chunkSeconds: shift * 0.01,
      open: () =>
        new ChunkedStream(
          filterbank.open(request.options.leadFrames),
          { window, shift, samplesPerFrame: 160, tailSamples: TAIL_SAMPLES },
          states,
          run
        ),
      close: () => session.close()
    }
  }
}

/** Silence after the audio, in which the last tokens come. */
const TAIL_SAMPLES = 0.4 * 16_000

function checkTensors(file: ModelFile): void {
  file.check('inputs', [
    { name: 'x', type: 'float32', rank: 3 },
    { name: 'offset', type: 'int64', rank: 1 },
    { name: 'required_cache_size', type: 'int64', rank: 1 },
    { name: 'attn_cache', type: 'float32', rank: 4 },
    { name: 'conv_cache', type: 'float32', rank: 4 },
    { name: 'attn_mask', type: 'bool', rank: 3 }
  ])
  file.check('outputs', [
    { type: 'float32', rank: 3 },
    { type: 'float32', rank: 4 },
    { type: 'float32', rank: 4 }
  ])
}

function sizesOf(file: ModelFile) {
  const { metadata } = file.header
  const chunkFrames = metadata.has('chunk_size') ? file.integer('chunk_size') : DEFAULT_CHUNK_FRAMES
  const leftChunks = metadata.has('left_chunks') ? file.integer('left_chunks') : DEFAULT_LEFT_CHUNKS
  const subsampling = file.integer('subsampling_factor')
  return {
    chunkFrames,
    cacheFrames: chunkFrames * leftChunks,
    subsampling,
    window: (chunkFrames - 1) * subsampling + file.integer('right_context', 0) + 1,
    blocks: file.integer('num_blocks'),
    heads: file.integer('head'),
    outputSize: file.integer('output_size'),
    kernel: file.integer('cnn_module_kernel')
  }
}
