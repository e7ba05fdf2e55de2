/** Ranked pronunciations of words that a dictionary lacks: learnt from the dictionary, by letter names, by rule. @module */
import { type GuessOptions, graphemesToPhones, type RefusedWord, refusalOf } from './graphemes-to-phones.ts'
import type { JointSequenceModel, RankedPhones } from './joint-sequence/index.ts'
import type { Phones } from './lexicon.ts'
import { unreadable } from './readings.ts'
import { ENGLISH, type SpokenLanguage } from './spoken-language.ts'

export type GuessedWords = Readonly<{
  /** By the word as given, the likeliest first, one at least; refused words are absent. */
  ranked: ReadonlyMap<string, readonly RankedPhones[]>
  /** Words whose first pronunciation is the names of their letters. */
  spelled: readonly string[]
  /** Words that nothing learnt could say: guessed by the rules of espeak-ng. */
  byRule: readonly string[]
  refused: readonly RefusedWord[]
}>

/**
 * Those worth a place in a lexicon when nobody has heard the word: the likeliest, and others that may well be right.
 * `bench/guessed-recall.ts`: of 90 names 72 are heard with one way each, 74 with up to 3 from 0.15 on, 75 with these,
 * 77 with up to 6 from 0.03 on, which in large vocabularies cost search time.
 */
export const worthwhile = (ranked: readonly RankedPhones[]): readonly Phones[] =>
  ranked
    .filter(({ probability }, place) => place === 0 || probability >= WORTHWHILE)
    .slice(0, MOST_IN_LEXICON)
    .map(({ phones }) => phones)

const WORTHWHILE = 0.08
const MOST_IN_LEXICON = 4

/** Ways to say a word that are offered to a person or to an alignment. */
export const MOST_GUESSES = 8

/** How often a short name that nobody could read (`html`, `hvac`) is said by its letters. */
const SPELLED = 0.8
const MOST_SPELLED = 5

/**
 * Guesses with `model`; without one, or for letters that it never saw, with the rules of espeak-ng, one way a word.
 * @throws PronunciationUnavailable where only espeak-ng could help and it cannot be run; the signal's reason
 */
export async function guessWords(
  words: Iterable<string>,
  options: GuessOptions & Readonly<{ model?: JointSequenceModel | undefined }> = {}
): Promise<GuessedWords> {
  const { model, language = ENGLISH } = options
  const ranked = new Map<string, readonly RankedPhones[]>()
  const spelled: string[] = []
  const refused: RefusedWord[] = []
  const byRule: string[] = []
  for (const word of new Set(words)) {
    const letters = language.fold(word)
    const names = letterNames(letters, language)
    const learnt =
      refusalOf(word, language, model) === undefined ? model?.pronounce(letters, MOST_GUESSES) : []
    if (names !== undefined && learnt !== undefined) {
      spelled.push(word)
      ranked.set(word, spelledFirst(names, learnt))
    } else if (learnt !== undefined && learnt.length > 0) ranked.set(word, learnt)
    else byRule.push(word)
  }
  if (byRule.length > 0) {
    const guessed = await graphemesToPhones(byRule, options)
    for (const [word, phones] of guessed.phones) ranked.set(word, [{ phones, probability: 1 }])
    spelled.push(...guessed.spelled)
    refused.push(...guessed.refused)
  }
  return { ranked, spelled, byRule: byRule.filter((word) => ranked.has(word)), refused }
}

/** Of a word that nobody can say otherwise. */
function letterNames(letters: string, language: SpokenLanguage): Phones | undefined {
  const plain = letters.normalize('NFD').replace(/\p{M}/gu, '')
  if (plain.length < 2 || plain.length > MOST_SPELLED || !unreadable(plain)) return undefined
  const names = [...letters].map((letter) => language.letterName(letter))
  return names.every((name) => name !== undefined) ? names.flat() : undefined
}

const spelledFirst = (names: Phones, learnt: readonly RankedPhones[]): readonly RankedPhones[] => [
  { phones: names, probability: SPELLED },
  ...learnt
    .filter(({ phones }) => phones.join(' ') !== names.join(' '))
    .map(({ phones, probability }) => ({ phones, probability: (1 - SPELLED) * probability }))
    .slice(0, MOST_GUESSES - 1)
]
