/** `--output …`: results saved under names or written to files. @module */

import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CommandError } from '../command-error.ts'
import type { Option } from '../command-line/option.ts'
import type { CommandContext } from '../execution/command-context.ts'
import { display, listReferences, outputFile, outputJson, references } from '../options/outputs.ts'
import { type Entity, idOf } from '../service/service-client.ts'
import { columnsOf, terminal } from './terminal.ts'

/** Indented, as people and scripts for spx expect it. */
const formatJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

/** `@NAME` and `@@NAME` are saved by config, `-` is standard output, anything else is a file. */
export async function writeOutput(target: string, text: string, context: CommandContext): Promise<void> {
  if (target === '-') terminal.out(text)
  else if (target.startsWith('@')) await context.config.set(target.replace(/^@+/, ''), text)
  else await writeText(context.outputPath(target), text)
}

/** Files written by this command, for `--output zip`. */
export const writtenFiles = new Set<string>()

export async function writeText(path: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(resolve(path)), { recursive: true })
    await writeFile(path, text)
    writtenFiles.add(resolve(path))
  } catch (error) {
    throw new CommandError(`${path} cannot be written: ${(error as Error).message}`)
  }
}

/** Writes the result to each of the files that the options name. */
export async function saveJson(
  context: CommandContext,
  value: unknown,
  options: readonly Option[] = [outputJson]
): Promise<void> {
  for (const option of options) {
    const target = context.value(option)
    if (target !== undefined) await writeOutput(target, formatJson(value), context)
  }
}

/** Saves the ID and the URL of one resource under the names that the options give. */
export async function saveReferences(context: CommandContext, entity: Entity): Promise<void> {
  for (const [option, text] of [
    [references.id, idOf(entity)],
    [references.url, entity.self]
  ] as const) {
    const target = context.value(option)
    if (target !== undefined) await writeOutput(target, text, context)
  }
  for (const [option, text] of [
    [references.addId, idOf(entity)],
    [references.addUrl, entity.self]
  ] as const) {
    const target = context.value(option)
    if (target !== undefined) await context.config.add(target.replace(/^@+/, ''), text)
  }
}

/** Saves what the options ask for of a list. */
export async function saveList(context: CommandContext, entities: readonly Entity[]): Promise<void> {
  const last = entities.at(-1)
  const parts = [
    [listReferences.ids, entities.map(idOf).join('\n')],
    [listReferences.urls, entities.map(({ self }) => self).join('\n')],
    [listReferences.lastId, last ? idOf(last) : undefined],
    [listReferences.lastUrl, last?.self],
    [outputJson, formatJson({ values: entities })],
    [outputFile, formatJson({ values: entities })]
  ] as const
  for (const [option, text] of parts) {
    const target = context.value(option)
    if (target !== undefined && text !== undefined) await writeOutput(target, text, context)
  }
}

/** Prints a table on a terminal and JSON elsewhere, unless an option says otherwise. */
export function showResult(context: CommandContext, value: unknown, table: (width: number) => string): void {
  const { stdout } = process
  context.result = value
  if (context.flag(display.json)) terminal.out(formatJson(value))
  else if (context.flag(display.table) || stdout.isTTY) terminal.out(table(columnsOf(stdout)))
  else if (!context.flag(display.quiet)) terminal.out(formatJson(value))
}

/** Saves the body of a response; a broken download leaves no partial file. */
export async function saveResponse(response: Response, path: string): Promise<void> {
  const { body } = response
  if (!body) throw new CommandError(`${response.url} returned an empty response.`)
  // Opened only where something listens for its errors.
  const source = (): Readable =>
    Readable.fromWeb(body as import('node:stream/web').ReadableStream<Uint8Array>)
  if (path === '-') {
    await pipeline(source(), process.stdout, { end: false })
    return
  }
  const partial = `${path}.part`
  try {
    await mkdir(dirname(resolve(path)), { recursive: true })
    await pipeline(source(), createWriteStream(partial))
    await rename(partial, path)
    writtenFiles.add(resolve(path))
  } catch (error) {
    await rm(partial, { force: true })
    throw new CommandError(`${path} cannot be written: ${(error as Error).message}`)
  }
}
