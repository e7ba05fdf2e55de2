/** From a spoken form (`three c p o`) to phones, by dictionary words, letter names and, last, by rule. @module */

import type { RefusedWord } from './graphemes-to-phones.ts'
import { type GuessedWords, worthwhile } from './guess-words.ts'
import type { Phones } from './lexicon.ts'
import { ENGLISH, type SpokenLanguage } from './spoken-language.ts'

export type SpelledPronunciation = Readonly<{
  /** Ways to say it, the likeliest first, at most four; none when a word was refused. */
  candidates: readonly Phones[]
  /** Words of the spoken form whose phones are guesses. */
  guessed: readonly string[]
  refused: readonly RefusedWord[]
}>

/** The pronunciations a dictionary has of a word; empty when it lacks it. */
export type DictionaryLookup = (word: string) => readonly Phones[]
export type GuessPhones = (words: readonly string[]) => Promise<GuessedWords>

/** More variants than this cost search time and bring confusions, not recall. */
const MAX_CANDIDATES = 4

const NOTHING_LACKING: Pick<GuessedWords, 'ranked' | 'refused'> = { ranked: new Map(), refused: [] }

/** The lower-case words of a spoken form: what to look up before spelling it. */
export const wordsOfSpoken = (spoken: string): readonly string[] =>
  spoken
    .toLowerCase()
    .split(/\s+/)
    .map((word) => word.replace(/[.,]+$/, ''))
    .filter((word) => word !== '')

/**
 * Phones of each spoken form. A single letter is its name first (`a` as in "a p i"), then what the dictionary has.
 * Words that the dictionary lacks are guessed together, in one call of `guess`.
 * @returns one entry for each form, in order
 * @throws what `guess` throws
 */
export async function spellPronunciations(
  spoken: readonly string[],
  lookup: DictionaryLookup,
  guess: GuessPhones,
  language: SpokenLanguage = ENGLISH
): Promise<readonly SpelledPronunciation[]> {
  const forms = spoken.map(wordsOfSpoken)
  const known = (word: string): readonly Phones[] => {
    const name = language.letterName(word)
    return name === undefined ? lookup(word) : [name, ...lookup(word)]
  }
  const lacking = new Set(forms.flat().filter((word) => known(word).length === 0))
  const { ranked: guesses, refused: unsaid } =
    lacking.size === 0 ? NOTHING_LACKING : await guess([...lacking])
  const reasons = new Map(unsaid.map(({ word, reason }) => [word, reason]))
  return forms.map((words) => {
    const refused = words.flatMap((word) => {
      const reason = reasons.get(word)
      return reason === undefined ? [] : [{ word, reason }]
    })
    const ways = words.map((word) => {
      const guessed = guesses.get(word)
      return guessed === undefined ? known(word) : worthwhile(guessed, lacking.size)
    })
    return {
      candidates: refused.length > 0 || words.length === 0 ? [] : combined(ways),
      guessed: words.filter((word) => guesses.has(word)),
      refused
    }
  })
}

/** Phones of one spoken form. */
export async function spellPronunciation(
  spoken: string,
  lookup: DictionaryLookup,
  guess: GuessPhones,
  language: SpokenLanguage = ENGLISH
): Promise<SpelledPronunciation> {
  const [spelled] = await spellPronunciations([spoken], lookup, guess, language)
  return spelled ?? { candidates: [], guessed: [], refused: [] }
}

/** Every way to say the words in a row, those made of first choices first. */
function combined(ways: readonly (readonly Phones[])[]): readonly Phones[] {
  let rows: readonly Readonly<{ phones: Phones; rank: number }>[] = [{ phones: [], rank: 0 }]
  for (const choices of ways) {
    const longer = rows.flatMap(({ phones, rank }) =>
      choices.map((choice, place) => ({ phones: [...phones, ...choice], rank: rank + place }))
    )
    const seen = new Set<string>()
    rows = longer
      .toSorted((a, b) => a.rank - b.rank)
      .filter(({ phones }) => {
        const text = phones.join(' ')
        return !seen.has(text) && seen.add(text)
      })
      .slice(0, MAX_CANDIDATES)
  }
  return rows.map(({ phones }) => phones)
}
