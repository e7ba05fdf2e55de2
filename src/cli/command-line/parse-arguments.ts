/** From the words of the command line to a command and the values of its options. @module */
import { UsageError } from '../command-error.ts'
import type { Option } from './option.ts'
import { findOption, splitWords } from './option-names.ts'
import { closest, suggestOption } from './suggestions.ts'
import { type Call, type CommandSyntax, optionsOf } from './syntax.ts'

/** Further words that may belong to the name of an option, as in `--ignore check failures`. */
const MAX_FURTHER_WORDS = 3
const MAX_COMMAND_WORDS = 5

/** The words before the first option or `@FILE`: a command and, maybe, its arguments. */
export function leadingWords(words: readonly string[]): readonly string[] {
  const end = words.findIndex((word) => word.startsWith('-') || word.startsWith('@'))
  return end < 0 ? words : words.slice(0, end)
}

/** The command that matches the most of the first words, and the words after it. */
export function findCommand<Command extends CommandSyntax>(
  words: readonly string[],
  commands: readonly Command[]
): Readonly<{ command: Command; rest: readonly string[] }> | undefined {
  const most = Math.min(leadingWords(words).length, MAX_COMMAND_WORDS)
  for (let count = most; count > 0; count--) {
    const path = words.slice(0, count).join(' ').toLowerCase()
    const command = commands.find((candidate) => candidate.path === path)
    if (command) return { command, rest: words.slice(count) }
  }
  return undefined
}

/** @returns the values as written: `@NAME` is not looked up yet. @throws UsageError naming the word */
export function parseArguments(command: CommandSyntax, words: readonly string[]): Call {
  const options = optionsOf(command)
  const values = new Map<Option, string[]>()
  const free: string[] = []
  const hint = `SEE: vernacular help ${command.path}`
  let at = 0
  while (at < words.length) {
    const word = words[at] ?? ''
    if (!word.startsWith('--')) {
      free.push(word)
      at++
      continue
    }
    const [name = '', joined] = splitOnce(word.slice(2), '=')
    const found =
      (joined === undefined ? longestName(name, words, at, options) : named(name, 0, options)) ??
      nameWithValues(name, options)
    if (!found) {
      const suggestion = suggestOption(words.slice(at), options)
      throw new UsageError(
        `${command.path} has no option ${word.replace(/=.*$/s, '')}.${suggestion === undefined ? '' : ` Did you mean --${suggestion}?`}`,
        hint
      )
    }
    at += 1 + found.further
    const { option } = found
    if (option.unsupported !== undefined)
      throw new UsageError(`${word} is not available: ${option.unsupported}.`)
    const after = joined === undefined ? valuesAfter(option, words.slice(at)) : [joined]
    if (joined === undefined) at += after.length
    const taken = [...(found.leadingValues ?? []), ...after]
    if (option.value !== undefined && taken.length === 0) {
      if (!option.value.startsWith('[')) throw new UsageError(`${word} needs a value: ${option.value}`, hint)
      taken.push('true')
    }
    values.set(option, option.multiple ? [...(values.get(option) ?? []), ...taken] : taken)
  }
  if (free.length > 0 && command.arguments === undefined) {
    throw new UsageError(`Unexpected argument "${free[0]}": ${command.path} takes only options.`, hint)
  }
  return { command, values, arguments: free }
}

/** @returns ` Did you mean "csr dataset create"?`, or nothing when no command is close */
export function commandSuggestion(words: readonly string[], paths: readonly string[]): string {
  const typed = leadingWords(words).map((word) => word.toLowerCase())
  const best = closest(
    paths.map((path) => ({ candidate: path, typed: typed.slice(0, path.split(' ').length).join(' ') }))
  )
  return best === undefined ? '' : ` Did you mean "${best}"?`
}

type Found = Readonly<{ option: Option; further: number; leadingValues?: readonly string[] }>

function longestName(
  name: string,
  words: readonly string[],
  at: number,
  options: readonly Option[]
): Found | undefined {
  for (let further = MAX_FURTHER_WORDS; further >= 0; further--) {
    const more = words.slice(at + 1, at + 1 + further)
    if (more.length < further || more.some((word) => !/^[a-z]+$/i.test(word))) continue
    const found = named([name, ...more].join(' '), further, options)
    if (found) return found
  }
  return undefined
}

function named(name: string, further: number, options: readonly Option[]): Found | undefined {
  const option = findOption(splitWords(name), options)
  return option === undefined ? undefined : { option, further }
}

/** The longest beginning of the name that is an option which takes the rest of the name as values. */
function nameWithValues(name: string, options: readonly Option[]): Found | undefined {
  const words = splitWords(name)
  const open = options.filter(({ joinedValues }) => joinedValues)
  for (let count = words.length - 1; count > 0; count--) {
    const option = findOption(words.slice(0, count), open)
    if (option !== undefined) return { option, further: 0, leadingValues: words.slice(count) }
  }
  return undefined
}

function valuesAfter(option: Option, words: readonly string[]): string[] {
  if (option.value === undefined) return []
  const next = words.findIndex((word) => word.startsWith('--'))
  const free = next < 0 ? words : words.slice(0, next)
  if (option.multiple) return [...free]
  const [first] = free
  if (first === undefined) return []
  if (option.value === '[true|false]') return /^(true|false)$/i.test(first) ? [first.toLowerCase()] : []
  if (option.value === '[MS]' || option.value === '[N]') return /^\d+$/.test(first) ? [first] : []
  return [first]
}

/** Before and after the first mark; nothing after it when there is none. */
export function splitOnce(text: string, mark: string): readonly [string, string?] {
  const at = text.indexOf(mark)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}
