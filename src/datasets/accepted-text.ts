/** The lexical sentences of what an import accepted, read from its folder before the folder is committed. @module */
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type ClassItems, substituteItems } from '../speech/language-model/index.ts'
import type { DatasetKind } from './dataset.ts'
import { type StoredEntry, structuredDataName } from './stored-entry.ts'
import { referenceTo } from './structured-entries.ts'

export type AcceptedSentence = Readonly<{
  words: readonly string[]
  /** Whether people say this: items of classes are said in sentences only. */
  whole: boolean
}>

/** Nothing for kinds without sentences. */
export async function* acceptedText(directory: string, kind: DatasetKind): AsyncGenerator<AcceptedSentence> {
  if (kind === 'Language')
    for await (const line of lines(directory, 'accepted.txt')) yield { words: wordsOf(line), whole: true }
  else if (kind === 'Acoustic')
    for await (const line of lines(directory, 'utterances.jsonl')) {
      const { lexical } = JSON.parse(line) as Readonly<{ lexical: string }>
      yield { words: wordsOf(lexical), whole: true }
    }
  else if (kind === 'LanguageMarkdown') yield* structured(directory)
}

const wordsOf = (lexical: string): readonly string[] => lexical.toLowerCase().split(' ')

/** Each sentence once, with an item in the place of each reference; and each item by itself. */
async function* structured(directory: string): AsyncGenerator<AcceptedSentence> {
  const classes = new Map<string, (readonly string[])[]>()
  let turn = 0
  for await (const line of lines(directory, structuredDataName)) {
    const entry = JSON.parse(line) as StoredEntry
    if ('item' in entry) {
      const items = classes.get(referenceTo(entry.class)) ?? []
      items.push(entry.item.split(' '))
      classes.set(referenceTo(entry.class), items)
      yield { words: items.at(-1) ?? [], whole: false }
    } else if ('sentence' in entry)
      yield {
        words: substituteItems(entry.sentence.split(' '), classes satisfies ClassItems, turn++),
        whole: true
      }
  }
}

async function* lines(directory: string, name: string): AsyncGenerator<string> {
  yield* createInterface({
    input: createReadStream(join(directory, name)),
    crlfDelay: Number.POSITIVE_INFINITY
  })
}
