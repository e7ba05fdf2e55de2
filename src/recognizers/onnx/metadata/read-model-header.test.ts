import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { zipformer2Ctc } from '../../../../tests/signature-models/models.ts'
import { integer, message, text } from '../../../../tests/signature-models/protobuf-writer.ts'
import { InvalidModelFile } from '../invalid-model-file.ts'
import { describeTensor } from './model-header.ts'
import { readModelHeader } from './read-model-header.ts'

let folder = ''
let model: Uint8Array
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vernacular-header-'))
  model = Object.values(zipformer2Ctc(11))[0] as Uint8Array
})
afterAll(() => rmSync(folder, { recursive: true }))

const write = (bytes: Uint8Array): string => {
  const path = join(folder, 'model.onnx')
  writeFileSync(path, bytes)
  return path
}
const read = (bytes: Uint8Array) => readModelHeader(write(bytes))
const varint = (value: bigint): readonly number[] =>
  value > 127n ? [Number(value & 127n) | 128, ...varint(value >> 7n)] : [Number(value)]

describe('the header of a model', () => {
  it('has its metadata, operator set, inputs and outputs', () => {
    const header = read(model)
    expect(header).toMatchObject({
      file: 'model.onnx',
      producer: 'signature-models',
      opset: 13,
      weightFiles: []
    })
    expect(header.metadata.get('num_encoder_layers')).toBe('1,2')
    expect(header.inputs.length).toBe(21)
    expect(header.inputs.slice(0, 2).map((tensor) => `${tensor.name} ${describeTensor(tensor)}`)).toEqual([
      'x float32 [N, 45, 80]',
      'cached_key_0 float32 [16, N, 8]'
    ])
    expect(header.outputs.at(-1)).toEqual({ name: 'new_processed_lens', type: 'int64', shape: ['N'] })
  })

  it('leaves out weights that old models list as inputs, and names files of weights', () => {
    const named = (field: number, name: string): Uint8Array => message(field, [text(1, name)])
    const weight = message(5, [text(8, 'w'), message(13, [text(1, 'location'), text(2, 'big.data')])])
    const graph = message(7, [named(11, 'x'), named(11, 'w'), weight])
    const header = read(Buffer.concat([integer(1, 3), graph]))
    expect(header.inputs).toEqual([{ name: 'x', type: 'undefined', shape: undefined }])
    expect(header.weightFiles).toEqual(['big.data'])
  })

  it('takes -1 for a size that varies', () => {
    const shape = message(2, [message(1, [integer(1, -1)]), message(1, [integer(1, 80)])])
    const type = message(2, [message(1, [integer(1, 1), shape])])
    const header = read(Buffer.concat([integer(1, 8), message(7, [message(11, [text(1, 'x'), type])])]))
    expect(header.inputs[0]?.shape).toEqual([undefined, 80])
  })

  it('is read without the weights: a hole of 3 GB in the file costs nothing', () => {
    const raw = 3 * 2 ** 30
    const weight = [...integer(2, 1), ...text(8, 'w'), 74, ...varint(BigInt(raw))]
    const inside = [42, ...varint(BigInt(weight.length + raw)), ...weight]
    const start = [...integer(1, 8), 58, ...varint(BigInt(inside.length + raw)), ...inside]
    const path = write(Uint8Array.from(start))
    truncateSync(path, start.length + raw)
    const before = process.memoryUsage().rss
    expect(readModelHeader(path).outputs).toEqual([])
    expect(process.memoryUsage().rss - before).toBeLessThan(50e6)
    truncateSync(path, 0)
  })
})

describe('what is no model', () => {
  it.each([
    ['an empty file', [], 'expected an ONNX model, found an empty file'],
    [
      'a text',
      [...Buffer.from('<!DOCTYPE html>')],
      'expected a protobuf field of the model at byte 1, found wire type'
    ],
    ['another message', [...integer(1, 8)], 'found protobuf data without a graph'],
    [
      'a graph of 2 GB',
      [8, 8, 58, ...varint(2n ** 31n)],
      'expected 2147483648 bytes of field 7 of the model, found the end'
    ],
    ['a graph of 2^63 bytes', [8, 8, 58, ...varint(2n ** 63n)], 'the file is incomplete or damaged'],
    ['a number without an end', [8, ...new Array<number>(12).fill(255)], 'found a number of over 10 bytes'],
    ['a cut number', [8, 200], 'the end of the data within a number'],
    [
      'a key of 5 KB',
      [...message(14, [text(1, 'x'.repeat(5000))])],
      'expected at most 4096 bytes of a key of metadata'
    ]
  ])('is refused: %s', (_, bytes, problem) => {
    expect(() => read(Uint8Array.from(bytes))).toThrow(InvalidModelFile)
    expect(() => read(Uint8Array.from(bytes))).toThrow(problem)
  })

  it('is refused wherever a model is cut off', () => {
    for (let length = 1; length < model.length; length = Math.ceil(length * 1.13) + 1) {
      try {
        // The end of the file may be at the end of a field: then what is missing are metadata.
        expect(read(model.subarray(0, length)).metadata.size).toBeLessThan(13)
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidModelFile)
      }
    }
  })

  it('is refused or read, whatever the bytes are', () => {
    const header = model.subarray(0, 4000)
    fc.assert(
      fc.property(fc.nat(header.length - 1), fc.uint8Array({ minLength: 1, maxLength: 12 }), (at, noise) => {
        const bytes = Uint8Array.from(header)
        bytes.set(noise.subarray(0, bytes.length - at), at)
        try {
          read(bytes)
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidModelFile)
        }
      }),
      { numRuns: 300 }
    )
  })

  it('is a file that is not there', () => {
    expect(() => readModelHeader(join(folder, 'other.onnx'))).toThrow('ENOENT')
  })
})
