import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ConfigStore } from '../config/config-store.ts'
import { defaultsFor, expandFiles, resolveValue, resolveValues, wordsOfLines } from './argument-values.ts'
import { option } from './option.ts'
import { parseArguments } from './parse-arguments.ts'
import type { CommandSyntax } from './syntax.ts'

const endpoint = option({ name: '[csr|batch] api endpoint', value: 'URL', help: '' })
const name = option({ name: '[csr] name', value: 'NAME', help: '' })
const target = option({ name: 'output id', value: '@NAME', keepsAt: true, help: '' })
const command: CommandSyntax = { path: 'csr project create', options: [endpoint, name, target], groups: [] }

let folder: string
let config: ConfigStore

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vernacular-values-'))
  config = new ConfigStore({ home: folder, cwd: folder })
  await config.set('saved', 'from config\n')
  await writeFile(join(folder, 'note.txt'), 'from a file\n')
  await writeFile(join(folder, 'loop.job'), '@loop.job')
  await writeFile(join(folder, 'outer.job'), '# a comment\nname=N\n\n@inner.job\n')
  await writeFile(join(folder, 'inner.job'), 'wait\napi.endpoint=http://x/?a=b\n')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test.each([
  ['plain', 'plain'],
  ['@saved', 'from config'],
  ['@note.txt', 'from a file'],
  ['@@saved', '@saved'],
  ['', '']
])('%s means "%s"', async (written, value) => {
  expect(await resolveValue(written, config)).toBe(value)
})

test('a path behind @ is read, and what is missing is named', async () => {
  expect(await resolveValue(`@${join(folder, 'note.txt')}`, config)).toBe('from a file')
  await expect(resolveValue('@missing', config)).rejects.toThrow(
    '@missing is neither a saved value nor a file'
  )
  await expect(resolveValue(`@${folder}/missing`, config)).rejects.toThrow(/Cannot read .*missing: ENOENT/)
})

test('targets keep their @, other values are looked up', async () => {
  const call = parseArguments(command, ['--name', '@saved', '--output', 'id', '@saved'])
  const { values } = await resolveValues(call, config)
  expect([values.get(name), values.get(target)]).toEqual([['from config'], ['@saved']])
})

describe('files of options', () => {
  test('each line is an option', () => {
    expect(wordsOfLines('name=N\r\n--wait\n# no\n@other\n')).toEqual(['--name=N', '--wait', '@other'])
  })

  test('files may name further ones; an @ after an option or a word is a value', async () => {
    expect(
      await expandFiles(['@outer.job', '--name', '@saved', '--output', 'id', '@x', '@@y'], config)
    ).toEqual([
      ...['--name=N', '--wait', '--api.endpoint=http://x/?a=b'],
      ...['--name', '@saved', '--output', 'id', '@x', '@@y']
    ])
  })

  test('a file that contains itself is rejected', async () => {
    await expect(expandFiles(['@loop.job'], config)).rejects.toThrow('@loop.job contains itself')
  })
})

test('of the saved defaults a command takes those that it has, and none of another command', () => {
  const lines = 'csr.api.endpoint=http://c\nbatch.api.endpoint=http://b\nunknown=1\nname=N\n'
  expect([...defaultsFor(command, lines)]).toEqual([
    [endpoint, ['http://c']],
    [name, ['N']]
  ])
})
