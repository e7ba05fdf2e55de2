import { cp, mkdtemp, readdir, readFile, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { baseModelDirectory, baseModelFiles } from '../base-model.ts'
import { readSenoneDump } from './senone-dump.ts'
import { prepareTrainingFiles } from './training-files.ts'
import { runTrainingTool, sphinxtrain } from './training-tool.ts'

const base = baseModelFiles(baseModelDirectory).acousticModel
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'training-files-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('the unpacked mixture weights pack to the dump they came from', async () => {
  const files = await prepareTrainingFiles(base, folder)
  const dump = join(folder, 'sendump')
  await runTrainingTool(sphinxtrain('mk_s2sendump'), [
    ...['-pocketsphinx', 'yes', '-moddeffn', files.modelDefinitionPath],
    ...['-mixwfn', files.mixtureWeightsPath, '-sendumpfn', dump, '-mwfloor', '1e-8']
  ])
  const [before, after] = [await readFile(join(base, 'sendump')), await readFile(dump)]
  expect(after.length).toBe(before.length)
  let apart = 0
  // After the header, whose comments differ: a byte a weight. Rounding may move one by a step.
  for (let at = before.length - 3 * 128 * 5126; at < before.length; at++) {
    apart = Math.max(apart, Math.abs((before[at] ?? 0) - (after[at] ?? 0)))
  }
  expect(apart).toBeLessThanOrEqual(1)
})

test('each stream of each senone has weights that sum to one', async () => {
  const { values, senones, streams, densities } = readSenoneDump(await readFile(join(base, 'sendump')))
  expect([senones, streams, densities]).toEqual([5126, 3, 128])
  for (let start = 0; start < values.length; start += densities) {
    const sum = values.subarray(start, start + densities).reduce((total, value) => total + value, 0)
    expect(Math.abs(sum - 1)).toBeLessThan(1e-5)
  }
})

test('a damaged dump is refused with what is wrong', async () => {
  const dump = await readFile(join(base, 'sendump'))
  expect(() => readSenoneDump(dump.subarray(0, 100))).toThrow(/header/)
  expect(() => readSenoneDump(dump.subarray(0, -1))).toThrow(/should hold 3 x 128 x 5126 weights/)
  expect(() => readSenoneDump(Buffer.from('not a dump at all'))).toThrow(/header/)
})

test('conversions are made once, by however many at a time, and again when the model changes', async () => {
  const model = join(folder, 'model')
  const cache = join(folder, 'cache')
  await cp(base, model, { recursive: true })
  const both = await Promise.all([prepareTrainingFiles(model, cache), prepareTrainingFiles(model, cache)])
  expect(both[0]).toEqual(both[1])
  expect(await readdir(cache)).toHaveLength(1)
  await utimes(join(model, 'sendump'), new Date(), new Date(0))
  expect(await prepareTrainingFiles(model, cache)).not.toEqual(both[0])
  expect(await readdir(cache)).toHaveLength(2)
})
