#!/usr/bin/env node
/** `vernacular …`: the service from a terminal. @module */
import { commandOf, expandFiles, parse } from './arguments.ts'
import { CommandFailed, EXIT } from './command-failed.ts'
import { COMMANDS } from './definitions/index.ts'
import { help } from './help.ts'
import { listenForInterrupts } from './interrupt.ts'
import { terminal } from './terminal.ts'

const HELP = new Set(['--help', '--?', '-h', '-?'])
/** The short forms of config. */
const SHORT: Readonly<Record<string, string>> = {
  '-s': '--set',
  '-a': '--add',
  '-c': '--clear',
  '-f': '--find'
}

function showHelp(words: readonly string[]): number {
  const topic = words.filter((word) => !word.startsWith('-'))
  const { text, found } = help(topic)
  if (!found) terminal.warn(`There is no help on "${topic.join(' ')}".`)
  if (text !== '') terminal.out(text)
  return found ? EXIT.done : EXIT.failed
}

async function run(argv: readonly string[]): Promise<number> {
  const first = argv[0]?.toLowerCase()
  if (first === undefined) return showHelp([]) && EXIT.done
  if (first === 'help' && argv[1] === 'documentation') {
    const { manual } = await import('./manual.ts')
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
  const found = commandOf(argv, COMMANDS)
  if (!found) {
    showHelpOnError(argv)
    return EXIT.usage
  }
  const { ConfigStore } = await import('./config-store.ts')
  const config = new ConfigStore({ scope: found.command.path.split(' ')[0] })
  const short = found.command.path === 'config' ? found.rest.map((word) => SHORT[word] ?? word) : found.rest
  // Behind config an @ is a name.
  const words = found.command.path === 'config' ? short : await expandFiles(short, config)
  const work = await found.command.run()
  return (await work(parse(found.command, words))) ?? EXIT.done
}

function showHelpOnError(argv: readonly string[]): void {
  const words = argv.filter((word) => !word.startsWith('-') && !word.startsWith('@'))
  terminal.fail(`There is no command "${words.join(' ')}".`, `SEE: vernacular help ${words[0] ?? ''}`.trim())
}

// A reader that has seen enough, as `head`, is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.done)
  throw error
})
listenForInterrupts()
try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  if (error instanceof CommandFailed) terminal.fail(error.message, error.hint)
  else terminal.fail(error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.exitCode = error instanceof CommandFailed ? error.exitCode : EXIT.failed
}
