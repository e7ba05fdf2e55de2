/** `serve`, `worker`, `demo`, `backup` and `restore`: what runs on the machine of the service, as child processes. @module */
import { resolve } from 'node:path'
import { WrongUsage } from '../command-failed.ts'
import type { Options } from '../session.ts'
import { dataFolder, runChild } from './child.ts'

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

export const backup = (options: Options): Promise<number> =>
  runChild('backup-command', ['backup', backupFile(options)], dataFolder(options))

export const restore = (options: Options): Promise<number> =>
  runChild('backup-command', ['restore', backupFile(options)], dataFolder(options))

export const demo = (options: Options): Promise<number> =>
  runChild(
    'demo/main',
    (['quick', 'exit'] as const).filter((name) => options.has(name)).map((name) => `--${name}`),
    {}
  )
