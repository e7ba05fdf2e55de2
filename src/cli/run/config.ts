/** `config`: values kept between calls. @module */
import { WrongUsage } from '../command-failed.ts'
import { ConfigStore, HIVES, type Hive } from '../config-store.ts'
import type { Options } from '../session.ts'
import { terminal } from '../terminal.ts'

export async function runConfig(options: Options): Promise<number | undefined> {
  const words = [...options.call.rest]
  const hive = hiveOf(options, words)
  const given = words.find((word) => word.startsWith('@'))?.slice(1)
  const scope = options.one('scope') ?? words.find((word) => !word.startsWith('@'))
  const config = new ConfigStore()
  const scoped = (one: string): string => (scope === undefined ? one : `${scope}.${one}`)
  const name = given === undefined ? undefined : scoped(given)
  if (options.has('find') || (name === undefined && !options.has('clear') && !options.has('region'))) {
    if (options.has('set'))
      throw new WrongUsage('config --set needs the name.', 'USE: vernacular config @NAME --set VALUE')
    const pattern = options.one('find') ?? 'true'
    const wanted = (pattern === 'true' ? '' : pattern).replaceAll('*', '').replace(/^@/, '')
    const names = (await config.names()).filter((one) => one.includes(wanted))
    if (names.length > 0) terminal.out(names.join('\n'))
    return names.length > 0 ? 0 : 1
  }
  if (options.has('clear')) return clear(config, name ?? options.one('clear')?.replace(/^@/, ''))
  const target = name ?? scoped('region')
  const value = settable(options.all('set')) ?? options.one('region')
  if (value !== undefined) {
    terminal.say(`${target} is kept in ${await config.keep(target, value, hive)}`)
  } else if (options.has('add')) {
    terminal.say(`${target} is kept in ${await config.add(target, settable(options.all('add')) ?? '', hive)}`)
  } else {
    terminal.out(await config.require(target))
  }
  return 0
}

/** `--set V`, and `--set N V` or `--set N=V` for a line `N=V`; `@@x` is kept as `@x`. */
function settable(words: readonly string[]): string | undefined {
  const [first, second] = words
  if (first === undefined) return undefined
  return (second === undefined ? first : `${first}=${words.slice(1).join(' ')}`).replace(/^@@/, '@')
}

function hiveOf(options: Options, words: string[]): Hive | undefined {
  const at = words.findIndex((word) => isHive(word))
  const given = options.one('hive') ?? (at < 0 ? undefined : words.splice(at, 1)[0])
  if (given === undefined) return undefined
  if (isHive(given)) return given
  throw new WrongUsage(`"${given}" is no hive; accepted are ${HIVES.join(' and ')}.`)
}

const isHive = (word: string): word is Hive => (HIVES as readonly string[]).includes(word)

async function clear(config: ConfigStore, name: string | undefined): Promise<number> {
  if (name === undefined || name === 'true') {
    throw new WrongUsage('config --clear needs the name.', 'USE: vernacular config @NAME --clear')
  }
  if (await config.forget(name)) return 0
  terminal.warn(`@${name} is not kept.`)
  return 1
}
