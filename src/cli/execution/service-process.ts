/** Parts of the service that a command runs on this machine, as child processes. @module */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { CommandError, EXIT } from '../command-error.ts'
import { dataFolder } from '../options/data-folder.ts'
import type { CommandContext } from './command-context.ts'

/** The built entry point, or its source where the command itself runs from source. */
function entry(name: string): string {
  const built = fileURLToPath(new URL(`../../${name}.js`, import.meta.url))
  return existsSync(built) ? built : fileURLToPath(new URL(`../../${name}.ts`, import.meta.url))
}

/** @returns the exit code of the process */
export async function runServiceProcess(
  name: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>>
): Promise<number> {
  const file = entry(name)
  if (!existsSync(file)) throw new CommandError(`${file} is missing.`, { hint: 'TRY: npm run build' })
  const child = spawn(process.execPath, [...process.execArgv, '--enable-source-maps', file, ...words], {
    stdio: 'inherit',
    env: { ...process.env, ...environment }
  })
  // The child decides when to exit; the command only passes signals on.
  process.removeAllListeners('SIGINT')
  process.removeAllListeners('SIGTERM')
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  const [code] = (await once(child, 'exit')) as [number | null]
  return code ?? EXIT.interrupted
}

/** The environment that passes `--data dir` on to the process. */
export const dataFolderEnvironment = (context: CommandContext): Readonly<Record<string, string>> => {
  const folder = context.value(dataFolder)
  return folder === undefined ? {} : { VERNACULAR_DATA_DIR: folder }
}
