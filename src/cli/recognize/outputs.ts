/** What was heard, as the options ask for it: subtitles, tables, JSON and plain text. @module */
import { WrongUsage } from '../command-failed.ts'
import { writeText } from '../keep-output.ts'
import type { Options } from '../session.ts'
import { terminal } from '../terminal.ts'
import { batchResults } from './batch-results.ts'
import { drawEvents, readTable } from './event-columns.ts'
import { fileNamed, isOwn } from './file-names.ts'
import type { Heard } from './heard.ts'
import { srt, vtt } from './subtitles.ts'

/** Where one of them is asked for, plain text is not written. */
const WRITTEN = [
  'outputSrt',
  'outputVtt',
  'outputTsv',
  'outputJson',
  'outputFile',
  'outputBatch',
  'outputBatchFile',
  'outputAll',
  'outputEach',
  'json'
] as const

export const plainly = (options: Options): boolean => WRITTEN.every((key) => !options.has(key))

/** Before anything is heard: names that cannot be, and columns that there are none of. @throws WrongUsage */
export function checkOutputs(options: Options, recordings: number): void {
  for (const key of ['outputSrt', 'outputVtt'] as const) {
    const name = options.one(key)
    if (name !== undefined && name !== 'true' && !isOwn(name) && recordings > 1) {
      throw new WrongUsage(
        `--output ${key === 'outputSrt' ? 'srt' : 'vtt'} ${name} names one file, and there are ${recordings}; leave the name out, or write {id} in it.`
      )
    }
  }
  if (options.has('outputAll')) readTable(options.all('outputAll'), 'all')
  if (options.has('outputEach')) readTable(options.all('outputEach'), 'each')
}

/** Processes of their own cannot write one file. @throws WrongUsage naming the option */
export function refuseShared(options: Options): void {
  const names = (
    ['outputTsv', 'outputJson', 'outputFile', 'outputSrt', 'outputVtt', 'outputBatchFile'] as const
  )
    .filter((key) => options.has(key))
    .map((key) =>
      key === 'outputTsv' ? (options.one(key) ?? '').replace('true', 'output.tsv') : options.one(key)
    )
  const tables = (['outputAll', 'outputEach'] as const)
    .filter((key) => options.has(key))
    .map((key) => readTable(options.all(key), key === 'outputAll' ? 'all' : 'each').file)
  const one = [...names, ...tables].find(
    (name) => name !== undefined && name !== 'true' && !isOwn(name) && !name.includes('{pid}')
  )
  if (one === undefined) return
  throw new WrongUsage(
    `${one} would be written by each of the processes; write {id} or {pid} in the name, or take --threads.`
  )
}

/** What was written so far under a name that several runs of one command share. */
const shared = new Map<string, Heard[]>()

export async function writeOutputs(options: Options, all: readonly Heard[]): Promise<void> {
  const to = async (name: string, text: string, id = ''): Promise<void> => {
    if (name === '-') terminal.out(text)
    else await writeText(options.outputAt(fileNamed(name, id)), text)
  }
  /** Files that name no recording hold all of them, whichever run heard it. */
  const toShared = async (key: string, name: string, draw: Draw): Promise<void> => {
    const before = shared.get(`${key} ${name}`) ?? []
    const now = [...before, ...all]
    shared.set(`${key} ${name}`, now)
    if (name === '-') terminal.out(draw(all, before.length === 0))
    else await to(name, draw(now, true))
  }
  for (const [key, ending, draw] of [
    ['outputSrt', 'srt', srt],
    ['outputVtt', 'vtt', vtt]
  ] as const) {
    const name = options.one(key)
    if (name === undefined) continue
    for (const { id, phrases } of all) {
      await to(name === 'true' ? `output.{id}.${ending}` : name, draw(phrases), id)
    }
  }
  if (options.flag('outputBatch') || options.has('outputBatchFile')) {
    const name = options.one('outputBatchFile') ?? 'output.{id}.{run.time}.json'
    if (name.includes('{id}')) for (const one of all) await to(name, batchResults([one]), one.id)
    else await toShared('batch', name, batchResults)
  }
  for (const option of ['all', 'each'] as const) {
    const key = option === 'all' ? 'outputAll' : 'outputEach'
    if (!options.has(key)) continue
    const table = readTable(options.all(key), option)
    const name = table.file ?? `${option === 'all' ? 'output' : 'each'}.{run.time}.${table.type}`
    await toShared(option, name, (heard, first) =>
      drawEvents({ ...table, header: table.header && first }, option, heard)
    )
  }
  const tsv = options.one('outputTsv')
  if (tsv !== undefined) await toShared('tsv', tsv === 'true' ? 'output.tsv' : tsv, linesOf)
  const json = options.one('outputJson') ?? (options.flag('json') ? '-' : undefined)
  if (json !== undefined) {
    await toShared('json', json, (heard) => `${JSON.stringify(heard.map(shown), null, 2)}\n`)
  }
  const file = options.one('outputFile')
  if (file !== undefined) await toShared('file', file, (heard) => plainText(heard, heard.length > 1))
}

/** `first`: nothing stands before it. */
type Draw = (heard: readonly Heard[], first: boolean) => string

/** Texts on their way are for those who ask for events. */
export const shown = ({ partials: _partials, ...heard }: Heard): Heard => heard

/** @param named each text behind the name of its recording */
export const plainText = (all: readonly Heard[], named: boolean): string =>
  named ? linesOf(all) : `${all[0]?.text ?? ''}\n`

const linesOf = (all: readonly Heard[]): string =>
  all.map(({ file, text }) => `${file}\t${text.replace(/\s+/g, ' ')}\n`).join('')
