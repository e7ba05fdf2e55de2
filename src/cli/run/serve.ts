/** `serve`, `worker`, `demo`, `backup` and `restore`: what runs on the machine of the service, as child processes. @module */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CommandFailed, EXIT, WrongUsage } from '../command-failed.ts'
import type { Options } from '../session.ts'

/** The built entry, or the source where the command itself runs from source. */
function entry(name: string): string {
  const built = fileURLToPath(new URL(`../../${name}.js`, import.meta.url))
  return existsSync(built) ? built : fileURLToPath(new URL(`../../${name}.ts`, import.meta.url))
}

async function runChild(
  name: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>>
): Promise<number> {
  const file = entry(name)
  if (!existsSync(file)) throw new CommandFailed(`${file} is missing.`, { hint: 'TRY: npm run build' })
  const child = spawn(process.execPath, [...process.execArgv, file, ...words], {
    stdio: 'inherit',
    env: { ...process.env, ...environment }
  })
  // The child ends in its own good time; the command only passes on what it is told.
  process.removeAllListeners('SIGINT')
  process.removeAllListeners('SIGTERM')
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  const [code] = (await once(child, 'exit')) as [number | null]
  return code ?? EXIT.interrupted
}

const SETTINGS = [
  ['host', 'VERNACULAR_HOST'],
  ['port', 'VERNACULAR_PORT'],
  ['dataDir', 'VERNACULAR_DATA_DIR'],
  ['key', 'VERNACULAR_KEY'],
  ['jobs', 'VERNACULAR_JOBS']
] as const

function settingsIn(options: Options): Readonly<Record<string, string>> {
  const given = SETTINGS.flatMap(([key, name]) => {
    const value = options.one(key)
    return value === undefined ? [] : [[name, value] as const]
  })
  return Object.fromEntries(given)
}

export const serve = (options: Options): Promise<number> => runChild('main', [], settingsIn(options))

export const worker = (options: Options): Promise<number> =>
  runChild('worker-command', [], settingsIn(options))

const backupFile = (options: Options): string => {
  const [file] = options.call.rest
  if (file !== undefined) return resolve(file)
  const { path } = options.call.command
  throw new WrongUsage(`${path} needs the file.`, `USE: vernacular ${path} vernacular.zip`)
}

const dataFolder = (options: Options): Readonly<Record<string, string>> => {
  const folder = options.one('dataDir')
  return folder === undefined ? {} : { VERNACULAR_DATA_DIR: folder }
}

export const backup = (options: Options): Promise<number> =>
  runChild('backup-command', ['backup', backupFile(options)], dataFolder(options))

export const restore = (options: Options): Promise<number> =>
  runChild('backup-command', ['restore', backupFile(options)], dataFolder(options))

export const demo = (options: Options): Promise<number> =>
  runChild('demo/main', options.has('exit') ? ['--exit'] : [], {})
