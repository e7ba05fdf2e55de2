/** `--file` and `--files`: audio files by name, pattern or list. @module */

import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { CommandError } from '../command-error.ts'
import { resolveValue } from '../command-line/argument-values.ts'
import type { CommandContext } from '../execution/command-context.ts'
import { recognition } from './recognize-options.ts'

/** @returns paths as written. @throws CommandError when no file matches a pattern */
export async function audioFilesOf(context: CommandContext): Promise<readonly string[]> {
  const patterns = context.values(recognition.files)
  const named = await Promise.all(
    patterns
      .flatMap((pattern) => pattern.split(';'))
      .map(async (pattern) =>
        pattern.startsWith('@')
          ? linesOf(await resolveValue(pattern, context.config))
          : /[*?]/.test(pattern)
            ? matching(context, pattern)
            : [pattern]
      )
  )
  const files = [...(context.value(recognition.file) ?? '').split(';'), ...named.flat()]
    .map((file) => file.trim())
    .filter((file) => file !== '')
  if (files.length === 0 && patterns.length > 0) {
    throw new CommandError(`No file matches ${patterns.join(' ')}.`)
  }
  return files
}

export const linesOf = (text: string): readonly string[] =>
  text
    .split(/[;\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')

async function matching(context: CommandContext, pattern: string): Promise<readonly string[]> {
  const name = new RegExp(
    `^${basename(pattern)
      .replace(/[.+^$(){}|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`
  )
  const names = await readdir(context.inputPath(dirname(pattern))).catch(() => [])
  return names
    .filter((one) => name.test(one))
    .sort()
    .map((one) => join(dirname(pattern), one))
}
