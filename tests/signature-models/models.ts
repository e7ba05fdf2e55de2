/**
 * Signature models: for each family the smallest ONNX graph with its inputs, outputs, states and metadata, as the exporters
 * of icefall, NeMo and WeNet write them. Weights are random: what comes out is no speech, and different as soon as one
 * feature or state is.
 * @module
 */
import { Graph, type Size } from './graph.ts'
import { HIDDEN, hiddenLayer, logSoftmax, type State, stateInput, stateOutput, tokenLayer } from './layers.ts'

const BINS = 80
export const TOKENS = 24
/** As NeMo counts: without the blank. */
const NEMO_VOCABULARY = TOKENS - 1

/** By file name. */
export type SignatureModel = Readonly<Record<string, Uint8Array | string>>

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'
const pieces = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => (index % 3 === 0 ? '▁' : '') + LETTERS[index % 26])
const table = (symbols: readonly string[]): string =>
  symbols.map((symbol, id) => `${symbol} ${id}\n`).join('')
const ICEFALL_TOKENS = table(['<blk>', '<sos/eos>', '<unk>', ...pieces(TOKENS - 3)])
const NEMO_TOKENS = table(['<unk>', ...pieces(TOKENS - 2), '<blk>'])
const WENET_TOKENS = table(['<blank>', '<unk>', ...LETTERS.slice(0, TOKENS - 3), '<sos/eos>'])

type Zipformer = Readonly<{ layers: readonly number[]; dims: readonly number[]; heads: readonly number[] }>
const ZIPFORMER: Zipformer = { layers: [1, 2], dims: [8, 16], heads: [2, 4] }
const LEFT_CONTEXT = [16, 8]
const KERNELS = [7, 5]
const KEY_DIM = 4
const VALUE_DIM = 3
const ZIPFORMER_WINDOW = 45
const ZIPFORMER_SHIFT = 32

const zipformerMetadata = (comment: string): Readonly<Record<string, string | number>> => ({
  model_type: 'zipformer2',
  version: '1',
  model_author: 'k2-fsa',
  comment,
  decode_chunk_len: ZIPFORMER_SHIFT,
  T: ZIPFORMER_WINDOW,
  num_encoder_layers: ZIPFORMER.layers.join(','),
  encoder_dims: ZIPFORMER.dims.join(','),
  cnn_module_kernels: KERNELS.join(','),
  left_context_len: LEFT_CONTEXT.join(','),
  query_head_dims: ZIPFORMER.dims.map(() => KEY_DIM).join(','),
  value_head_dims: ZIPFORMER.dims.map(() => VALUE_DIM).join(','),
  num_heads: ZIPFORMER.heads.join(',')
})

/** The states of icefall's `OnnxEncoder.get_init_states`, in order. */
function zipformerStates(): readonly State[] {
  const states: State[] = []
  let layer = 0
  for (const [stack, layers] of ZIPFORMER.layers.entries()) {
    const [left = 0, dim = 0, heads = 0] = [
      LEFT_CONTEXT[stack],
      ZIPFORMER.dims[stack],
      ZIPFORMER.heads[stack]
    ]
    for (let index = 0; index < layers; index++, layer++) {
      const add = (name: string, shape: readonly Size[]): void =>
        void states.push({
          name: `cached_${name}_${layer}`,
          next: `new_cached_${name}_${layer}`,
          type: 'float32',
          shape
        })
      add('key', [left, 'N', KEY_DIM * heads])
      add('nonlin_attn', [1, 'N', left, (3 * dim) / 4])
      add('val1', [left, 'N', VALUE_DIM * heads])
      add('val2', [left, 'N', VALUE_DIM * heads])
      add('conv1', ['N', dim, Math.floor((KERNELS[stack] ?? 0) / 2)])
      add('conv2', ['N', dim, Math.floor((KERNELS[stack] ?? 0) / 2)])
    }
  }
  return [
    ...states,
    { name: 'embed_states', next: 'new_embed_states', type: 'float32', shape: ['N', 128, 3, 19] },
    { name: 'processed_lens', next: 'new_processed_lens', type: 'int64', shape: ['N'] }
  ]
}

function zipformerEncoder(seed: number, finish: (graph: Graph, hidden: string) => void): Graph {
  const graph = new Graph(seed)
  const x = graph.input('x', 'float32', ['N', ZIPFORMER_WINDOW, BINS])
  const states = zipformerStates().map((state) => ({ state, ...stateInput(graph, state) }))
  const signal = graph.op('Mul', [graph.op('Transpose', [x], { perm: [0, 2, 1] }), graph.number(0.3)])
  const hidden = hiddenLayer(
    graph,
    signal,
    { channels: BINS, kernel: 17, stride: 4 },
    states.map(({ summary }) => summary)
  )
  finish(graph, hidden)
  for (const { state, value } of states) stateOutput(graph, state, value, hidden, ZIPFORMER_SHIFT / 2)
  return graph
}

