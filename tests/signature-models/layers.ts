/** Layers that signature models are made of: their output depends on every feature and every state. @module */
import type { TensorType } from '../../src/recognizers/onnx/metadata/model-header.ts'
import type { Graph, Size } from './graph.ts'

/** Width of hidden vectors. */
export const HIDDEN = 12

export type State = Readonly<{ name: string; next: string; type: TensorType; shape: readonly Size[] }>

/**
 * Hidden vectors [1 × frames × HIDDEN] of a signal [1 × channels × time]: a convolution over a few frames each, and what
 * all frames and all states are like on average.
 */
export function hiddenLayer(
  graph: Graph,
  signal: string,
  convolution: Readonly<{
    channels: number
    kernel: number
    stride: number
    pads?: readonly [number, number]
  }>,
  summaries: readonly string[]
): string {
  const { channels, kernel, stride, pads = [0, 0] } = convolution
  const weights = graph.weights([HIDDEN, channels, kernel], 1.2 / Math.sqrt(channels * kernel))
  const frames = graph.op('Conv', [signal, weights], { kernel_shape: [kernel], strides: [stride], pads })
  const mean = graph.op('ReduceMean', [signal], { axes: [2], keepdims: 1 })
  const context = graph.op('Conv', [mean, graph.weights([HIDDEN, channels, 1], 0.5 / Math.sqrt(channels))], {
    kernel_shape: [1]
  })
  let sum = graph.op('Add', [frames, context])
  for (const summary of summaries) {
    const effect = graph.op('Mul', [summary, graph.weights([1, HIDDEN, 1], 0.7)])
    sum = graph.op('Add', [sum, effect])
  }
  return graph.op('Transpose', [graph.op('Tanh', [sum])], { perm: [0, 2, 1] })
}

/** Logits [… × tokens] of hidden vectors. The blank, the first or the last, is the most frequent. */
export function tokenLayer(
  graph: Graph,
  hidden: string,
  tokens: number,
  blank: 'first' | 'last',
  bias = 4
): string {
  const weights = graph.weights([HIDDEN, tokens], 5)
  const biases = new Float32Array(tokens)
  biases[blank === 'first' ? 0 : tokens - 1] = bias
  return graph.op('Add', [graph.op('MatMul', [hidden, weights]), graph.floats(biases, [tokens])])
}

export const logSoftmax = (graph: Graph, logits: string): string =>
  graph.op('LogSoftmax', [logits], { axis: -1 })

/** An input that holds a state, and a number that says what is in it. */
export function stateInput(
  graph: Graph,
  { name, type, shape }: State
): Readonly<{ value: string; summary: string }> {
  const value = graph.input(name, type, shape)
  const floats = type === 'float32' ? value : graph.cast(value, 'float32')
  const axes = shape.map((_, axis) => axis)
  const mean = graph.op('ReduceMean', [floats], { axes, keepdims: 0 })
  // Numbers that count up are turned into ones that vary.
  const summary = type === 'int64' ? graph.op('Sin', [mean]) : graph.op('Mul', [mean, graph.number(3)])
  return { value, summary: graph.op('Reshape', [summary, graph.integers([1, 1, 1])]) }
}

/** The state after a chunk: half of what it was, and what the chunk's hidden vectors are like. */
export function stateOutput(
  graph: Graph,
  { next, type, shape }: State,
  value: string,
  hidden: string,
  countUp: number
): void {
  if (type === 'int64') {
    graph.output(next, type, shape, graph.op('Add', [value, graph.integers([countUp])]))
    return
  }
  const sizes = shape.map((size) => (typeof size === 'number' ? size : 1))
  const strength = graph.op('ReduceMean', [graph.op('Mul', [hidden, graph.weights([HIDDEN], 1)])], {
    axes: [0, 1, 2],
    keepdims: 0
  })
  const shaped = graph.op('Mul', [graph.op('Expand', [graph.number(1), graph.integers(sizes)]), strength])
  const floats = type === 'float32' ? value : graph.cast(value, 'float32')
  const halved = graph.op('Mul', [floats, graph.number(0.5)])
  const sum = graph.op('Add', [halved, shaped])
  graph.output(next, type, shape, type === 'float32' ? sum : graph.cast(sum, type))
}
