/**
 * Respellings: how a word is heard, in letters. A neural model writes what it hears, so that a pronunciation helps where it
 * says which letters to expect.
 * @module
 */
import type { Phones } from '../../../speech/pronunciation/index.ts'

/** More would rather be found in what is not the word. */
const MAX_RESPELLINGS = 8

export type Respellings = Readonly<{
  /** By lexical word: other ways to write what is heard, words separated by spaces. */
  byWord: ReadonlyMap<string, readonly string[]>
  /** Words whose pronunciations are in phones alone, which say nothing of letters. */
  unused: readonly string[]
}>

/**
 * Spoken forms of pronunciation data (`koo ber net eez`), each as it is and written together.
 * @param vocabulary words that text may predict; others have no use for a respelling
 */
export function respellingsOf(
  spokenForms: ReadonlyMap<string, readonly string[]>,
  phonetic: ReadonlyMap<string, readonly Phones[]>,
  vocabulary: ReadonlySet<string>
): Respellings {
  const byWord = new Map<string, readonly string[]>()
  for (const [word, forms] of [...spokenForms].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!vocabulary.has(word)) continue
    const texts = forms.flatMap((form) => {
      const words = form.toLowerCase().split(/\s+/u).filter(Boolean)
      return words.length > 1 ? [words.join(' '), words.join('')] : words
    })
    const others = [...new Set(texts)].filter((text) => text !== word).slice(0, MAX_RESPELLINGS)
    if (others.length > 0) byWord.set(word, others)
  }
  const unused = [...phonetic.keys()].filter((word) => vocabulary.has(word) && !byWord.has(word)).sort()
  return { byWord, unused }
}
