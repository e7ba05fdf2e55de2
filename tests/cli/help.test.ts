/** Help, documents and completion are made of the definitions, and tell of every command. @module */
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findOption, shortName, splitWords } from '../../src/cli/command-line/option-names.ts'
import { findCommand, parseArguments } from '../../src/cli/command-line/parse-arguments.ts'
import { optionsOf } from '../../src/cli/command-line/syntax.ts'
import { COMMANDS } from '../../src/cli/commands/index.ts'
import { commandHelp, help } from '../../src/cli/help/help.ts'
import { manual } from '../../src/cli/help/manual.ts'
import { CommandFolder } from '../command.ts'

let cli: CommandFolder
beforeAll(async () => {
  cli = await CommandFolder.open()
})
afterAll(() => cli.close())

test('docs/cli.md is what the definitions say; npx tsx scripts/cli-manual.ts writes it', async () => {
  expect(await readFile(new URL('../../docs/cli.md', import.meta.url), 'utf8')).toBe(manual())
})

describe.each(COMMANDS.map((command) => [command.path, command] as const))('%s', (path, command) => {
  test('has help with examples that it understands', () => {
    expect(help(path.split(' ')).text).toBe(commandHelp(command))
    expect(command.examples.length).toBeGreaterThan(0)
    for (const { line } of command.examples) {
      const words = (line.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ''))
      const found = findCommand(words, COMMANDS)
      expect(found?.command.path).toBe(path)
      parseArguments(command, found?.rest ?? [])
    }
  })

  test('reaches each of its options by its short words', () => {
    const options = optionsOf(command)
    for (const option of options) expect(findOption(splitWords(shortName(option)), options)).toBe(option)
  })
})

test('a topic that is none shows its nearest parent and exits with 1', async () => {
  const { code, out, err } = await cli.run('help csr dataset nonsense')
  expect(code).toBe(1)
  expect(err).toContain('WARNING')
  expect(out).toContain('csr dataset upload')
})

test('help lists and finds topics, and --help is the same as help', async () => {
  expect((await cli.run('help list topics')).out.split('\n')).toContain('csr dataset create')
  expect((await cli.run('help find subtitles')).out).toBe('recognize\n')
  expect((await cli.run('csr model create --help')).out).toBe((await cli.run('help csr model create')).out)
})

test('a word that is none exits with 2 and leaves standard output empty', async () => {
  for (const line of ['nonsense', 'csr project create --nonsense x', 'csr project create', 'csr list']) {
    const { code, out, err } = await cli.run(line, { VERNACULAR_KEY: 'unused-key-0123456789' })
    expect([line, code, out]).toEqual([line, 2, ''])
    expect(err).toMatch(/ERROR: .*\n\n(SEE|USE): vernacular/)
  }
})

test.each(['bash', 'zsh', 'fish'])('completion of %s names commands and options', async (shell) => {
  const { out } = await cli.run(`completion ${shell}`)
  expect(out).toContain('dataset')
  expect(out).toMatch(/(--|-l )output-id/)
})
