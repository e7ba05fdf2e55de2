/** Lines that a parser takes; those that it does not go to the report. Every line that is no blank does one or the other. @module */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ReportWriter } from './import-report.ts'
import { type LineResult, quoted, reject } from './rejection.ts'
import { MAX_LINE_BYTES, type TextLine } from './text-lines.ts'

export type AcceptedLine<T> = Readonly<{ line: TextLine; text: string; value: T }>

/** Longest stretch of work between two looks at what else the process has to do: people are being listened to. */
const turnMs = 8

export async function* acceptedLines<T>(
  lines: AsyncIterable<TextLine>,
  filename: string,
  parse: (text: string) => LineResult<T>,
  report: Pick<ReportWriter, 'reject'>
): AsyncGenerator<AcceptedLine<T>> {
  let turnBegan = performance.now()
  for await (const line of lines) {
    if (performance.now() - turnBegan > turnMs) {
      await nextTurn()
      turnBegan = performance.now()
    }
    const result = check(line, parse)
    if ('value' in result) yield { line, text: line.text ?? '', value: result.value }
    else await report.reject({ filename, line: line.number, inputText: line.text ?? '', ...result.rejection })
  }
}

function check<T>(line: TextLine, parse: (text: string) => LineResult<T>): LineResult<T> {
  if (line.tooLong)
    return reject(
      'LineTooLong',
      `more than ${MAX_LINE_BYTES} bytes, beginning with ${quoted(line.text ?? '', 20)}`,
      'one sentence or entry per line'
    )
  if (line.text === undefined)
    return reject(
      'UndecodableBytes',
      'bytes that are not text in the encoding of the file',
      'UTF-8, UTF-16 with byte order mark, or for English Windows-1252; one encoding for the whole file'
    )
  return parse(line.text)
}
