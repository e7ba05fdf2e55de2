/** Steps from the words of a training to its lexicon that need neither an engine nor audio. @module */
import { type Phones, type RejectedWord, withSuffixS } from '../../../speech/pronunciation/index.ts'
import type { UnpronounceableWord } from '../../words-report.ts'

/** By word; lists may be empty while the lexicon is built. */
export type Variants = ReadonlyMap<string, readonly Phones[]>

export const hasVariants = (variants: Variants, word: string): boolean =>
  (variants.get(word) ?? []).length > 0

/** Each variant once, without those that the base dictionary already has. */
export function newVariants(candidates: readonly Phones[], known: readonly Phones[] = []): readonly Phones[] {
  const seen = new Set(known.map((phones) => phones.join(' ')))
  return candidates.filter((phones) => {
    const text = phones.join(' ')
    if (seen.has(text)) return false
    seen.add(text)
    return true
  })
}

/** From phonetic lexicons: words of the training data that are not in the dictionary. */
export const fromPhoneticLexicons = (
  phonetic: Variants,
  vocabulary: ReadonlySet<string>,
  dictionary: Variants
): Variants =>
  new Map(
    [...phonetic]
      .filter(([word]) => vocabulary.has(word))
      .map(([word, variants]) => [word, newVariants(variants, dictionary.get(word))])
  )

/** A spoken form of a word, and its pronunciation. */
export type PronouncedForm = Readonly<{
  word: string
  candidates: readonly Phones[]
  rejected: readonly RejectedWord[]
}>

/**
 * From pronunciation data: adds the spoken forms of each word to its pronunciations from phonetic lexicons.
 */
export function fromSpokenForms(
  forms: readonly PronouncedForm[],
  phonetic: Variants,
  dictionary: Variants
): Readonly<{ variants: Variants; unpronounceable: readonly UnpronounceableWord[] }> {
  const variants = new Map(phonetic)
  for (const { word, candidates } of forms) {
    variants.set(word, newVariants([...(variants.get(word) ?? []), ...candidates], dictionary.get(word)))
  }
  const unpronounceable = forms.flatMap(({ word, rejected }) =>
    rejected.map((part) => ({ word, reason: `"${part.word}" in its spoken form ${part.reason}` }))
  )
  return { variants, unpronounceable }
}

export type MissingWords = Readonly<{
  /** Words, or the owners of possessives, that need a pronunciation predicted. */
  words: readonly string[]
  /** Possessive → its owner, from whose pronunciation it is derived. */
  possessives: ReadonlyMap<string, string>
}>

/** @param ownerOf `ship` of `ship's`; undefined for any other word */
export function findMissingWords(
  vocabulary: readonly string[],
  ownerOf: (word: string) => string | undefined,
  isPronounced: (word: string) => boolean
): MissingWords {
  const words = new Set<string>()
  const possessives = new Map<string, string>()
  for (const word of vocabulary) {
    if (isPronounced(word)) continue
    const owner = ownerOf(word)
    if (owner !== undefined) possessives.set(word, owner)
    if (owner === undefined || !isPronounced(owner)) words.add(owner ?? word)
  }
  return { words: [...words], possessives }
}

/** The lexicon of the model: only words of the vocabulary, each with at least one pronunciation. */
export function joinLexicon(
  parts: Readonly<{
    /** From the user's data. */
    provided: Variants
    /** By grapheme-to-phoneme conversion, or chosen by audio. */
    predicted: Variants
    dictionary: Variants
    possessives: MissingWords['possessives']
    vocabulary: ReadonlySet<string>
  }>
): Variants {
  const { provided, predicted, dictionary, possessives, vocabulary } = parts
  const lexicon = new Map(provided)
  for (const [word, owner] of possessives) {
    const own = predicted.get(owner) ?? lexicon.get(owner) ?? []
    lexicon.set(word, [...own, ...(dictionary.get(owner) ?? [])].map(withSuffixS))
  }
  for (const [word, variants] of predicted) if (vocabulary.has(word)) lexicon.set(word, variants)
  return new Map([...lexicon].filter(([, variants]) => variants.length > 0))
}

/** A rejected word removes itself, if it is in the vocabulary, and its possessives. */
export const withPossessives = (
  rejected: readonly RejectedWord[],
  possessives: MissingWords['possessives'],
  vocabulary: ReadonlySet<string>
): readonly UnpronounceableWord[] =>
  rejected.flatMap(({ word, reason }) => [
    ...(vocabulary.has(word) ? [{ word, reason }] : []),
    ...[...possessives].flatMap(([possessive, owner]) =>
      owner === word ? [{ word: possessive, reason }] : []
    )
  ])
