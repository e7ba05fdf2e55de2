/** Help for people, made of the definitions. @module */
import type { Command } from './definitions/command.ts'
import { COMMANDS } from './definitions/index.ts'
import { GROUPS, OPTIONS, type Option } from './definitions/options.ts'
import { shortWords } from './option-words.ts'

const COLUMN = 34

const line = (left: string, right: string): string => `  ${left.padEnd(COLUMN)} ${right}`.trimEnd()

export const optionText = ({ words, value }: Option): string =>
  `--${shortWords(words)}${value === undefined ? '' : ` ${value}`}`

export function usageOf({ path, rest }: Command): string {
  return `vernacular ${path}${rest === undefined ? '' : ` ${rest}`} [--OPTION …]`
}

export function commandHelp(command: Command): string {
  const groups = GROUPS.flatMap((group) => {
    const options = command.options
      .map((key): Option => OPTIONS[key])
      .filter((one) => one.group === group && one.refused === undefined)
    if (options.length === 0) return []
    return ['', `${group.toUpperCase()}`, ...options.map((one) => line(optionText(one), one.says))]
  })
  return [
    command.path.toUpperCase(),
    '',
    `  ${command.says}`,
    '',
    `USAGE: ${usageOf(command)}`,
    ...groups,
    ...(command.notes ? ['', ...command.notes.map((note) => `  ${note}`)] : []),
    '',
    'EXAMPLES',
    ...command.examples.flatMap(({ says, line: example }) => [
      ...(says === '' ? [] : [`  # ${says}`]),
      `  vernacular ${example}`
    ])
  ].join('\n')
}

/** What begins with the words; undefined when nothing does. */
export function topicHelp(words: readonly string[]): string | undefined {
  const topic = words.join(' ').toLowerCase().replaceAll('.', ' ')
  const command = COMMANDS.find(({ path }) => path === topic)
  if (command) return commandHelp(command)
  const below = COMMANDS.filter(({ path }) => topic === '' || path.startsWith(`${topic} `))
  if (below.length === 0) return undefined
  const title =
    topic === '' ? 'VERNACULAR — a speech service of your own, from the terminal' : topic.toUpperCase()
  return [
    title,
    '',
    `USAGE: vernacular ${topic === '' ? 'COMMAND' : `${topic} …`} [--OPTION …]`,
    '',
    'COMMANDS',
    ...below.map(({ path, says }) => line(path, says)),
    '',
    `  vernacular help COMMAND tells more; help find TEXT looks for it.`,
    ...(topic === '' ? ['', 'EXIT CODES', ...EXIT_CODES.map(([code, says]) => line(code, says))] : [])
  ].join('\n')
}

export const EXIT_CODES: readonly (readonly [string, string])[] = [
  ['0', 'done'],
  ['1', 'refused by the service, failed, not over in time, or a check that did not hold'],
  ['2', 'the command line is wrong'],
  ['3', 'the service cannot be reached'],
  ['4', 'the key is refused'],
  ['130', 'interrupted']
]

/** Commands that a text occurs in. */
export function findTopics(text: string): readonly string[] {
  const wanted = text.toLowerCase()
  return COMMANDS.filter((command) => commandHelp(command).toLowerCase().includes(wanted)).map(
    ({ path }) => path
  )
}

/** `help …`: exit code 1 when there is no such topic, its nearest parent shown. */
export function help(words: readonly string[]): Readonly<{ text: string; found: boolean }> {
  const [first, second, ...others] = words
  if (first === 'list') return { text: COMMANDS.map(({ path }) => path).join('\n'), found: true }
  if (first === 'find' && second !== undefined) {
    const topics = findTopics((['topics', 'text'].includes(second) ? others : [second, ...others]).join(' '))
    return { text: topics.join('\n'), found: topics.length > 0 }
  }
  const exact = topicHelp(words)
  if (exact !== undefined) return { text: exact, found: true }
  for (let count = words.length - 1; count >= 0; count--) {
    const parent = topicHelp(words.slice(0, count))
    if (parent !== undefined) return { text: parent, found: false }
  }
  return { text: '', found: false }
}
