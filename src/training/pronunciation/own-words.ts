/** The words of a trained model and how they are said in it, as its bundle holds them. @module */

import { bundlePrefix, REPORT_FILE } from '../../models/index.ts'
import type { FileStore } from '../../platform/index.ts'
import type { AddedWord, WordsReport } from '../words-report.ts'

export type ModelWord = AddedWord &
  Readonly<{
    /** Whether the base could not say the word at all. */
    added: boolean
  }>

/** Sorted by word; those that the model cannot say are left out. */
export async function readModelWords(files: FileStore, id: string): Promise<readonly ModelWord[]> {
  const report = JSON.parse(await files.readText(`${bundlePrefix(id)}/${REPORT_FILE}`)) as {
    words?: WordsReport
  }
  const { added = [], extended = [] } = report.words ?? {}
  return [
    ...added.map((word) => ({ ...word, added: true })),
    ...extended.map((word) => ({ ...word, added: false }))
  ].sort((a, b) => (a.word < b.word ? -1 : 1))
}
