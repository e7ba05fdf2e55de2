import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { baseModelDirectory, baseModelFiles } from '../base-model.ts'
import { levelFor, writeRegressionClasses } from './regression-classes.ts'
import { prepareTrainingFiles } from './training-files.ts'
import { runTrainingTool, sphinxtrain } from './training-tool.ts'

const base = baseModelFiles(baseModelDirectory).acousticModel
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'regression-classes-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** A transform a class that adds `offset` to every mean, in sphinxtrain's form. */
const offsets = (values: readonly number[]): string => {
  const row = (at: number) => Array.from({ length: 13 }, (_, column) => (column === at ? 1 : 0)).join(' ')
  const stream = (offset: number) => [
    '13',
    ...Array.from({ length: 13 }, (_, at) => row(at)),
    Array.from({ length: 13 }, () => offset).join(' '),
    Array.from({ length: 13 }, () => 1).join(' ')
  ]
  const all = values.flatMap((offset) => [0, 1, 2].flatMap(() => stream(offset)))
  return `${[values.length, 3, ...all].join('\n')}\n`
}

test('a transform of one class moves the densities of its phones and of no others', async () => {
  const { modelDefinitionPath } = await prepareTrainingFiles(base, folder)
  const classes = await writeRegressionClasses(modelDefinitionPath, 1, join(folder, 'classes'))
  if (!classes) throw new Error('no classes')
  expect(classes.count).toBe(3)
  await writeFile(join(folder, 'transform'), offsets([1, 0, 0]))
  await runTrainingTool(sphinxtrain('mllr_transform'), [
    ...['-inmeanfn', join(base, 'means'), '-outmeanfn', join(folder, 'means')],
    ...['-mllrmat', join(folder, 'transform'), '-cb2mllrfn', classes.path]
  ])
  const [before, after] = [await readFile(join(base, 'means')), await readFile(join(folder, 'means'))]
  // 42 codebooks of 3 streams of 128 densities of 13 numbers end the file, but for its checksum.
  const codebook = 3 * 128 * 13 * 4
  const moved = Array.from({ length: 42 }, (_, index) => {
    const at = (file: Buffer) => file.length - 4 - (42 - index) * codebook
    return !before
      .subarray(at(before), at(before) + codebook)
      .equals(after.subarray(at(after), at(after) + codebook))
  })
  const definition = (await readFile(modelDefinitionPath, 'utf8'))
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
  const phones = definition.flatMap(([phone = '', left]) => (left === '-' ? [phone] : []))
  const vowels = phones.filter((_, index) => moved[index])
  expect(vowels.join(' ')).toBe('AA AE AH AO AW AY EH ER EY IH IY OW OY UH UW')
})

test('more speech affords more classes; phones of another set share one', async () => {
  expect([5, 59, 60, 99, 100, 3600].map(levelFor)).toEqual([0, 0, 1, 1, 2, 2])
  const definition = join(folder, 'mdef.txt')
  await writeFile(definition, ' ss - - - n/a 0 0 1 2 N\n eu - - - n/a 1 3 4 5 N\n')
  expect(await writeRegressionClasses(definition, 2, join(folder, 'classes'))).toBeUndefined()
})