export function zipformer2Ctc(seed: number): SignatureModel {
  const graph = zipformerEncoder(seed, (own, hidden) =>
    own.output(
      'log_probs',
      'float32',
      ['N', 'T', TOKENS],
      logSoftmax(own, tokenLayer(own, hidden, TOKENS, 'first'))
    )
  )
  return {
    'ctc-epoch-1-avg-1-chunk-16-left-128.onnx': graph.toBytes(zipformerMetadata('streaming ctc zipformer2')),
    'tokens.txt': ICEFALL_TOKENS
  }
}

const CONTEXT = 2

/** The stateless decoder of icefall: tokens below zero, before the sentence, count as nothing. */
function statelessDecoder(seed: number): Uint8Array {
  const graph = new Graph(seed)
  const y = graph.input('y', 'int64', ['N', CONTEXT])
  const embedded = graph.op('Gather', [
    graph.weights([TOKENS, HIDDEN], 1),
    graph.op('Max', [y, graph.integers([0])])
  ])
  const counts = graph.cast(graph.op('GreaterOrEqual', [y, graph.integers([0])]), 'float32')
  const kept = graph.op('Mul', [embedded, graph.op('Unsqueeze', [counts, graph.integers([2])])])
  const flat = graph.op('Reshape', [kept, graph.integers([-1, CONTEXT * HIDDEN])])
  const output = graph.op('Tanh', [
    graph.op('MatMul', [flat, graph.weights([CONTEXT * HIDDEN, HIDDEN], 0.5)])
  ])
  graph.output('decoder_out', 'float32', ['N', HIDDEN], output)
  return graph.toBytes({ context_size: CONTEXT, vocab_size: TOKENS })
}

function statelessJoiner(seed: number): Uint8Array {
  const graph = new Graph(seed)
  const sum = graph.op('Add', [
    graph.input('encoder_out', 'float32', ['N', HIDDEN]),
    graph.input('decoder_out', 'float32', ['N', HIDDEN])
  ])
  const logits = tokenLayer(graph, graph.op('Tanh', [sum]), TOKENS, 'first', 12)
  graph.output('logit', 'float32', ['N', TOKENS], logits)
  return graph.toBytes({ joiner_dim: HIDDEN })
}

export function zipformer2Transducer(seed: number): SignatureModel {
  const encoder = zipformerEncoder(seed, (own, hidden) =>
    own.output('encoder_out', 'float32', ['N', 'T', HIDDEN], own.op('Mul', [hidden, own.number(2)]))
  )
  return {
    'encoder-epoch-1-avg-1.onnx': encoder.toBytes(zipformerMetadata('streaming zipformer2')),
    'decoder-epoch-1-avg-1.onnx': statelessDecoder(seed + 1),
    'joiner-epoch-1-avg-1.onnx': statelessJoiner(seed + 2),
    'tokens.txt': ICEFALL_TOKENS
  }
}

const NEMO_WINDOW = 25
const NEMO_SHIFT = 16
const NEMO_LAYERS = 2
const CACHE_FRAMES = 5
const CACHE_KERNEL = 3
const PREDICTOR_LAYERS = 1

const nemoMetadata = (
  more: Readonly<Record<string, string | number>>
): Readonly<Record<string, string | number>> => ({
  vocab_size: NEMO_VOCABULARY,
  subsampling_factor: 8,
  model_type: 'EncDecHybridRNNTCTCBPEModel',
  version: '1',
  model_author: 'NeMo',
  ...more
})

const NEMO_STREAMING = {
  normalize_type: 'NA',
  window_size: NEMO_WINDOW,
  chunk_shift: NEMO_SHIFT,
  cache_last_channel_dim1: NEMO_LAYERS,
  cache_last_channel_dim2: CACHE_FRAMES,
  cache_last_channel_dim3: HIDDEN,
  cache_last_time_dim1: NEMO_LAYERS,
  cache_last_time_dim2: HIDDEN,
  cache_last_time_dim3: CACHE_KERNEL
}

const NEMO_CACHES: readonly State[] = [
  {
    name: 'cache_last_channel',
    next: 'cache_last_channel_next',
    type: 'float32',
    shape: ['B', NEMO_LAYERS, CACHE_FRAMES, HIDDEN]
  },
  {
    name: 'cache_last_time',
    next: 'cache_last_time_next',
    type: 'float32',
    shape: ['B', NEMO_LAYERS, HIDDEN, CACHE_KERNEL]
  },
  { name: 'cache_last_channel_len', next: 'cache_last_channel_next_len', type: 'int64', shape: ['B'] }
]

