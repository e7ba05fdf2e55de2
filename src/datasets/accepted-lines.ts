/** Lines that a parser takes; those that it does not go to the report. Every line that is no blank does one or the other. @module */
import type { ReportWriter } from './import-report.ts'
import { quoted, refuse, type Verdict } from './refusal.ts'
import { longestLineBytes, type TextLine } from './text-lines.ts'

export type AcceptedLine<T> = Readonly<{ line: TextLine; text: string; value: T }>

export async function* acceptedLines<T>(
  lines: AsyncIterable<TextLine>,
  filename: string,
  parse: (text: string) => Verdict<T>,
  report: ReportWriter
): AsyncGenerator<AcceptedLine<T>> {
  for await (const line of lines) {
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
