/** The lines of a text source on the disk, with progress by bytes. @module */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { ImportTask } from './import-task.ts'
import { type TextLine, textLines } from './text-lines.ts'

export const isEnglish = (locale: string): boolean => /^en\b/i.test(locale)

export async function* sourceLines(task: ImportTask): AsyncGenerator<TextLine> {
  const { sourcePath, dataset, signal, progress } = task
  const { size } = await stat(sourcePath)
  const lines = textLines(createReadStream(sourcePath), { english: isEnglish(dataset.locale), signal })
  for await (const line of lines) {
    progress(line.bytesRead / size, 'reading lines')
    yield line
  }
}
