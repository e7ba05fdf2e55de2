/** Writes recognized speech as the options say: subtitles, tables, JSON or plain text. @module */

import { UsageError } from '../command-error.ts'
import { shortName } from '../command-line/option-names.ts'
import type { CommandContext } from '../execution/command-context.ts'
import { display, outputFile, outputJson } from '../options/outputs.ts'
import { writeText } from '../output/save-output.ts'
import { terminal } from '../output/terminal.ts'
import { batchResults } from './batch-results.ts'
import { fillFileName, isPerRecording } from './file-names.ts'
import type { RecognizedAudio } from './recognition-result.ts'
import { recognition } from './recognize-options.ts'
import { formatTable, readTable } from './result-tables.ts'
import { srt, vtt } from './subtitles.ts'

/** With any of them, plain text is not printed. */
const FORMATS = [
  recognition.outputSrt,
  recognition.outputVtt,
  recognition.outputTsv,
  outputJson,
  outputFile,
  recognition.outputBatch,
  recognition.outputBatchFile,
  recognition.outputAll,
  recognition.outputEach,
  display.json
]

export const isPlainText = (context: CommandContext): boolean =>
  FORMATS.every((format) => !context.has(format))

/** Checks file names and columns before anything is recognized. @throws UsageError */
export function checkOutputs(context: CommandContext, recordings: number): void {
  for (const key of [recognition.outputSrt, recognition.outputVtt]) {
    const name = context.value(key)
    if (name !== undefined && name !== 'true' && !isPerRecording(name) && recordings > 1) {
      throw new UsageError(
        `--${shortName(key)} ${name} names one file for ${recordings} recordings. Leave out the name, or put {id} in it.`
      )
    }
  }
  if (context.has(recognition.outputAll)) readTable(context.values(recognition.outputAll), 'all')
  if (context.has(recognition.outputEach)) readTable(context.values(recognition.outputEach), 'each')
}

/** Separate processes cannot write the same file. @throws UsageError naming the file */
export function rejectSharedFiles(context: CommandContext): void {
  const names = [
    recognition.outputTsv,
    outputJson,
    outputFile,
    recognition.outputSrt,
    recognition.outputVtt,
    recognition.outputBatchFile
  ]
    .filter((key) => context.has(key))
    .map((key) =>
      key === recognition.outputTsv
        ? (context.value(key) ?? '').replace('true', 'output.tsv')
        : context.value(key)
    )
  const tables = [recognition.outputAll, recognition.outputEach]
    .filter((key) => context.has(key))
    .map((key) => readTable(context.values(key), key === recognition.outputAll ? 'all' : 'each').file)
  const one = [...names, ...tables].find(
    (name) => name !== undefined && name !== 'true' && !isPerRecording(name) && !name.includes('{pid}')
  )
  if (one === undefined) return
  throw new UsageError(
    `${one} would be written by each of the processes. Put {id} or {pid} in the name, or use --threads.`
  )
}

/** What several runs of one command have written to each shared file so far. */
const shared = new Map<string, RecognizedAudio[]>()

export async function writeOutputs(context: CommandContext, all: readonly RecognizedAudio[]): Promise<void> {
  const to = async (name: string, text: string, id = ''): Promise<void> => {
    if (name === '-') terminal.out(text)
    else await writeText(context.outputPath(fillFileName(name, id)), text)
  }
  /** A file without {id} in its name holds the recordings of all runs. */
  const toShared = async (key: string, name: string, format: Format): Promise<void> => {
    const before = shared.get(`${key} ${name}`) ?? []
    const now = [...before, ...all]
    shared.set(`${key} ${name}`, now)
    if (name === '-') terminal.out(format(all, before.length === 0))
    else await to(name, format(now, true))
  }
  for (const [key, extension, format] of [
    [recognition.outputSrt, 'srt', srt],
    [recognition.outputVtt, 'vtt', vtt]
  ] as const) {
    const name = context.value(key)
    if (name === undefined) continue
    for (const { id, phrases } of all) {
      await to(name === 'true' ? `output.{id}.${extension}` : name, format(phrases), id)
    }
  }
  if (context.flag(recognition.outputBatch) || context.has(recognition.outputBatchFile)) {
    const name = context.value(recognition.outputBatchFile) ?? 'output.{id}.{run.time}.json'
    if (name.includes('{id}')) for (const one of all) await to(name, batchResults([one]), one.id)
    else await toShared('batch', name, batchResults)
  }
  for (const option of ['all', 'each'] as const) {
    const key = option === 'all' ? recognition.outputAll : recognition.outputEach
    if (!context.has(key)) continue
    const table = readTable(context.values(key), option)
    const name = table.file ?? `${option === 'all' ? 'output' : 'each'}.{run.time}.${table.type}`
    await toShared(option, name, (recognized, first) =>
      formatTable({ ...table, header: table.header && first }, option, recognized)
    )
  }
  const tsv = context.value(recognition.outputTsv)
  if (tsv !== undefined) await toShared('tsv', tsv === 'true' ? 'output.tsv' : tsv, linesOf)
  const json = context.value(outputJson) ?? (context.flag(display.json) ? '-' : undefined)
  if (json !== undefined) {
    await toShared(
      'json',
      json,
      (recognized) => `${JSON.stringify(recognized.map(withoutHypotheses), null, 2)}\n`
    )
  }
  const file = context.value(outputFile)
  if (file !== undefined)
    await toShared('file', file, (recognized) => plainText(recognized, recognized.length > 1))
}

/** `first`: it begins the file. */
type Format = (recognized: readonly RecognizedAudio[], first: boolean) => string

/** JSON results have no hypotheses; tables of events do. */
export const withoutHypotheses = ({
  hypotheses: _hypotheses,
  ...recognized
}: RecognizedAudio): RecognizedAudio => recognized

/** @param named each text after the name of its recording */
export const plainText = (all: readonly RecognizedAudio[], named: boolean): string =>
  named ? linesOf(all) : `${all[0]?.text ?? ''}\n`

const linesOf = (all: readonly RecognizedAudio[]): string =>
  all.map(({ file, text }) => `${file}\t${text.replace(/\s+/g, ' ')}\n`).join('')
