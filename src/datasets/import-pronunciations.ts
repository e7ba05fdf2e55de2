/** A Pronunciation source: accepted entries as `display<TAB>spoken`. @module */
import { join } from 'node:path'
import { acceptedLines } from './accepted-lines.ts'
import { correcting, pronunciationCandidates } from './corrections.ts'
import type { ReportWriter } from './import-report.ts'
import type { Imported, ImportTask } from './import-task.ts'
import { LineWriter } from './line-writer.ts'
import { pronunciationLine } from './pronunciation-line.ts'
import { sourceLines } from './source-lines.ts'

export async function importPronunciations(task: ImportTask, report: ReportWriter): Promise<Imported> {
  const entries = await LineWriter.create(join(task.directory, 'accepted.tsv'))
  const { sourceFileName } = task.dataset
  const parse = correcting(pronunciationLine, pronunciationCandidates(task.lexical))
  let accepted = 0
  try {
    for await (const { value } of acceptedLines(sourceLines(task), sourceFileName, parse, report)) {
      await entries.line(`${value.display}\t${value.spoken}`)
      accepted += 1
    }
  } finally {
    await entries.close()
  }
  return { accepted }
}
