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

export async function writeOutputs(options: Options, all: readonly Heard[]): Promise<void> {
  const to = async (name: string, text: string, recording = ''): Promise<void> => {
    if (name === '-') terminal.out(text)
    else await writeText(options.outputAt(fileNamed(name, recording)), text)
  }
  for (const [key, ending, draw] of [
    ['outputSrt', 'srt', srt],
    ['outputVtt', 'vtt', vtt]
  ] as const) {
    const name = options.one(key)
    if (name === undefined) continue
    for (const { file, phrases } of all) {
      await to(name === 'true' ? `output.{id}.${ending}` : name, draw(phrases), file)
    }
  }
  if (options.flag('outputBatch') || options.has('outputBatchFile')) {
    const name = options.one('outputBatchFile') ?? 'output.{id}.{run.time}.json'
    if (name.includes('{id}')) for (const one of all) await to(name, batchResults([one]), one.file)
    else await to(name, batchResults(all))
  }
  for (const [key, option] of [
    ['outputAll', 'all'],
    ['outputEach', 'each']
  ] as const) {
    if (!options.has(key)) continue
    const table = readTable(options.all(key), option)
    const name = table.file ?? `${option === 'all' ? 'output' : 'each'}.{run.time}.${table.type}`
    await to(name, drawEvents(table, option, all))
  }
  const tsv = options.one('outputTsv')
  if (tsv !== undefined) await to(tsv === 'true' ? 'output.tsv' : tsv, linesOf(all))
  const json = options.one('outputJson') ?? (options.flag('json') ? '-' : undefined)
  if (json !== undefined) await to(json, `${JSON.stringify(all.map(shown), null, 2)}\n`)
  const file = options.one('outputFile')
  if (file !== undefined) await to(file, plainText(all, all.length > 1))
}

/** Texts on their way are for those who ask for events. */
export const shown = ({ partials: _partials, ...heard }: Heard): Heard => heard

/** @param named each text behind the name of its recording */
export const plainText = (all: readonly Heard[], named: boolean): string =>
  named ? linesOf(all) : `${all[0]?.text ?? ''}\n`

const linesOf = (all: readonly Heard[]): string =>
  all.map(({ file, text }) => `${file}\t${text.replace(/\s+/g, ' ')}\n`).join('')
