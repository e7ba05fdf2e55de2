/** The words that a trained model added, with their pronunciations, from its bundle. @module */

import { bundlePrefix, REPORT_FILE } from '../../models/index.ts'
import type { FileStore } from '../../platform/index.ts'
import type { AddedWord, WordsReport } from '../words-report.ts'

export type ModelWord = AddedWord &
  Readonly<{
    /** Whether the base has no pronunciation of the word. */
    added: boolean
  }>

/** Sorted by word; words without a pronunciation are left out. */
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
