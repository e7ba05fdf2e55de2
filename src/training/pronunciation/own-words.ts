/** The words of a trained model and how they are said in it, as its bundle holds them. @module */

import { readFile } from 'node:fs/promises'
import { bundlePrefix, REPORT_FILE } from '../../models/index.ts'
import type { FileStore } from '../../platform/index.ts'
import type { RecognitionModel } from '../../recognizers/index.ts'
import type { Phones } from '../../speech/pronunciation/index.ts'
import type { AddedWord, WordsReport } from '../recipes/ngram-gmm/words-report.ts'

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

/** The lexicon of a custom model by word; empty for a base model. */
export async function readModelLexicon({
  custom
}: RecognitionModel): Promise<ReadonlyMap<string, readonly Phones[]>> {
  const variants = new Map<string, Phones[]>()
  if (custom?.lexiconPath === undefined) return variants
  for (const line of (await readFile(custom.lexiconPath, 'utf8')).split('\n')) {
    const [name = '', ...phones] = line.trim().split(/\s+/)
    const word = name.replace(/\(\d+\)$/, '')
    if (phones.length > 0) variants.set(word, [...(variants.get(word) ?? []), phones])
  }
  return variants
}
