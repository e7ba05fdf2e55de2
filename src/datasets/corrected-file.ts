/** The source with its mechanical corrections made, to be looked through and uploaded in its place. @module */
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import type { DatasetKind } from './dataset.ts'
import type { Corrections } from './import-report.ts'
import type { ImportTask } from './import-task.ts'
import { LineWriter } from './line-writer.ts'
import { isEnglish } from './source-lines.ts'
import { textLines } from './text-lines.ts'

/** Archives are not packed anew: the corrected lines of their transcripts stand in the report. */
export const correctedName = (kind: DatasetKind): string | undefined =>
  kind === 'Language' || kind === 'Pronunciation'
    ? 'corrected.txt'
    : kind === 'LanguageMarkdown'
      ? 'corrected.md'
      : undefined

/**
 * UTF-8 with byte order mark. Accepted lines as they are, blank ones too; refused ones corrected or left out, so that
 * a dataset made of this file has no refused line.
 */
export async function writeCorrected(
  { dataset, sourcePath, directory, signal }: ImportTask,
  corrections: Corrections
): Promise<void> {
  const name = correctedName(dataset.kind)
  if (name === undefined || ![...corrections.values()].some((line) => line !== undefined)) return
  const file = await LineWriter.create(join(directory, name))
  try {
    await file.text('\ufeff')
    let written = 0
    for await (const line of textLines(createReadStream(sourcePath), {
      english: isEnglish(dataset.locale),
      signal
    })) {
      for (let blank = written + 1; blank < line.number; blank++) await file.line('')
      written = line.number
      const text = corrections.has(line.number) ? corrections.get(line.number) : line.text
      if (text !== undefined) await file.line(text)
    }
  } finally {
    await file.close()
  }
}
