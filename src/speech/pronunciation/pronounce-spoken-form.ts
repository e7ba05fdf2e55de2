/** From a spoken form (`three c p o`) to phones: dictionary words, letter names and, last, predictions. @module */

import { trimEndOf } from '../text/index.ts'
import type { RejectedWord } from './espeak-rules.ts'
import type { Phones } from './lexicon.ts'
import { type PredictedPronunciations, selectForLexicon } from './predict-pronunciations.ts'
import { ENGLISH, type SpokenLanguage } from './spoken-language.ts'

export type SpokenFormPronunciation = Readonly<{
  /** Pronunciations, most likely first, at most four; none if a word was rejected. */
  candidates: readonly Phones[]
  /** Words of the spoken form whose phones are predicted. */
  predicted: readonly string[]
  rejected: readonly RejectedWord[]
}>

/** The pronunciations that a dictionary has of a word; empty for a word that it does not have. */
export type DictionaryLookup = (word: string) => readonly Phones[]
export type PredictWords = (words: readonly string[]) => Promise<PredictedPronunciations>

/** More variants cost search time and add confusions, not recall. */
const MAX_CANDIDATES = 4

const NO_PREDICTIONS: Pick<PredictedPronunciations, 'ranked' | 'rejected'> = {
  ranked: new Map(),
  rejected: []
}

/** The lower-case words of a spoken form: what to look up before spelling it. */
export const wordsOfSpokenForm = (spoken: string): readonly string[] =>
  spoken
    .toLowerCase()
    .split(/\s+/)
    .map((word) => trimEndOf(word, /[.,]/))
    .filter((word) => word !== '')

/**
 * Phones of each spoken form. A single letter is its name first (`a` as in "a p i"), then the dictionary's entry.
 * All words that are not in the dictionary go into one call of `predict`.
 * @returns one entry per form, in order
 * @throws what `predict` throws
 */
export async function pronounceSpokenForms(
  spoken: readonly string[],
  lookup: DictionaryLookup,
  predict: PredictWords,
  language: SpokenLanguage = ENGLISH
): Promise<readonly SpokenFormPronunciation[]> {
  const forms = spoken.map(wordsOfSpokenForm)
  const pronunciationsOf = (word: string): readonly Phones[] => {
    const name = language.letterName(word)
    return name === undefined ? lookup(word) : [name, ...lookup(word)]
  }
  const outOfDictionary = new Set(forms.flat().filter((word) => pronunciationsOf(word).length === 0))
  const { ranked: predictions, rejected: rejectedWords } =
    outOfDictionary.size === 0 ? NO_PREDICTIONS : await predict([...outOfDictionary])
  const reasons = new Map(rejectedWords.map(({ word, reason }) => [word, reason]))
  return forms.map((words) => {
    const rejected = words.flatMap((word) => {
      const reason = reasons.get(word)
      return reason === undefined ? [] : [{ word, reason }]
    })
    const pronunciations = words.map((word) => {
      const predicted = predictions.get(word)
      return predicted === undefined
        ? pronunciationsOf(word)
        : selectForLexicon(predicted, outOfDictionary.size)
    })
    return {
      candidates: rejected.length > 0 || words.length === 0 ? [] : combineWords(pronunciations),
      predicted: words.filter((word) => predictions.has(word)),
      rejected
    }
  })
}

/** Phones of one spoken form. */
export async function pronounceSpokenForm(
  spoken: string,
  lookup: DictionaryLookup,
  predict: PredictWords,
  language: SpokenLanguage = ENGLISH
): Promise<SpokenFormPronunciation> {
  const [pronounced] = await pronounceSpokenForms([spoken], lookup, predict, language)
  return pronounced ?? { candidates: [], predicted: [], rejected: [] }
}

/** All combinations of the words' pronunciations, those with the most first choices first. */
function combineWords(pronunciations: readonly (readonly Phones[])[]): readonly Phones[] {
  let rows: readonly Readonly<{ phones: Phones; rank: number }>[] = [{ phones: [], rank: 0 }]
  for (const choices of pronunciations) {
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
