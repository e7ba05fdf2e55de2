#!/usr/bin/env node
/** `vernacular …`: the service from a terminal. @module */
import { CommandError, EXIT } from './command-error.ts'
import { expandFiles } from './command-line/argument-values.ts'
import { findCommand, leadingWords, parseArguments } from './command-line/parse-arguments.ts'
import { COMMANDS } from './commands/index.ts'
import { ConfigStore } from './config/config-store.ts'
import { listenForInterrupts } from './execution/interrupt.ts'
import { findTopic, help, suggestCommand } from './help/help.ts'
import { terminal } from './output/terminal.ts'

const HELP = new Set(['--help', '--?', '-h', '-?'])
/** The short options of config. */
const SHORT: Readonly<Record<string, string>> = {
  '-s': '--set',
  '-a': '--add',
  '-c': '--clear',
  '-f': '--find'
}

function showHelp(words: readonly string[]): number {
  const topic = words.filter((word) => !word.startsWith('-'))
  const { text, found } = help(topic)
  if (!found) terminal.warn(`There is no help for "${topic.join(' ')}".${suggestCommand(topic)}`)
  if (text !== '') terminal.out(text)
  return found ? EXIT.done : EXIT.failed
}

async function run(argv: readonly string[]): Promise<number> {
  const first = argv[0]?.toLowerCase()
  if (first === undefined) return showHelp([])
  if (first === 'help' && argv[1] === 'documentation') {
    const { manual } = await import('./help/manual.ts')
    terminal.out(manual())
    return EXIT.done
  }
  if (first === 'help') return showHelp(argv.slice(1))
  const helpAt = argv.findIndex((word) => HELP.has(word))
  if (helpAt >= 0) return showHelp(argv.slice(0, helpAt).filter((word) => !word.startsWith('@')))
  if (['--version', '--v', 'version'].includes(first)) {
    const { version } = await import('./version.ts')
    terminal.out(await version())
    return EXIT.done
  }
  const found = findCommand(argv, COMMANDS)
  if (!found) {
    rejectCommand(leadingWords(argv))
    return EXIT.usage
  }
  const { command, rest } = found
  const isConfig = command.path === 'config'
  const words = isConfig
    ? // An @NAME after config is a name to save or show.
      rest.map((word) => SHORT[word] ?? word)
    : await expandFiles(rest, new ConfigStore({ scope: command.path.split(' ')[0] }))
  const { runCommand } = await import('./execution/run-command.ts')
  return runCommand(parseArguments(command, words), command.run)
}

function rejectCommand(words: readonly string[]): void {
  const typed = words.join(' ')
  if (typed !== '' && findTopic(words) !== undefined) {
    terminal.fail(`"${typed}" needs a command.`, `SEE: vernacular help ${typed}`)
  } else {
    terminal.fail(
      `There is no command "${typed}".${suggestCommand(words)}`,
      `SEE: vernacular help ${parentTopic(words)}`.trim()
    )
  }
}

/** The longest beginning of the words that has help. */
function parentTopic(words: readonly string[]): string {
  for (let count = words.length - 1; count > 0; count--) {
    const parent = words.slice(0, count)
    if (findTopic(parent) !== undefined) return parent.join(' ')
  }
  return ''
}

// A reader such as `head` may close the pipe early, which is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.done)
  throw error
})
listenForInterrupts()
try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  if (error instanceof CommandError) terminal.fail(error.message, error.hint)
  else terminal.fail(error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.exitCode = error instanceof CommandError ? error.exitCode : EXIT.failed
}
