/** `--file` and `--files`: the recordings that are named, by patterns and lists too. @module */
import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { lookedUp } from './arguments.ts'
import { CommandFailed } from './command-failed.ts'
import type { Options } from './session.ts'

/** As they were named. @throws CommandFailed when patterns match nothing */
export async function audioFilesOf(options: Options): Promise<readonly string[]> {
  const patterns = options.all('files')
  const named = await Promise.all(
    patterns
      .flatMap((pattern) => pattern.split(';'))
      .map(async (pattern) =>
        pattern.startsWith('@')
          ? linesOf(await lookedUp(pattern, options.config))
          : /[*?]/.test(pattern)
            ? matching(options, pattern)
            : [pattern]
      )
  )
  const files = [...(options.one('file') ?? '').split(';'), ...named.flat()]
    .map((file) => file.trim())
    .filter((file) => file !== '')
  if (files.length === 0 && patterns.length > 0) {
    throw new CommandFailed(`No file matches ${patterns.join(' ')}.`)
  }
  return files
}

export const linesOf = (text: string): readonly string[] =>
  text
    .split(/[;\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')

async function matching(options: Options, pattern: string): Promise<readonly string[]> {
  const name = new RegExp(
    `^${basename(pattern)
      .replace(/[.+^$(){}|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`
  )
  const names = await readdir(options.inputAt(dirname(pattern))).catch(() => [])
  return names
    .filter((one) => name.test(one))
    .sort()
    .map((one) => join(dirname(pattern), one))
}
