/** A Language source: accepted sentences in lexical form, and beside them as they were written. @module */
import { join } from 'node:path'
import { acceptedLines } from './accepted-lines.ts'
import { correcting, sentenceCandidates } from './corrections.ts'
import type { ReportWriter } from './import-report.ts'
import type { Imported, ImportTask } from './import-task.ts'
import { LineWriter } from './line-writer.ts'
import { plainTextLine } from './plain-text.ts'
import { sourceLines } from './source-lines.ts'

/** Line n of `accepted.txt` is the lexical form of line n of `original.txt`. */
export async function importPlainText(task: ImportTask, report: ReportWriter): Promise<Imported> {
  const { directory, dataset, lexical } = task
  const sentences = await LineWriter.create(join(directory, 'accepted.txt'))
  const originals = await LineWriter.create(join(directory, 'original.txt'))
  let accepted = 0
  try {
    const parse = correcting(
      (text) => plainTextLine(text, dataset.textNormalizationKind, lexical),
      sentenceCandidates(lexical)
    )
    for await (const { value } of acceptedLines(sourceLines(task), dataset.sourceFileName, parse, report)) {
      await sentences.line(value.lexical)
      await originals.line(value.original)
      accepted += 1
    }
  } finally {
    await sentences.close()
    await originals.close()
  }
  return { accepted }
}
