/** `config`: values saved between calls. @module */

import { UsageError } from '../command-error.ts'
import { option } from '../command-line/option.ts'
import { ConfigStore, HIVES, type Hive } from '../config/config-store.ts'
import type { CommandContext } from '../execution/command-context.ts'
import { connection } from '../options/connection.ts'
import { display } from '../options/outputs.ts'
import { terminal } from '../output/terminal.ts'
import type { TopLevelCommand } from './command.ts'

const set = option({
  name: 'set',
  value: 'VALUE',
  multiple: true,
  keepsAt: true,
  help: 'Save this value'
})
const add = option({
  name: 'add',
  value: 'VALUE',
  multiple: true,
  keepsAt: true,
  help: 'Append this value as a new line'
})
const clear = option({ name: 'clear', value: '[NAME]', keepsAt: true, help: 'Delete the value' })
const find = option({
  name: 'find',
  value: '[PATTERN]',
  keepsAt: true,
  help: 'List the names of saved values'
})
const hive = option({
  name: 'hive',
  value: 'HIVE',
  default: 'local if it exists, else user',
  help: 'Where to save: local (.vernacular/ in this folder or above) or user (~/.vernacular/)'
})
const scope = option({
  name: '(scope|command)',
  value: 'COMMAND',
  help: 'Save the value for this command only'
})

export const config: TopLevelCommand = {
  section: 'Set up',
  path: 'config',
  summary: 'Save and show values and default options',
  arguments: '[HIVE] [COMMAND] [@NAME]',
  options: [set, add, clear, find, connection.region, hive, scope],
  groups: [{ quiet: display.quiet }],
  examples: [
    { comment: 'The service and its key', line: 'config @url --set http://127.0.0.1:8640' },
    { line: 'config @key --set KEY' },
    { comment: 'For csr only', line: 'config csr @region --set local' },
    {
      comment: 'A default option for every call',
      line: 'config @my.defaults --add csr.api.endpoint=https://speech.example.org/speechtotext/v3.2'
    },
    { comment: 'The names of all saved values', line: 'config --find' }
  ],
  run: configure
}

async function configure(context: CommandContext): Promise<number | undefined> {
  const words = [...context.call.arguments]
  const target = hiveOf(context, words)
  const named = words.find((word) => word.startsWith('@'))?.slice(1)
  const command = context.value(scope) ?? words.find((word) => !word.startsWith('@'))
  const store = new ConfigStore()
  const scoped = (one: string): string => (command === undefined ? one : `${command}.${one}`)
  const name = named === undefined ? undefined : scoped(named)
  if (context.has(find) || (name === undefined && !context.has(clear) && !context.has(connection.region))) {
    if (context.has(set))
      throw new UsageError('config --set needs a name.', 'USE: vernacular config @NAME --set VALUE')
    const pattern = context.value(find) ?? 'true'
    const part = (pattern === 'true' ? '' : pattern).replaceAll('*', '').replace(/^@/, '')
    const names = (await store.names()).filter((one) => one.includes(part))
    if (names.length > 0) terminal.out(names.join('\n'))
    return names.length > 0 ? 0 : 1
  }
  if (context.has(clear)) return clearValue(store, name ?? context.value(clear)?.replace(/^@/, ''))
  const saved = name ?? scoped('region')
  const value = valueToSave(context.values(set)) ?? context.value(connection.region)
  if (value !== undefined) {
    terminal.info(`Saved ${saved} in ${await store.set(saved, value, target)}`)
  } else if (context.has(add)) {
    terminal.info(
      `Saved ${saved} in ${await store.add(saved, valueToSave(context.values(add)) ?? '', target)}`
    )
  } else {
    terminal.out(await store.require(saved))
  }
  return 0
}

/** `--set V`; `--set N V` and `--set N=V` save the line `N=V`; `@@x` is saved as `@x`. */
function valueToSave(words: readonly string[]): string | undefined {
  const [first, second] = words
  if (first === undefined) return undefined
  return (second === undefined ? first : `${first}=${words.slice(1).join(' ')}`).replace(/^@@/, '@')
}

function hiveOf(context: CommandContext, words: string[]): Hive | undefined {
  const at = words.findIndex((word) => isHive(word))
  const provided = context.value(hive) ?? (at < 0 ? undefined : words.splice(at, 1)[0])
  if (provided === undefined) return undefined
  if (isHive(provided)) return provided
  throw new UsageError(`Unknown hive "${provided}"; expected ${HIVES.join(' or ')}.`)
}

const isHive = (word: string): word is Hive => (HIVES as readonly string[]).includes(word)

async function clearValue(store: ConfigStore, name: string | undefined): Promise<number> {
  if (name === undefined || name === 'true') {
    throw new UsageError('config --clear needs a name.', 'USE: vernacular config @NAME --clear')
  }
  if (await store.remove(name)) return 0
  terminal.warn(`@${name} is not saved.`)
  return 1
}
