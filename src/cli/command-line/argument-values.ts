/** What `@NAME` and `@FILE` stand for on the command line, and the options saved in `@my.defaults`. @module */
import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { CommandError, UsageError } from '../command-error.ts'
import type { ConfigStore } from '../config/config-store.ts'
import type { Option } from './option.ts'
import { findOption, splitWords } from './option-names.ts'
import { splitOnce } from './parse-arguments.ts'
import { type Call, type CommandSyntax, type OptionValues, optionsOf } from './syntax.ts'

/** Files of options may name further ones; deeper than this, one names itself. */
const MAX_NESTED_FILES = 10

/** Replaces an `@FILE` in place of an option by the `name=value` lines of the file. */
export async function expandFiles(
  words: readonly string[],
  config: ConfigStore,
  depth = 0
): Promise<readonly string[]> {
  const expanded: string[] = []
  for (const [index, word] of words.entries()) {
    const before = words[index - 1]
    // After `--name=value` the option is complete.
    const isValue =
      before !== undefined && ((before.startsWith('-') && !before.includes('=')) || /^[a-z]+$/i.test(before))
    if (!word.startsWith('@') || word.startsWith('@@') || isValue) {
      expanded.push(word)
      continue
    }
    if (depth >= MAX_NESTED_FILES) throw new UsageError(`${word} contains itself.`)
    const lines = wordsOfLines(await config.require(word.slice(1)))
    expanded.push(...(await expandFiles(lines, config, depth + 1)))
  }
  return expanded
}

/** `csr.api.endpoint=URL` becomes `--csr.api.endpoint=URL`. */
export const wordsOfLines = (lines: string): readonly string[] =>
  lines
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .flatMap((line) => {
      const [name, value] = splitOnce(line.trim(), '=')
      if (name.startsWith('@')) return [name]
      const option = name.startsWith('--') ? name : `--${name}`
      return [value === undefined ? option : `${option}=${value}`]
    })

/** The lines of `@my.defaults` that apply to this command; lines for other commands are skipped. */
export function defaultsFor(command: CommandSyntax, lines: string): OptionValues {
  const options = optionsOf(command)
  const values = new Map<Option, readonly string[]>()
  for (const line of lines.split(/\r?\n/)) {
    const [name = '', value = 'true'] = splitOnce(line.trim(), '=')
    const words = splitWords(name.replace(/^--/, ''))
    const area = words[0] ?? ''
    if (['csr', 'batch', 'recognize'].includes(area) && area !== command.path.split(' ')[0]) continue
    const option = findOption(words, options)
    if (option !== undefined) values.set(option, [value])
  }
  return values
}

/** Looks up `@NAME` in every value, except those of options that keep their `@`. */
export async function resolveValues(call: Call, config: ConfigStore): Promise<Call> {
  const values = new Map<Option, readonly string[]>()
  for (const [option, written] of call.values) {
    values.set(
      option,
      option.keepsAt ? written : await Promise.all(written.map((value) => resolveValue(value, config)))
    )
  }
  return { ...call, values }
}

/** `@NAME` becomes what is saved under it, or the content of that file; `@-` standard input; `@@NAME` the text `@NAME`. */
export async function resolveValue(value: string, config: ConfigStore): Promise<string> {
  if (!value.startsWith('@')) return value
  if (value.startsWith('@@')) return value.slice(1)
  if (value === '@-') return (await text(process.stdin)).trim()
  const name = value.slice(1)
  if (/[/\\]/.test(name)) return (await readText(name)).trim()
  return (await config.require(name)).trim()
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new CommandError(`Cannot read ${path}: ${(error as Error).message}`)
  }
}