type NemoOutput = 'logprobs' | 'outputs'

/** Frames of logits, or vectors for the joiner, which NeMo has the other way round. */
function nemoOutput(graph: Graph, hidden: string, kind: NemoOutput): void {
  if (kind === 'logprobs') {
    const logits = tokenLayer(graph, hidden, TOKENS, 'last')
    graph.output('logprobs', 'float32', ['B', 'T', TOKENS], logSoftmax(graph, logits))
  } else {
    const turned = graph.op('Transpose', [graph.op('Mul', [hidden, graph.number(2)])], { perm: [0, 2, 1] })
    graph.output('outputs', 'float32', ['B', HIDDEN, 'T'], turned)
  }
}

function nemoStreamingEncoder(seed: number, kind: NemoOutput): Graph {
  const graph = new Graph(seed)
  const signal = graph.op('Mul', [
    graph.input('audio_signal', 'float32', ['B', BINS, 'T']),
    graph.number(0.3)
  ])
  const length = graph.input('length', 'int64', ['B'])
  const states = NEMO_CACHES.map((state) => ({ state, ...stateInput(graph, state) }))
  const hidden = hiddenLayer(
    graph,
    signal,
    { channels: BINS, kernel: 17, stride: 8 },
    states.map(({ summary }) => summary)
  )
  nemoOutput(graph, hidden, kind)
  graph.output(
    'encoded_lengths',
    'int64',
    ['B'],
    graph.op('Div', [graph.op('Sub', [length, graph.integers([9])]), graph.integers([8])])
  )
  for (const { state, value } of states) stateOutput(graph, state, value, hidden, 1)
  return graph
}

export const nemoStreamingCtc = (seed: number): SignatureModel => ({
  'model.onnx': nemoStreamingEncoder(seed, 'logprobs').toBytes(nemoMetadata(NEMO_STREAMING)),
  'tokens.txt': NEMO_TOKENS
})

/** Of whole phrases of any length; the convolution is padded so that eight frames make one. */
function nemoPhraseEncoder(seed: number, kind: NemoOutput, bins: number): Graph {
  const graph = new Graph(seed)
  const signal = graph.input('audio_signal', 'float32', ['B', bins, 'T'])
  const length = graph.input('length', 'int64', ['B'])
  const hidden = hiddenLayer(graph, signal, { channels: bins, kernel: 9, stride: 8, pads: [4, 4] }, [])
  nemoOutput(graph, hidden, kind)
  const frames = graph.op('Div', [graph.op('Add', [length, graph.integers([7])]), graph.integers([8])])
  graph.output('encoded_lengths', 'int64', ['B'], frames)
  return graph
}

export const nemoCtc = (seed: number): SignatureModel => ({
  'model.onnx': nemoPhraseEncoder(seed, 'logprobs', BINS).toBytes(
    nemoMetadata({ model_type: 'EncDecCTCModelBPE', normalize_type: 'per_feature' })
  ),
  'tokens.txt': NEMO_TOKENS
})

/** A recurrence with two states, as an LSTM has them. */
function lstmDecoder(seed: number): Uint8Array {
  const graph = new Graph(seed)
  const targets = graph.input('targets', 'int32', ['B', 'U'])
  const length = graph.input('target_length', 'int32', ['B'])
  const h = graph.input('states.1', 'float32', [PREDICTOR_LAYERS, 'B', HIDDEN])
  const c = graph.input('onnx::LSTM_3', 'float32', [PREDICTOR_LAYERS, 'B', HIDDEN])
  const embedded = graph.op('Gather', [graph.weights([TOKENS, HIDDEN], 1), targets])
  const step = graph.op('Transpose', [embedded], { perm: [1, 0, 2] })
  const before = graph.op('Add', [
    graph.op('Mul', [h, graph.number(0.6)]),
    graph.op('Mul', [c, graph.number(0.4)])
  ])
  const nextH = graph.op('Tanh', [graph.op('Add', [step, before])])
  const nextC = graph.op('Add', [
    graph.op('Mul', [c, graph.number(0.5)]),
    graph.op('Mul', [nextH, graph.number(0.5)])
  ])
  const output = graph.op('Add', [nextH, nextC])
  graph.output('outputs', 'float32', ['B', HIDDEN, 'U'], graph.op('Transpose', [output], { perm: [1, 2, 0] }))
  graph.output('prednet_lengths', 'int32', ['B'], length)
  graph.output('states', 'float32', [PREDICTOR_LAYERS, 'B', HIDDEN], nextH)
  graph.output('74', 'float32', [PREDICTOR_LAYERS, 'B', HIDDEN], nextC)
  return graph.toBytes({})
}

