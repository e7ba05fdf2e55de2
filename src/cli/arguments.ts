/** From the words of the command line to a command and the values of its options. @module */
import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { CommandFailed, WrongUsage } from './command-failed.ts'
import type { ConfigStore } from './config-store.ts'
import type { Call, Command } from './definitions/command.ts'
import { OPTIONS, type Option, type OptionKey } from './definitions/options.ts'
import { optionNamed, splitWords } from './option-words.ts'

/** Further words that may belong to the name of an option, as in `--ignore check failures`. */
const MOST_FURTHER_WORDS = 3

/** The command with the most words of those that the line begins with, and what follows them. */
export function commandOf(
  words: readonly string[],
  commands: readonly Command[]
): Readonly<{ command: Command; rest: readonly string[] }> | undefined {
  const firstOption = words.findIndex((word) => word.startsWith('-') || word.startsWith('@'))
  const most = Math.min(firstOption < 0 ? words.length : firstOption, 5)
  for (let count = most; count > 0; count--) {
    const path = words.slice(0, count).join(' ').toLowerCase()
    const command = commands.find((candidate) => candidate.path === path)
    if (command) return { command, rest: words.slice(count) }
  }
  return undefined
}

/** Values as written, `@` not yet looked up. @throws WrongUsage naming the word */
export function parse(command: Command, words: readonly string[]): Call {
  const values = new Map<OptionKey, string[]>()
  const rest: string[] = []
  let at = 0
  while (at < words.length) {
    const word = words[at] ?? ''
    if (!word.startsWith('--')) {
      rest.push(word)
      at++
      continue
    }
    const [name = '', joined] = splitOnce(word.slice(2), '=')
    const found =
      (joined === undefined ? longestName(name, words, at, command) : named(name, 0, command)) ??
      openName(name, command)
    if (!found)
      throw new WrongUsage(`${command.path} has no option ${word}.`, `SEE: vernacular help ${command.path}`)
    at += 1 + found.further
    const option: Option = OPTIONS[found.key]
    if (option.refused !== undefined) throw new WrongUsage(`${word} is not to be had: ${option.refused}.`)
    const after = joined === undefined ? valuesAfter(option, words.slice(at)) : [joined]
    if (joined === undefined) at += after.length
    const taken = [...(found.lead ?? []), ...after]
    if (option.value !== undefined && taken.length === 0) {
      if (!option.value.startsWith('[')) {
        throw new WrongUsage(`${word} needs a value: ${option.value}`, `SEE: vernacular help ${command.path}`)
      }
      taken.push('true')
    }
    values.set(found.key, option.many ? [...(values.get(found.key) ?? []), ...taken] : taken)
  }
  if (rest.length > 0 && command.rest === undefined) {
    throw new WrongUsage(
      `"${rest[0]}" stands alone; ${command.path} takes options only.`,
      `SEE: vernacular help ${command.path}`
    )
  }
  return { command, values, rest }
}

type Found = Readonly<{ key: OptionKey; further: number; lead?: readonly string[] }>

function longestName(
  name: string,
  words: readonly string[],
  at: number,
  command: Command
): Found | undefined {
  for (let further = MOST_FURTHER_WORDS; further >= 0; further--) {
    const more = words.slice(at + 1, at + 1 + further)
    if (more.length < further || more.some((word) => !/^[a-z]+$/i.test(word))) continue
    const found = named([name, ...more].join(' '), further, command)
    if (found) return found
  }
  return undefined
}

function named(name: string, further: number, command: Command): Found | undefined {
  const key = optionNamed(splitWords(name), command.options)
  return key === undefined ? undefined : { key, further }
}

/** The longest beginning of the name that is an option which takes the rest of it as values. */
function openName(name: string, { options }: Command): Found | undefined {
  const words = splitWords(name)
  const open = options.filter((key) => (OPTIONS[key] as Option).open)
  for (let count = words.length - 1; count > 0; count--) {
    const key = optionNamed(words.slice(0, count), open)
    if (key !== undefined) return { key, further: 0, lead: words.slice(count) }
  }
  return undefined
}

function valuesAfter(option: Option, words: readonly string[]): string[] {
  if (option.value === undefined) return []
  const next = words.findIndex((word) => word.startsWith('--'))
  const free = next < 0 ? words : words.slice(0, next)
  if (option.many) return [...free]
  const [first] = free
  if (first === undefined) return []
  if (option.value === '[true|false]') return /^(true|false)$/i.test(first) ? [first.toLowerCase()] : []
  if (option.value === '[MS]' || option.value === '[N]') return /^\d+$/.test(first) ? [first] : []
  return [first]
}

function splitOnce(textOf: string, mark: string): readonly [string, string?] {
  const at = textOf.indexOf(mark)
  return at < 0 ? [textOf] : [textOf.slice(0, at), textOf.slice(at + 1)]
}

/** `name=value` lines of what an `@` alone stands for, as words of the command line. */
export async function expandFiles(words: readonly string[], config: ConfigStore): Promise<readonly string[]> {
  const expanded: string[] = []
  for (const [index, word] of words.entries()) {
    const before = words[index - 1]
    const isValue = before !== undefined && (before.startsWith('-') || /^[a-z]+$/i.test(before))
    if (!word.startsWith('@') || word.startsWith('@@') || isValue) expanded.push(word)
    else expanded.push(...(await expandFiles(wordsOfLines(await config.require(word.slice(1))), config)))
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

/** Lines of `@my.defaults` that this command understands; other lines are for other commands. */
export function defaultsOf(command: Command, lines: string): ReadonlyMap<OptionKey, readonly string[]> {
  const values = new Map<OptionKey, readonly string[]>()
  for (const line of lines.split(/\r?\n/)) {
    const [name = '', value = 'true'] = splitOnce(line.trim(), '=')
    const words = splitWords(name.replace(/^--/, ''))
    const area = words[0] ?? ''
    if (['csr', 'batch', 'recognize'].includes(area) && area !== command.path.split(' ')[0]) continue
    const key = optionNamed(words, command.options)
    if (key !== undefined) values.set(key, [value])
  }
  return values
}

/** Options whose `@` is a name to write to, or is read by the command itself. */
const KEEPS_AT = new Set<OptionKey>([
  'foreach',
  'files',
  'set',
  'add',
  'transcript',
  'transcriptLexical',
  'transcriptItn',
  // A condition on an answer may begin with @, which is the answer.
  'check',
  'phrases',
  'audioUrl',
  'urls',
  'save',
  'zip'
])
const writesTo = (key: OptionKey): boolean => OPTIONS[key].group === 'Output' || key.startsWith('output')

/** `@NAME` becomes what it stands for, `@-` standard input, `@@NAME` the text `@NAME`. */
export async function resolveValues(call: Call, config: ConfigStore): Promise<Call> {
  const values = new Map<OptionKey, readonly string[]>()
  for (const [key, given] of call.values) {
    const asIs = KEEPS_AT.has(key) || writesTo(key)
    values.set(key, asIs ? given : await Promise.all(given.map((value) => lookedUp(value, config))))
  }
  return { ...call, values }
}

export async function lookedUp(value: string, config: ConfigStore): Promise<string> {
  if (!value.startsWith('@')) return value
  if (value.startsWith('@@')) return value.slice(1)
  if (value === '@-') return (await text(process.stdin)).trim()
  const name = value.slice(1)
  if (/[/\\]/.test(name)) return (await fileText(name)).trim()
  return (await config.require(name)).trim()
}

async function fileText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new CommandFailed(`${path} cannot be read: ${(error as Error).message}`)
  }
}
