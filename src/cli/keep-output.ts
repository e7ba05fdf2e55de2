/** `--output …`: parts of answers kept under names or written to files. @module */
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CommandFailed } from './command-failed.ts'
import { type Entity, idOf } from './service.ts'
import type { Options } from './session.ts'
import { columnsOf, terminal } from './terminal.ts'

const pretty = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

/** `@NAME` and `@@NAME` are names of config, `-` is standard output, the rest are files. */
export async function writeOutput(target: string, text: string, options: Options): Promise<void> {
  if (target === '-') terminal.out(text)
  else if (target.startsWith('@')) await options.config.keep(target.replace(/^@+/, ''), text)
  else await writeText(options.outputAt(target), text)
}

/** Files written by this command, for `--output zip`. */
export const writtenFiles = new Set<string>()

export async function writeText(path: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(resolve(path)), { recursive: true })
    await writeFile(path, text)
    writtenFiles.add(resolve(path))
  } catch (error) {
    throw new CommandFailed(`${path} cannot be written: ${(error as Error).message}`)
  }
}

async function addLine(target: string, line: string, { config }: Options): Promise<void> {
  await config.add(target.replace(/^@+/, ''), line)
}

/** The answer as a file, where that is asked for; `--output file` is something else to commands that fetch files. */
export async function keepJson(
  options: Options,
  value: unknown,
  keys: readonly ('outputJson' | 'outputFile')[] = ['outputJson']
): Promise<void> {
  for (const key of keys) {
    const target = options.one(key)
    if (target !== undefined) await writeOutput(target, pretty(value), options)
  }
}

/** Keeps the name of one entity under the names that the options give. */
export async function keepEntity(options: Options, entity: Entity): Promise<void> {
  const write_ = async (key: 'outputId' | 'outputUrl', text: string): Promise<void> => {
    const target = options.one(key)
    if (target !== undefined) await writeOutput(target, text, options)
  }
  await write_('outputId', idOf(entity))
  await write_('outputUrl', entity.self)
  for (const [key, text] of [
    ['addId', idOf(entity)],
    ['addUrl', entity.self]
  ] as const) {
    const target = options.one(key)
    if (target !== undefined) await addLine(target, text, options)
  }
}

/** Keeps what the options ask of a list. */
export async function keepList(options: Options, entities: readonly Entity[]): Promise<void> {
  const last = entities.at(-1)
  const parts = [
    ['outputIds', entities.map(idOf).join('\n')],
    ['outputUrls', entities.map(({ self }) => self).join('\n')],
    ['lastId', last ? idOf(last) : undefined],
    ['lastUrl', last?.self],
    ['outputJson', pretty({ values: entities })],
    ['outputFile', pretty({ values: entities })]
  ] as const
  for (const [key, text] of parts) {
    const target = options.one(key)
    if (target !== undefined && text !== undefined) await writeOutput(target, text, options)
  }
}

/** On a terminal a table, elsewhere JSON, unless asked otherwise. */
export function show(options: Options, value: unknown, table: (width: number) => string): void {
  const { stdout } = process
  options.answer = value
  if (options.flag('json')) terminal.out(pretty(value))
  else if (options.flag('table') || stdout.isTTY) terminal.out(table(columnsOf(stdout)))
  else if (!options.flag('quiet')) terminal.out(pretty(value))
}

/** Written beside its place and moved there, so that a broken download leaves no half file. */
export async function saveAnswer(answer: Response, path: string): Promise<void> {
  if (!answer.body) throw new CommandFailed(`${answer.url} answered nothing`)
  const source = Readable.fromWeb(answer.body as import('node:stream/web').ReadableStream<Uint8Array>)
  if (path === '-') {
    await pipeline(source, process.stdout, { end: false })
    return
  }
  const beside = `${path}.part`
  try {
    await mkdir(dirname(resolve(path)), { recursive: true })
    await pipeline(source, createWriteStream(beside))
    await rename(beside, path)
    writtenFiles.add(resolve(path))
  } catch (error) {
    await rm(beside, { force: true })
    throw new CommandFailed(`${path} cannot be written: ${(error as Error).message}`)
  }
}