function lstmJoiner(seed: number, durations: number): Uint8Array {
  const graph = new Graph(seed)
  const turn = (value: string): string => graph.op('Transpose', [value], { perm: [0, 2, 1] })
  const sum = graph.op('Add', [
    turn(graph.input('encoder_outputs', 'float32', ['B', HIDDEN, 'T'])),
    turn(graph.input('decoder_outputs', 'float32', ['B', HIDDEN, 'U']))
  ])
  const hidden = graph.op('Tanh', [sum])
  let logits = tokenLayer(graph, hidden, TOKENS, 'last', 12)
  if (durations > 0) {
    const more = graph.op('MatMul', [hidden, graph.weights([HIDDEN, durations], 3)])
    logits = graph.op('Concat', [logits, more], { axis: 2 })
  }
  graph.output(
    'outputs',
    'float32',
    ['B', 'T', 'U', TOKENS + durations],
    graph.op('Unsqueeze', [logits, graph.integers([2])])
  )
  return graph.toBytes({})
}

const PREDICTOR = { pred_rnn_layers: PREDICTOR_LAYERS, pred_hidden: HIDDEN }

export const nemoStreamingTransducer = (seed: number): SignatureModel => ({
  'encoder.onnx': nemoStreamingEncoder(seed, 'outputs').toBytes(
    nemoMetadata({ ...NEMO_STREAMING, ...PREDICTOR })
  ),
  'decoder.onnx': lstmDecoder(seed + 1),
  'joiner.onnx': lstmJoiner(seed + 2, 0),
  'tokens.txt': NEMO_TOKENS
})

export function nemoTransducer(seed: number, durations = 0): SignatureModel {
  const bins = durations > 0 ? 128 : BINS
  const metadata = nemoMetadata({
    ...PREDICTOR,
    model_type: 'EncDecRNNTBPEModel',
    normalize_type: 'per_feature',
    url:
      durations > 0 ? 'https://huggingface.co/nvidia/parakeet-tdt-0.6b-v3' : 'https://huggingface.co/nvidia/',
    feat_dim: bins
  })
  return {
    'encoder.onnx': nemoPhraseEncoder(seed, 'outputs', bins).toBytes(metadata),
    'decoder.onnx': lstmDecoder(seed + 1),
    'joiner.onnx': lstmJoiner(seed + 2, durations),
    'tokens.txt': NEMO_TOKENS
  }
}

/** icefall and WeNet: features and their number in, frames and their number out. */
function phraseEncoder(
  seed: number,
  output: string,
  finish: (graph: Graph, hidden: string) => readonly [value: string, width: number]
): Graph {
  const graph = new Graph(seed)
  const x = graph.input('x', 'float32', ['N', 'T', BINS])
  const length = graph.input('x_lens', 'int64', ['N'])
  const signal = graph.op('Mul', [graph.op('Transpose', [x], { perm: [0, 2, 1] }), graph.number(0.2)])
  const hidden = hiddenLayer(graph, signal, { channels: BINS, kernel: 7, stride: 4, pads: [3, 3] }, [])
  const [value, width] = finish(graph, hidden)
  graph.output(output, 'float32', ['N', 'T', width], value)
  const frames = graph.op('Div', [graph.op('Add', [length, graph.integers([3])]), graph.integers([4])])
  graph.output(`${output}_len${output === 'encoder_out' ? 's' : ''}`, 'int64', ['N'], frames)
  return graph
}

const phraseCtc = (seed: number, metadata: Readonly<Record<string, string | number>>): Uint8Array =>
  phraseEncoder(seed, 'log_probs', (graph, hidden) => [
    logSoftmax(graph, tokenLayer(graph, hidden, TOKENS, 'first')),
    TOKENS
  ]).toBytes(metadata)

export function zipformerTransducer(seed: number): SignatureModel {
  const encoder = phraseEncoder(seed, 'encoder_out', (graph, hidden) => [
    graph.op('Mul', [hidden, graph.number(2)]),
    HIDDEN
  ])
  return {
    'encoder-epoch-1-avg-1.onnx': encoder.toBytes({
      model_type: 'zipformer2',
      version: '1',
      comment: 'zipformer2'
    }),
    'decoder-epoch-1-avg-1.onnx': statelessDecoder(seed + 1),
    'joiner-epoch-1-avg-1.onnx': statelessJoiner(seed + 2),
    'tokens.txt': ICEFALL_TOKENS
  }
}

