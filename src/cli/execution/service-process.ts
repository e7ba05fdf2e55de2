/** Parts of the service that a command runs on this machine, as child processes. @module */

import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { CommandError, EXIT } from '../command-error.ts'
import { dataFolder } from '../options/data-folder.ts'
import type { CommandContext } from './command-context.ts'

/** The built entry point, or its source where the command itself runs from source. */
function entry(name: string): string {
  const built = fileURLToPath(new URL(`../../${name}.js`, import.meta.url))
  return existsSync(built) ? built : fileURLToPath(new URL(`../../${name}.ts`, import.meta.url))
}

function builtEntry(name: string): string {
  const file = entry(name)
  if (existsSync(file)) return file
  throw new CommandError(`${file} is missing.`, { hint: 'TRY: npm run build' })
}

/** @returns standard output of the process. @throws CommandError with its standard error when it fails */
export async function outputOfServiceProcess(
  name: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>>
): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [...process.execArgv, '--enable-source-maps', builtEntry(name), ...words],
      { env: { ...process.env, ...environment }, maxBuffer: 2 ** 28 }
    )
    return stdout
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string }
    throw new CommandError(stderr?.trim() || message)
  }
}

/** @returns the exit code of the process */
export async function runServiceProcess(
  name: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>>
): Promise<number> {
  const file = builtEntry(name)
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
