import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseArguments } from '../command-line/parse-arguments.ts'
import { ConfigStore } from '../config/config-store.ts'
import { CommandContext } from '../execution/command-context.ts'
import { globalOptions } from '../options/global.ts'
import { listReferences, outputFile, outputJson, references } from '../options/outputs.ts'
import { saveJson, saveList, saveReferences, saveResponse, writtenFiles } from './save-output.ts'

const command = {
  path: 'test',
  options: [outputJson, outputFile],
  groups: [references, listReferences, globalOptions]
}
const entity = (id: string) => ({ self: `http://h/speechtotext/v3.2/models/${id}` })

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vernacular-output-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const contextOf = (...words: readonly string[]): CommandContext =>
  new CommandContext(
    parseArguments(command, [...words, '--output', 'path', folder]),
    new ConfigStore({ home: folder, cwd: folder })
  )
const saved = (name: string): Promise<string> => readFile(join(folder, '.vernacular/data', name), 'utf8')
const written = (name: string): Promise<string> => readFile(join(folder, name), 'utf8')

test('the ID and URL of a resource are saved under names, appended, or written to files', async () => {
  const context = contextOf(
    ...['--output', 'id', '@a', '--output', 'url', '@@b', '--output', 'add', 'id', '@c']
  )
  await saveReferences(context, entity('1'))
  await saveReferences(context, entity('2'))
  expect([await saved('a'), await saved('b'), await saved('c')]).toEqual(['2', entity('2').self, '1\n2'])
  await saveReferences(contextOf('--output', 'id', 'deep/id.txt'), entity('3'))
  expect(await written('deep/id.txt')).toBe('3')
})

test('a list is saved as IDs, URLs, its last one, and JSON', async () => {
  const words = ['--output', 'ids', '@i', '--output', 'urls', '@u', '--output', 'last', 'id', '@l']
  await saveList(contextOf(...words, '--output', 'json', 'l.json'), [entity('1'), entity('2')])
  expect([await saved('i'), await saved('u'), await saved('l')]).toEqual([
    '1\n2',
    `${entity('1').self}\n${entity('2').self}`,
    '2'
  ])
  expect(JSON.parse(await written('l.json'))).toEqual({ values: [entity('1'), entity('2')] })
})

test('an empty list has no last one', async () => {
  await saveList(contextOf('--output', 'last', 'id', '@none'), [])
  await expect(saved('none')).rejects.toThrow('ENOENT')
})

test('JSON is indented, and written files are remembered for --output zip', async () => {
  await saveJson(contextOf('--output', 'json', 'r.json'), { a: 1 })
  expect(await written('r.json')).toBe('{\n  "a": 1\n}\n')
  expect(writtenFiles).toContain(join(folder, 'r.json'))
})

test('a download that breaks leaves no file', async () => {
  const broken = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(Buffer.from('half'))
      controller.error(new Error('cut off'))
    }
  })
  await expect(saveResponse(new Response(broken), join(folder, 'd.bin'))).rejects.toThrow(/d\.bin .*cut off/)
  await expect(written('d.bin')).rejects.toThrow('ENOENT')
  await expect(written('d.bin.part')).rejects.toThrow('ENOENT')
  await saveResponse(new Response('whole'), join(folder, 'd.bin'))
  expect(await written('d.bin')).toBe('whole')
})
