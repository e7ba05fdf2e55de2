/** Signature models prove nothing about a feature or state that they do not depend on. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Tensor } from 'onnxruntime-node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ModelFile, type ModelSession } from '../../src/recognizers/onnx/model-file.ts'
import { loadRuntime } from '../../src/recognizers/onnx/runtime.ts'
import * as models from './models.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vernacular-dependence-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** Sizes of the dimensions that vary. */
const SIZES: Readonly<Record<string, number>> = { N: 1, B: 1, U: 1, T: 67, M: 80 }

/** An input, of numbers that differ, with one of them changed where `changed` says so. */
function inputOf(session: ModelSession, place: number, changed: boolean): Tensor {
  const { type, shape = [] } = session.file.header.inputs[place] as NonNullable<
    (typeof session.file.header.inputs)[number]
  >
  const dims = shape.map((size) => (typeof size === 'number' ? size : (SIZES[size ?? ''] ?? 1)))
  const length = dims.reduce((product, size) => product * size, 1)
  const valueAt = (index: number): number =>
    Math.sin(index) + (changed && index === Math.floor(length / 2) ? 5 : 0)
  if (type === 'float32')
    return session.tensor(
      type,
      Float32Array.from({ length }, (_, index) => valueAt(index)),
      dims
    )
  if (type === 'bool') {
    return session.tensor(
      type,
      Uint8Array.from({ length }, (_, index) => (changed && index === 3 ? 0 : 1)),
      dims
    )
  }
  const integers = Array.from({ length }, (_, index) => 3 + (changed && index === 0 ? 1 : 0))
  if (type === 'int64') return session.tensor(type, BigInt64Array.from(integers, BigInt), dims)
  if (type === 'int32')
    return session.tensor(
      type,
      Int32Array.from(integers, (value) => value * 500),
      dims
    )
  return session.zeros(type, dims)
}

const numbers = (tensor: Tensor | undefined): readonly number[] => [
  ...((tensor?.data ?? []) as Iterable<number>)
]

describe.each([
  ['zipformer2-ctc', models.zipformer2Ctc(11), 'ctc-epoch-1-avg-1-chunk-16-left-128.onnx'],
  ['zipformer2-transducer', models.zipformer2Transducer(12), 'encoder-epoch-1-avg-1.onnx'],
  ['nemo-streaming-ctc', models.nemoStreamingCtc(13), 'model.onnx'],
  ['nemo-streaming-transducer', models.nemoStreamingTransducer(34), 'encoder.onnx'],
  ['wenet-streaming-ctc', models.wenetStreamingCtc(31), 'model-streaming.onnx']
])('the encoder of %s', (_, model, file) => {
  it('puts out something else when any of its inputs changes, and other states', async () => {
    const path = join(folder, 'model.onnx')
    await writeFile(path, model[file] as Uint8Array)
    const session = await new ModelFile(path).open(await loadRuntime(), {})
    const { inputs, outputs } = session.file.header
    const places = inputs.map((_, place) => place)
    const usual = await session.run(places.map((place) => inputOf(session, place, false)))
    for (const [place, { name }] of inputs.entries()) {
      // The number of frames says how many of the output count, and is in the output's length.
      if (name === 'length') continue
      const other = await session.run(places.map((one) => inputOf(session, one, one === place)))
      expect(numbers(other[0]), name).not.toEqual(numbers(usual[0]))
      const next = outputs.findIndex(
        (output) => output.name !== outputs[0]?.name && output.name.includes(name)
      )
      if (next > 0) expect(numbers(other[next]), name).not.toEqual(numbers(usual[next]))
    }
    await session.close()
  })
})
