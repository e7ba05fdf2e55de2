/** Help for people, generated from the commands. @module */
import { HEADINGS, type Option } from '../command-line/option.ts'
import { optionUsage } from '../command-line/option-names.ts'
import { commandSuggestion } from '../command-line/parse-arguments.ts'
import { type CommandSyntax, optionsOf } from '../command-line/syntax.ts'
import { type Command, SECTIONS } from '../commands/command.ts'
import { COMMANDS, ENTRIES } from '../commands/index.ts'

/** Help fits a terminal of this width. */
const WIDTH = 80
const OPTION_COLUMN = 26
const INDENT = '  '

/** Lines of at most `width` characters, broken at blanks. */
function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const line = lines.at(-1)
    if (line !== undefined && line.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${line} ${word}`
    else lines.push(word)
  }
  return lines
}

/** A name and its explanation next to it, or below it when the name is long. */
function entry(name: string, explanation: string, column: number): readonly string[] {
  const lines = wrap(explanation, WIDTH - column - INDENT.length).map(
    (line) => INDENT + ' '.repeat(column) + line
  )
  const [first = '', ...others] = lines
  return name.length < column
    ? [`${INDENT}${name.padEnd(column)}${first.trimStart()}`, ...others]
    : [`${INDENT}${name}`, ...lines]
}

export const explanation = (option: Option): string =>
  option.default === undefined ? option.help : `${option.help} (default: ${option.default})`

export const usageOf = (command: CommandSyntax): string =>
  `vernacular ${command.path}${command.arguments === undefined ? '' : ` ${command.arguments}`}${optionsOf(command).length === 0 ? '' : ' [OPTIONS]'}`

export function commandHelp(command: Command): string {
  const options = optionsOf(command).filter(({ unsupported }) => unsupported === undefined)
  const groups = HEADINGS.flatMap((heading) => {
    const own = options.filter((option) => option.heading === heading)
    if (own.length === 0) return []
    const lines = own.flatMap((option) => entry(optionUsage(option), explanation(option), OPTION_COLUMN))
    return ['', heading.toUpperCase(), ...lines]
  })
  return [
    ...wrap(`${command.summary}.`, WIDTH),
    '',
    `USAGE: ${usageOf(command)}`,
    ...(command.notes ?? []).flatMap((note) => ['', ...wrap(note, WIDTH)]),
    ...groups,
    '',
    'EXAMPLES',
    ...command.examples.flatMap(({ comment, line }) => [
      ...(comment === undefined ? [] : [`${INDENT}# ${comment}`]),
      `${INDENT}vernacular ${line}`
    ])
  ].join('\n')
}

const SECTION_COLUMN = 10
const NAME_COLUMN = 12

/** One screen: a line per command or family. */
function overview(): string {
  const lines = SECTIONS.flatMap((section) =>
    ENTRIES.filter((one) => one.section === section).map((one, index) => {
      const name = 'commands' in one ? one.name : one.path
      return `${(index === 0 ? section : '').padEnd(SECTION_COLUMN)}${name.padEnd(NAME_COLUMN)}${one.summary}`
    })
  )
  return [
    'Vernacular: train, evaluate and run speech recognition for your own words.',
    'USAGE: vernacular COMMAND [OPTIONS]',
    '',
    ...lines,
    '',
    'vernacular COMMAND --help explains a command; vernacular help find TEXT searches.'
  ].join('\n')
}

/** The commands below a topic; a line for each resource where there are several. */
function topicHelp(topic: string, below: readonly Command[]): string {
  const family = ENTRIES.find((one) => 'commands' in one && one.name === topic)
  const depth = topic.split(' ').length
  const nextWords = [
    ...new Set(
      below.map(({ path }) =>
        path
          .split(' ')
          .slice(0, depth + 1)
          .join(' ')
      )
    )
  ]
  const lines = nextWords.flatMap((next) => {
    const commands = below.filter(({ path }) => path === next || path.startsWith(`${next} `))
    const [only] = commands
    return commands.length === 1 && only
      ? entry(only.path, only.summary, OPTION_COLUMN)
      : entry(next, commands.map(({ path }) => path.slice(next.length + 1)).join(', '), OPTION_COLUMN)
  })
  const example = nextWords.find((next) => below.every(({ path }) => path !== next))
  return [
    ...(family ? [`${family.summary}.`, ''] : []),
    `USAGE: vernacular ${topic} COMMAND [OPTIONS]`,
    '',
    ...lines,
    '',
    example === undefined
      ? `vernacular ${topic} COMMAND --help explains a command.`
      : `vernacular ${example} --help lists its commands.`
  ].join('\n')
}

export const EXIT_CODES: readonly (readonly [string, string])[] = [
  ['0', 'Success'],
  ['1', 'The service rejected the request, the work failed or timed out, or a check failed'],
  ['2', 'The command line is wrong'],
  ['3', 'The service cannot be reached'],
  ['4', 'The access key is invalid'],
  ['130', 'Interrupted']
]

/** @returns undefined when no command begins with the words */
export function findTopic(words: readonly string[]): string | undefined {
  const topic = words.join(' ').toLowerCase().replaceAll('.', ' ')
  if (topic === '') return overview()
  if (topic === 'exit codes') return EXIT_CODES.flatMap(([code, text]) => entry(code, text, 6)).join('\n')
  const command = COMMANDS.find(({ path }) => path === topic)
  if (command) return commandHelp(command)
  const below = COMMANDS.filter(({ path }) => path.startsWith(`${topic} `))
  return below.length === 0 ? undefined : topicHelp(topic, below)
}

/** The paths of the commands whose help contains the text. */
export function searchHelp(text: string): readonly string[] {
  const part = text.toLowerCase()
  return COMMANDS.filter((command) => commandHelp(command).toLowerCase().includes(part)).map(
    ({ path }) => path
  )
}

/** `help …`. An unknown topic shows its nearest parent: `found` is then false. */
export function help(words: readonly string[]): Readonly<{ text: string; found: boolean }> {
  const [first, second, ...others] = words
  if (first === 'list') return { text: COMMANDS.map(({ path }) => path).join('\n'), found: true }
  if (first === 'find' && second !== undefined) {
    const topics = searchHelp((['topics', 'text'].includes(second) ? others : [second, ...others]).join(' '))
    return { text: topics.join('\n'), found: topics.length > 0 }
  }
  const exact = findTopic(words)
  if (exact !== undefined) return { text: exact, found: true }
  for (let count = words.length - 1; count >= 0; count--) {
    const parent = findTopic(words.slice(0, count))
    if (parent !== undefined) return { text: parent, found: false }
  }
  return { text: '', found: false }
}

/** ` Did you mean "csr dataset create"?`, or nothing. */
export const suggestCommand = (words: readonly string[]): string =>
  commandSuggestion(
    words,
    COMMANDS.map(({ path }) => path)
  ) || commandSuggestion(words, [...ENTRIES.map((one) => ('commands' in one ? one.name : one.path)), 'help'])
