import { describe, expect, test } from 'vitest'
import { option } from './option.ts'
import { commandSuggestion, findCommand, parseArguments } from './parse-arguments.ts'
import type { CommandSyntax } from './syntax.ts'

const name = option({ name: '[csr] [project] name', value: 'NAME', help: '' })
const outputId = option({ name: '[csr] output [project] id', value: '@NAME', help: '' })
const ignoreFailures = option({ name: '[output] ignore check failures', value: '[true|false]', help: '' })
const wait = option({ name: 'wait', value: '[MS]', help: '' })
const check = option({ name: 'check', value: 'CONDITION', multiple: true, joinedValues: true, help: '' })
const quick = option({ name: 'quick', help: '' })
const token = option({ name: 'token', value: 'T', unsupported: 'use --key', help: '' })

const command = (path: string, more: Partial<CommandSyntax> = {}): CommandSyntax => ({
  path,
  options: [name, outputId, ignoreFailures, wait, check, quick, token],
  groups: [],
  ...more
})
const create = command('csr project create')
const scored = command('score', { arguments: 'FILE' })

const parsed = (words: readonly string[], syntax = create) => {
  const { values, arguments: free } = parseArguments(syntax, words)
  return { values: [...values].map(([{ name: written }, provided]) => [written, provided]), free }
}

describe('options', () => {
  test.each([
    [
      ['--name', 'P'],
      [name.name, ['P']]
    ],
    [['--name=P=Q'], [name.name, ['P=Q']]],
    [
      ['--csr.project.name', 'P'],
      [name.name, ['P']]
    ],
    [
      ['--output', 'id', '@my.id'],
      [outputId.name, ['@my.id']]
    ],
    [
      ['--output-id', '@@my.id'],
      [outputId.name, ['@@my.id']]
    ],
    [
      ['--ignore', 'check', 'failures'],
      [ignoreFailures.name, ['true']]
    ],
    [
      ['--ignore', 'check', 'failures', 'FALSE'],
      [ignoreFailures.name, ['false']]
    ],
    [['--wait'], [wait.name, ['true']]],
    [
      ['--wait', '500'],
      [wait.name, ['500']]
    ],
    [
      ['--check', 'wer', 'le', '10'],
      [check.name, ['wer', 'le', '10']]
    ],
    [
      ['--check-text-contains', 'lamp'],
      [check.name, ['text', 'contains', 'lamp']]
    ],
    [['--quick'], [quick.name, []]]
  ])('%j', (words, expected) => {
    expect(parsed(words)).toEqual({ values: [expected], free: [] })
  })

  test('an optional value that does not fit is an argument', () => {
    expect(parsed(['--wait', 'ref.trn'], scored)).toEqual({
      values: [[wait.name, ['true']]],
      free: ['ref.trn']
    })
  })

  test('the last of several values counts, unless the option takes many', () => {
    expect(parsed(['--name', 'A', '--name', 'B']).values).toEqual([[name.name, ['B']]])
    expect(parsed(['--check', 'a', '--check', 'b']).values).toEqual([[check.name, ['a', 'b']]])
  })
})

test.each([
  [['--nmae', 'x'], 'csr project create has no option --nmae. Did you mean --name?'],
  [['--outptu', 'id', '@x'], 'csr project create has no option --outptu. Did you mean --output id?'],
  [['--nonsense=secret'], 'csr project create has no option --nonsense.'],
  [['--name'], '--name needs a value: NAME'],
  [['--token', 'x'], '--token is not available: use --key.'],
  [['x.txt'], 'Unexpected argument "x.txt": csr project create takes only options.']
])('%j is rejected', (words, message) => {
  expect(() => parseArguments(create, words)).toThrow(
    expect.objectContaining({ message, exitCode: 2 }) as unknown as Error
  )
})

describe('commands', () => {
  const commands = [create, command('csr list'), command('config')]

  test('the most words of the line count, in any case', () => {
    expect(findCommand(['CSR', 'project', 'create', '--name', 'x'], commands)).toEqual({
      command: create,
      rest: ['--name', 'x']
    })
    expect(findCommand(['config', 'csr', '@key'], commands)?.rest).toEqual(['csr', '@key'])
    expect(findCommand(['csr', 'project'], commands)).toBeUndefined()
    expect(findCommand(['--name'], commands)).toBeUndefined()
  })

  test.each([
    ['csr projet create', ' Did you mean "csr project create"?'],
    ['csr lsit --projects', ' Did you mean "csr list"?'],
    ['confg @key', ' Did you mean "config"?'],
    ['something else', '']
  ])('%s', (line, suggestion) => {
    const paths = commands.map(({ path }) => path)
    expect(commandSuggestion(line.split(' '), paths)).toBe(suggestion)
  })
})
