/** `report.json`: how many lines were taken, and each one that was not, with its reason. @module */
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { ImportReportAnswers } from './import-report-schema.ts'
import { LineWriter } from './line-writer.ts'
import { type Rejection, rejectionMessages } from './rejection.ts'

export const reportName = 'report.json'

/** What an import came to; stands at the head of the report and decides the status of the dataset. */
export type ImportOutcome = Pick<
  ImportReport,
  'status' | 'acceptedLineCount' | 'rejectedLineCount' | 'durationTicks' | 'error'
>

type ImportReport = ImportReportAnswers['ImportReport']
export type ReportHead = Omit<ImportReport, 'details' | 'preview'>

/** Refused lines by number, as they would be accepted; undefined for those that only their author can correct. */
export type Corrections = ReadonlyMap<number, string | undefined>

export type RejectedLine = Readonly<{ filename: string; line?: number; inputText: string }> & Rejection

/** Characters of a refused line that the report repeats, as upstream does. */
const SHOWN_CHARACTERS = 47
const MAX_CORRECTIONS = 100_000

export const shortened = (text: string): string => {
  const characters = [...text]
  return characters.length > SHOWN_CHARACTERS ? `${characters.slice(0, SHOWN_CHARACTERS).join('')}...` : text
}

/** Gathers refused lines on the disk, since there may be as many as lines in the upload. */
export class ReportWriter {
  readonly #directory: string
  readonly #details: LineWriter
  readonly #corrections = new Map<number, string | undefined>()
  #rejected = 0
  #first: RejectedLine | undefined
  private constructor(directory: string, details: LineWriter) {
    this.#directory = directory
    this.#details = details
  }

  static async create(directory: string): Promise<ReportWriter> {
    return new ReportWriter(directory, await LineWriter.create(join(directory, 'refused.jsonl')))
  }

  get rejected(): number {
    return this.#rejected
  }

  /** Undefined once there are too many to be held: a file so far off is not corrected by machine. */
  get corrections(): Corrections | undefined {
    return this.#corrections.size < MAX_CORRECTIONS ? this.#corrections : undefined
  }

  /** The first line refused, to be named where a whole dataset is. */
  get first(): RejectedLine | undefined {
    return this.#first
  }

  async reject(rejected: RejectedLine): Promise<void> {
    this.#first ??= rejected
    this.#rejected += 1
    const { filename, line, column, code, inputText, found, accepted, corrected } = rejected
    if (line !== undefined && this.#corrections.size < MAX_CORRECTIONS) this.#corrections.set(line, corrected)
    await this.#details.line(
      JSON.stringify({
        filename,
        ...(line === undefined ? {} : { line }),
        ...(column === undefined ? {} : { column }),
        code,
        inputText: shortened(inputText),
        message: `Error: ${rejectionMessages[code]}.`,
        found,
        accepted,
        ...(corrected === undefined ? {} : { corrected }),
        status: 'Failed'
      })
        // Both are legal in JSON but end a line for the reader below.
        .replace(/\u2028/g, '\\u2028')
        .replace(/\u2029/g, '\\u2029')
    )
  }

  /** Writes `report.json`, head first, and removes the gathered lines. */
  async finish(head: ReportHead): Promise<void> {
    await this.#details.close()
    const gathered = join(this.#directory, 'refused.jsonl')
    const report = await LineWriter.create(join(this.#directory, reportName))
    try {
      await report.text(`${JSON.stringify(head, undefined, 2).slice(0, -2)},\n  "details": [`)
      let separator = '\n    '
      for await (const detail of createInterface({
        input: createReadStream(gathered),
        crlfDelay: Number.POSITIVE_INFINITY
      })) {
        await report.text(`${separator}${detail}`)
        separator = ',\n    '
      }
      await report.line(separator === '\n    ' ? ']\n}' : '\n  ]\n}')
    } finally {
      await report.close()
    }
    await rm(gathered)
  }

  async abandon(): Promise<void> {
    await this.#details.abandon()
  }
}

/** The head of a report, read without its details: `details` is the last key and starts its own line. */
export async function readReportHead(content: AsyncIterable<Uint8Array>): Promise<ReportHead> {
  let text = ''
  for await (const chunk of content) {
    text += Buffer.from(chunk).toString('latin1')
    const end = text.indexOf(',\n  "details": [')
    if (end >= 0)
      return JSON.parse(`${Buffer.from(text.slice(0, end), 'latin1').toString('utf8')}\n}`) as ReportHead
  }
  throw new Error('The report of the import has no details and cannot be read')
}
