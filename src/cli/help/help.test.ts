import { readdir } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { COMMANDS, ENTRIES } from '../commands/index.ts'
import { commandHelp, findTopic, help, searchHelp, suggestCommand } from './help.ts'

test('the overview fits a terminal of 24 lines and 80 columns, and names every command or family', () => {
  const lines = help([]).text.split('\n')
  expect(lines.length).toBeLessThanOrEqual(24)
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(82)
  for (const entry of ENTRIES) expect(help([]).text).toContain('commands' in entry ? entry.name : entry.path)
})

describe.each(COMMANDS.map((command) => [command.path, command] as const))('%s', (path, command) => {
  test('is described in the imperative, without a period', () => {
    expect(command.summary).toMatch(/^[A-Z][a-z]+[ ,].*[^.]$/)
    expect(command.summary.split(/[ ,]/)[0]).not.toMatch(/s$/)
  })

  test('has help that fits 80 columns, examples aside', () => {
    const [description = ''] = commandHelp(command).split('\nEXAMPLES')
    for (const line of description.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
    expect(description).toContain(`USAGE: vernacular ${path}`)
  })
})

test('defaults are shown', () => {
  expect(findTopic(['serve'])).toMatch(/--port N +Port to listen on \(default: 8640\)/)
})

test('every file with commands is in the list', async () => {
  const files = await readdir(new URL('../commands/', import.meta.url))
  const shared = ['command.ts', 'index.ts', 'shared-options.ts', 'resource-commands.ts']
  for (const file of files.filter((name) => name.endsWith('.ts') && !shared.includes(name))) {
    const exported = Object.values((await import(`../commands/${file}`)) as Record<string, unknown>)
    const paths = exported.flatMap(pathsOf)
    expect(paths.length, file).toBeGreaterThan(0)
    expect(COMMANDS.map(({ path }) => path)).toEqual(expect.arrayContaining(paths))
  }
})

/** Of a command, a list of commands, a family, or a function that makes a command. */
function pathsOf(value: unknown): readonly string[] {
  if (typeof value === 'function') return pathsOf((value as (commands: () => []) => unknown)(() => []))
  if (Array.isArray(value)) return value.flatMap(pathsOf)
  if (typeof value !== 'object' || value === null) return []
  if ('commands' in value) return pathsOf(value.commands)
  return 'path' in value ? [String(value.path)] : []
}

test('a family shows its commands, and the many commands of csr by resource', () => {
  expect(findTopic(['key'])).toMatch(/key list +List .*\n +key rotate /)
  expect(findTopic(['csr'])).toMatch(/csr webhook +create, update, delete, status, list, ping, test/)
  expect(findTopic(['csr', 'evaluation'])).toMatch(/csr evaluation show +Show error rates/)
  expect(findTopic(['csr.evaluation'])).toBe(findTopic(['csr', 'evaluation']))
  expect(findTopic(['nonsense'])).toBeUndefined()
})

test('an unknown topic shows its nearest parent', () => {
  expect(help(['csr', 'dataset', 'nonsense'])).toEqual({ text: findTopic(['csr', 'dataset']), found: false })
  expect(help(['exit', 'codes']).text).toMatch(/^ +0 +Success\n/)
})

test('help is searched', () => {
  expect(searchHelp('SUBTITLES')).toEqual(['recognize'])
  expect(help(['find', 'text', 'sclite']).text).toBe('score')
  expect(help(['find', 'no such words'])).toEqual({ text: '', found: false })
  expect(help(['list', 'topics']).text.split('\n')).toHaveLength(COMMANDS.length)
})

test.each([
  ['trian text.txt', 'train'],
  ['csr datset create', 'csr dataset create'],
  ['keys', 'key'],
  ['hlep', 'help']
])('%s: did you mean %s?', (line, expected) => {
  expect(suggestCommand(line.split(' '))).toBe(` Did you mean "${expected}"?`)
})
