/**
 * The structured texts of a training: sentences, classes and pronunciations. Each text has its own class
 * names.
 * @module
 */

import type { Datasets } from '../datasets/index.ts'
import type { DisplayWords } from '../models/index.ts'
import type { ClassItems, TextSource } from '../speech/language-model/index.ts'
import type { Phones } from '../speech/pronunciation/index.ts'

export type StructuredData = Readonly<{
  /** By text. */
  sources: readonly TextSource[]
  classes: ClassItems
  phonetic: ReadonlyMap<string, readonly Phones[]>
  /** Lexical word → its spelling in the lexicon. */
  display: DisplayWords
}>

export async function gatherStructured(
  ids: readonly string[],
  parts: Readonly<{
    datasets: Pick<Datasets, 'structured'>
    wordsOf: (lexical: string) => readonly string[]
    turns: () => Promise<void> | undefined
  }>
): Promise<StructuredData> {
  const { datasets, wordsOf, turns } = parts
  const sources: TextSource[] = []
  const classes = new Map<string, (readonly string[])[]>()
  const phonetic = new Map<string, Phones[]>()
  const display: Record<string, string> = {}
  for (const [index, id] of ids.entries()) {
    // Class `food` of the second text is different from that of the first.
    const own = (reference: string): string =>
      index === 0 ? reference : reference.replace('{@', `{@${index + 1}/`)
    const sentences: (readonly string[])[] = []
    sources.push({ source: id, kind: 'LanguageMarkdown', sentences })
    for await (const entry of datasets.structured(id)) {
      await turns()
      if ('item' in entry) {
        const name = own(`{@${entry.class}}`)
        const items = classes.get(name) ?? []
        items.push(wordsOf(entry.item))
        classes.set(name, items)
      } else if ('word' in entry) {
        if (entry.written !== undefined) display[entry.word] = entry.written
        phonetic.set(entry.word, [...(phonetic.get(entry.word) ?? []), entry.phones])
      } else sentences.push(wordsOf(entry.sentence).map((word) => (word.startsWith('{@') ? own(word) : word)))
    }
  }
  return { sources, classes, phonetic, display }
}
