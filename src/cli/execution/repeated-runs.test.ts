import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { option } from '../command-line/option.ts'
import { parseArguments } from '../command-line/parse-arguments.ts'
import { ConfigStore } from '../config/config-store.ts'
import { repeats } from '../options/repeats.ts'
import { CommandContext } from './command-context.ts'
import { runsOf } from './repeated-runs.ts'
import { runConcurrently } from './run-concurrently.ts'

const dataset = option({ name: '[csr] dataset [id]', value: 'ID', help: '' })
const name = option({ name: 'name', value: 'NAME', help: '' })
const command = { path: 'csr test', options: [dataset, name], groups: [repeats] }

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vernacular-repeats-'))
  await writeFile(join(folder, 'ids.tsv'), '1\n\n2\r\n3')
  await writeFile(join(folder, 'rows.tsv'), 'dataset id\tname\n1\tOne\n2\t Two \n')
  await writeFile(join(folder, 'names.tsv'), 'A\nB\n')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function values(line: string) {
  const call = parseArguments(command, line.split(' '))
  const runs = await runsOf(new CommandContext(call, new ConfigStore({ home: folder, cwd: folder })))
  return runs?.map(({ call: run }) => [run.values.get(dataset)?.[0], run.values.get(name)?.[0]])
}

describe('--foreach', () => {
  test.each([
    [
      '--foreach dataset in @ids.tsv',
      [
        ['1', undefined],
        ['2', undefined],
        ['3', undefined]
      ]
    ],
    [
      '--foreach dataset in ids.tsv --max 2 --name N',
      [
        ['1', 'N'],
        ['2', 'N']
      ]
    ],
    [
      '--foreach in @rows.tsv',
      [
        ['1', 'One'],
        ['2', 'Two']
      ]
    ],
    [
      '--foreach dataset;name in @rows.tsv skip header',
      [
        ['1', 'One'],
        ['2', 'Two']
      ]
    ],
    [
      '--foreach dataset in @rows.tsv skip header --foreach name in @names.tsv',
      [
        ['1', 'A'],
        ['2', 'A'],
        ['1', 'B'],
        ['2', 'B']
      ]
    ]
  ])('%s', async (line, expected) => {
    expect((await values(line))?.toSorted()).toEqual(expected.toSorted())
  })

  test('a list is needed, and its columns must be options', async () => {
    await expect(values('--foreach dataset')).rejects.toThrow('--foreach needs a list.')
    await expect(values('--foreach datset in @ids.tsv')).rejects.toThrow('Did you mean --dataset?')
  })
})

test('--repeat runs the call again, ten times without a number, and at most --max times', async () => {
  expect(await values('--name N')).toBeUndefined()
  expect(await values('--name N --repeat 3')).toEqual(Array(3).fill([undefined, 'N']))
  expect(await values('--name N --repeat')).toHaveLength(10)
  expect(await values('--name N --repeat 5 --max 2')).toHaveLength(2)
})

describe('at the same time', () => {
  test('never more than the limit, all of them, and the exit code of the last failure', async () => {
    let running = 0
    let most = 0
    const done: number[] = []
    const code = await runConcurrently([0, 4, 0, 1, 0], 2, 0, async (item) => {
      most = Math.max(most, ++running)
      await new Promise((resolve) => setImmediate(resolve))
      running--
      done.push(item)
      return item
    })
    expect([most, done.length, code]).toEqual([2, 5, done.findLast((item) => item > 0)])
  })

  test('with a ramp, what the first one finishes alone needs no further one', async () => {
    const order: string[] = []
    await runConcurrently(['a', 'b'], 2, 1_000_000, async (item) => {
      order.push(item)
      return 0
    })
    expect(order).toEqual(['a', 'b'])
  })
})
