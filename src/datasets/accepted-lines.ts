/** Lines that a parser takes; those that it does not go to the report. Every line that is no blank does one or the other. @module */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ReportWriter } from './import-report.ts'
import { quoted, refuse, type Verdict } from './refusal.ts'
import { longestLineBytes, type TextLine } from './text-lines.ts'

export type AcceptedLine<T> = Readonly<{ line: TextLine; text: string; value: T }>

/** Longest stretch of work between two looks at what else the process has to do: people are being listened to. */
const turnMs = 8

export async function* acceptedLines<T>(
  lines: AsyncIterable<TextLine>,
  filename: string,
  parse: (text: string) => Verdict<T>,
  report: Pick<ReportWriter, 'refuse'>
): AsyncGenerator<AcceptedLine<T>> {
  let turnBegan = performance.now()
  for await (const line of lines) {
    if (performance.now() - turnBegan > turnMs) {
      await nextTurn()
      turnBegan = performance.now()
    }
    const verdict = judge(line, parse)
    if ('value' in verdict) yield { line, text: line.text ?? '', value: verdict.value }
    else await report.refuse({ filename, line: line.number, inputText: line.text ?? '', ...verdict.refusal })
  }
}

function judge<T>(line: TextLine, parse: (text: string) => Verdict<T>): Verdict<T> {
  if (line.tooLong)
    return refuse(
      'LineTooLong',
      `more than ${longestLineBytes} bytes, beginning with ${quoted(line.text ?? '', 20)}`,
      'one sentence or entry a line'
    )
  if (line.text === undefined)
    return refuse(
      'UndecodableBytes',
      'bytes that are not text in the encoding of the file',
      'UTF-8, UTF-16 with byte order mark, or for English Windows-1252; one encoding for the whole file'
    )
  return parse(line.text)
}
