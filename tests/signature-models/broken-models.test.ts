/** Model folders that cannot be used are refused with what was expected and what was found, and end nothing. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ModelUnusable } from '../../src/recognizers/errors.ts'
import { loadModel } from '../../src/recognizers/onnx/load-model.ts'
import { Graph } from './graph.ts'
import * as models from './models.ts'

let parent = ''
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'vernacular-broken-'))
})
afterAll(() => rm(parent, { recursive: true }))

async function load(model: models.SignatureModel): Promise<unknown> {
  const folder = await mkdtemp(join(parent, 'model-'))
  await Promise.all(Object.entries(model).map(([file, content]) => writeFile(join(folder, file), content)))
  return loadModel(folder).then(
    (loaded) => loaded.close(),
    (error: unknown) => {
      expect(error).toBeInstanceOf(ModelUnusable)
      expect((error as Error).message).not.toContain(folder)
      throw error
    }
  )
}

const ctc = models.zipformer2Ctc(11)
const [ctcName = '', ctcBytes = new Uint8Array()] = Object.entries(ctc)[0] as [string, Uint8Array]
const tokens = ctc['tokens.txt'] as string
const nemo = models.nemoStreamingTransducer(34)

/** A model that a graph is made for by hand. */
const crafted = (
  make: (graph: Graph) => void,
  metadata: Readonly<Record<string, string | number>> = {}
): models.SignatureModel => {
  const graph = new Graph(1)
  make(graph)
  return { 'model.onnx': graph.toBytes(metadata), 'tokens.txt': tokens }
}
const cacheAware = (graph: Graph, cacheTypes: 'float32' | 'int64' = 'float32'): void => {
  graph.input('audio_signal', 'float32', ['B', 80, 'T'])
  graph.input('length', 'int64', ['B'])
  graph.input('cache_last_channel', cacheTypes, ['B', 1, 1, 1])
  graph.input('cache_last_time', 'float32', ['B', 1, 1, 1])
  graph.input('cache_last_channel_len', 'int64', ['B'])
}

describe('a model folder', () => {
  it('is loaded where nothing is wrong', () => load(ctc))

  it.each<readonly [string, models.SignatureModel, RegExp]>([
    ['without files', {}, /expected a folder with a model \(\.onnx\) and its tokens\.txt, found nothing/],
    ['without tokens', { [ctcName]: ctcBytes }, /expected tokens\.txt, found only ctc-epoch/],
    [
      'with tokens of another model',
      { ...ctc, 'tokens.txt': '<blk> 0\na 1\n' },
      /tokens\.txt: expected 24 tokens, as many as outputs of ctc-epoch.*found 2/
    ],
    [
      'with tokens that are no table',
      { ...ctc, 'tokens.txt': '{"a": 1}' },
      /tokens\.txt: expected a token and its number .* on line 1/
    ],
    [
      'with a text for a model',
      { ...ctc, [ctcName]: 'version https://git-lfs.github.com/spec/v1\n' },
      /found wire type/
    ],
    [
      'with half a model',
      { ...ctc, [ctcName]: ctcBytes.subarray(0, ctcBytes.length / 2) },
      /the file is incomplete or damaged/
    ],
    [
      'with a transducer without its joiner',
      Object.fromEntries(Object.entries(nemo).filter(([name]) => !name.startsWith('joiner'))),
      /expected a file with "joiner" in its name, ending in \.onnx, found only decoder\.onnx, encoder\.onnx/
    ],
    [
      'with the joiner of another model',
      { ...nemo, 'joiner.onnx': models.zipformer2Transducer(1)['joiner-epoch-1-avg-1.onnx'] ?? '' },
      /joiner\.onnx: expected input 1 of type float32 \[\?, 12, \?\], found "encoder_out" of type float32 \[N, 12\]/
    ],
    [
      'with a decoder that takes too few states',
      { ...nemo, 'decoder.onnx': models.zipformer2Transducer(1)['decoder-epoch-1-avg-1.onnx'] ?? '' },
      /decoder\.onnx: expected input 1 of type int32 \[\?, \?\], found "y" of type int64 \[N, 2\]/
    ],
    [
      'of no family',
      crafted((graph) => graph.input('input_features', 'float32', [1, 80, 3000])),
      /expected a model of one of these families: Streaming Zipformer CTC \(icefall\);.*found inputs input_features and no metadata "model_type"/
    ],
    [
      'without metadata',
      crafted((graph) => {
        cacheAware(graph)
        for (const [place, rank] of [3, 1, 4, 4, 1].entries()) {
          const shape = Array.from({ length: rank }, (_, size) => `d${size}`)
          graph.output(`out${place}`, rank === 1 ? 'int64' : 'float32', shape, 'length')
        }
      }),
      /expected metadata "window_size", found no metadata/
    ],
    [
      'with a tensor of another type',
      crafted((graph) => cacheAware(graph, 'int64')),
      /expected input 3 "cache_last_channel" of type float32 \[\?, \?, \?, \?\], found "cache_last_channel" of type int64 \[B, 1, 1, 1\]/
    ],
    [
      'with missing outputs',
      crafted((graph) => {
        cacheAware(graph)
        graph.output('logprobs', 'float32', ['B', 'T', 24], graph.weights([1, 2, 24], 1))
      }),
      /expected output 2 of type int64 \[\?\], found only logprobs/
    ]
  ])('is refused %s', async (_, model, problem) => {
    await expect(load(model)).rejects.toThrow(problem)
  })

  it('is refused when ONNX Runtime does not know an operator', async () => {
    const model = crafted(
      (graph) => {
        const x = graph.input('x', 'float32', ['N', 'T', 80])
        const lengths = graph.input('x_lens', 'int64', ['N'])
        graph.output('log_probs', 'float32', ['N', 'T', 24], graph.op('NoSuchOperator', [x]))
        graph.output('log_probs_len', 'int64', ['N'], lengths)
      },
      { model_type: 'zipformer2_ctc' }
    )
    await expect(load(model)).rejects.toThrow(
      /model\.onnx: expected a model that ONNX Runtime can run, found .*NoSuchOperator/
    )
  })

  it('is refused when it fails on the input of its family', async () => {
    const model = crafted(
      (graph) => {
        const x = graph.input('x', 'float32', ['N', 'T', 80])
        const lengths = graph.input('x_lens', 'int64', ['N'])
        graph.output(
          'log_probs',
          'float32',
          ['N', 'T', 24],
          graph.op('Reshape', [x, graph.integers([1, 7, 24])])
        )
        graph.output('log_probs_len', 'int64', ['N'], lengths)
      },
      { model_type: 'zipformer2_ctc' }
    )
    await expect(load(model)).rejects.toThrow(
      /expected a model that takes the inputs of its family, found .*Reshape/
    )
  })
})
