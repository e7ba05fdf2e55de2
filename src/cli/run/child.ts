/** Parts of the service that run on its machine, as child processes of the command. @module */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { CommandFailed, EXIT } from '../command-failed.ts'
import type { Options } from '../session.ts'

/** The built entry, or the source where the command itself runs from source. */
function entry(name: string): string {
  const built = fileURLToPath(new URL(`../../${name}.js`, import.meta.url))
  return existsSync(built) ? built : fileURLToPath(new URL(`../../${name}.ts`, import.meta.url))
}

export async function runChild(
  name: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>>
): Promise<number> {
  const file = entry(name)
  if (!existsSync(file)) throw new CommandFailed(`${file} is missing.`, { hint: 'TRY: npm run build' })
  const child = spawn(process.execPath, [...process.execArgv, '--enable-source-maps', file, ...words], {
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

/** The data folder that the line names, for the child. */
export const dataFolder = (options: Options): Readonly<Record<string, string>> => {
  const folder = options.one('dataDir')
  return folder === undefined ? {} : { VERNACULAR_DATA_DIR: folder }
}