export const zipformerCtc = (seed: number): SignatureModel => ({
  'model.onnx': phraseCtc(seed, { model_type: 'zipformer2_ctc', version: '1', model_author: 'k2-fsa' }),
  'tokens.txt': ICEFALL_TOKENS
})

export const wenetCtc = (seed: number): SignatureModel => ({
  'model.onnx': phraseCtc(seed, {
    model_type: 'wenet_ctc',
    version: '1',
    subsampling_factor: 4,
    vocab_size: TOKENS
  }),
  'tokens.txt': WENET_TOKENS
})

const WENET_CHUNK = 16
const WENET_LEFT_CHUNKS = 4
const WENET_CACHE = WENET_CHUNK * WENET_LEFT_CHUNKS
const WENET = {
  head: 2,
  num_blocks: 2,
  output_size: 8,
  cnn_module_kernel: 4,
  right_context: 6,
  subsampling_factor: 4
}

export function wenetStreamingCtc(seed: number): SignatureModel {
  const graph = new Graph(seed)
  const x = graph.input('x', 'float32', ['N', 'T', BINS])
  const offset = stateInput(graph, { name: 'offset', next: '', type: 'int64', shape: [1] })
  const required = stateInput(graph, { name: 'required_cache_size', next: '', type: 'int64', shape: [1] })
  const caches: readonly State[] = [
    {
      name: 'attn_cache',
      next: 'next_att_cache',
      type: 'float32',
      shape: [WENET.num_blocks, WENET.head, WENET_CACHE, (WENET.output_size / WENET.head) * 2]
    },
    {
      name: 'conv_cache',
      next: 'next_conv_cache',
      type: 'float32',
      shape: [WENET.num_blocks, 1, WENET.output_size, WENET.cnn_module_kernel - 1]
    }
  ]
  const states = caches.map((state) => ({ state, ...stateInput(graph, state) }))
  const mask = stateInput(graph, { name: 'attn_mask', next: '', type: 'bool', shape: ['N', 1, 'M'] })
  const signal = graph.op('Mul', [graph.op('Transpose', [x], { perm: [0, 2, 1] }), graph.number(0.2)])
  const summaries = [offset, required, mask, ...states].map(({ summary }) => summary)
  const hidden = hiddenLayer(graph, signal, { channels: BINS, kernel: 7, stride: 4 }, summaries)
  graph.output(
    'log_probs',
    'float32',
    ['N', 'T', TOKENS],
    logSoftmax(graph, tokenLayer(graph, hidden, TOKENS, 'first'))
  )
  for (const { state, value } of states) stateOutput(graph, state, value, hidden, 0)
  const metadata = {
    model_type: 'wenet_ctc',
    version: '1',
    model_author: 'wenet',
    comment: 'streaming',
    chunk_size: WENET_CHUNK,
    left_chunks: WENET_LEFT_CHUNKS,
    vocab_size: TOKENS,
    ...WENET
  }
  return { 'model-streaming.onnx': graph.toBytes(metadata), 'tokens.txt': WENET_TOKENS }
}

const T_ONE_STATE = 96
const T_ONE_SAMPLES = 2400

export function tOneCtc(seed: number): SignatureModel {
  const graph = new Graph(seed)
  const samples = graph.input('signal', 'int32', ['B', T_ONE_SAMPLES, 1])
  const state: State = { name: 'state', next: 'state_next', type: 'float16', shape: ['B', T_ONE_STATE] }
  const { value, summary } = stateInput(graph, state)
  const scaled = graph.op('Mul', [graph.cast(samples, 'float32'), graph.number(1 / 2000)])
  const signal = graph.op('Transpose', [scaled], { perm: [0, 2, 1] })
  const hidden = hiddenLayer(graph, signal, { channels: 1, kernel: 240, stride: 240 }, [summary])
  graph.output(
    'logprobs',
    'float32',
    ['B', 10, TOKENS],
    logSoftmax(graph, tokenLayer(graph, hidden, TOKENS, 'last'))
  )
  stateOutput(graph, state, value, hidden, 0)
  const letters = [...' абвгдежзийклмнопрстуфхцчшщъыьэюя'].slice(0, TOKENS - 1)
  return {
    'model.onnx': graph.toBytes({
      model_type: 't-one',
      language: 'Russian',
      version: 1,
      sample_rate: 8000,
      frame_length_ms: 300,
      state_dim: T_ONE_STATE
    }),
    'tokens.txt': table([...letters, '<blk>'])
  }
}
