/** Ranked pronunciations of words that a dictionary lacks: learnt from the dictionary, by letter names, by rule. @module */
import {
  type GuessOptions,
  graphemesToPhones,
  PronunciationUnavailable,
  type RefusedWord,
  refusalOf
} from './graphemes-to-phones.ts'
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
 * `bench/guessed-recall.ts` tells what each choice finds; many ways of many words cost search time.
 * @param words how many words are guessed for the lexicon
 */
export const worthwhile = (ranked: readonly RankedPhones[], words: number): readonly Phones[] => {
  const { least, most } = words <= FEW_WORDS ? GENEROUS : SPARING
  return ranked
    .filter(({ probability }, place) => place === 0 || probability >= least)
    .slice(0, most)
    .map(({ phones }) => phones)
}

const FEW_WORDS = 2_000
const GENEROUS = { least: 0.03, most: 6 }
const SPARING = { least: 0.08, most: 4 }

/** Ways to say a word that are offered to a person or to an alignment. */
export const MOST_GUESSES = 8

/** How often a short name that nobody could read (`html`, `hvac`) is said by its letters. */
const SPELLED = 0.8
const MOST_SPELLED = 5

/**
 * What the rules of espeak-ng say counts this much beside what was learnt. Of 3,149 words held out of the English
 * dictionary the likelihood of the right way is greatest from 0.1 to 0.15 on; 0.15 has the first way right for 74.6 %, none
 * for 73.8 %, and the right one among the `GENEROUS` for 91.7 and 90.9 %.
 */
const SECOND_OPINION = 0.15
/** Past so many words, which are seldom names, asking takes longer than it brings. */
const MOST_SECOND_OPINIONS = 5_000

/**
 * Guesses with `model`, and a second opinion by the rules of espeak-ng where it speaks the language; without a model, or
 * for letters that it never saw, with those rules alone, one way a word.
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
  const learntWords: string[] = []
  for (const word of new Set(words)) {
    const letters = language.fold(word)
    const names = letterNames(letters, language)
    const learnt =
      refusalOf(word, language, model) === undefined ? model?.pronounce(letters, MOST_GUESSES) : []
    if (names !== undefined && learnt !== undefined) {
      spelled.push(word)
      ranked.set(word, spelledFirst(names, learnt))
    } else if (learnt !== undefined && learnt.length > 0) {
      ranked.set(word, learnt)
      learntWords.push(word)
    } else byRule.push(word)
  }
  for (const [word, phones] of await secondOpinions(learntWords, options)) {
    ranked.set(word, weighed(ranked.get(word) ?? [], phones))
  }
  if (byRule.length > 0) {
    const guessed = await graphemesToPhones(byRule, options)
    for (const [word, phones] of guessed.phones) ranked.set(word, [{ phones, probability: 1 }])
    spelled.push(...guessed.spelled)
    refused.push(...guessed.refused)
  }
  return { ranked, spelled, byRule: byRule.filter((word) => ranked.has(word)), refused }
}

/** Where they cannot be had, what was learnt stands alone. */
async function secondOpinions(
  words: readonly string[],
  options: GuessOptions
): Promise<ReadonlyMap<string, Phones>> {
  const { language = ENGLISH } = options
  if (language.espeak === undefined || words.length === 0 || words.length > MOST_SECOND_OPINIONS) {
    return new Map()
  }
  try {
    const { phones, spelled } = await graphemesToPhones(words, options)
    const letters = new Set(spelled)
    return new Map([...phones].filter(([word]) => !letters.has(word)))
  } catch (error) {
    if (error instanceof PronunciationUnavailable) return new Map()
    throw error
  }
}

function weighed(learnt: readonly RankedPhones[], opinion: Phones): readonly RankedPhones[] {
  const said = opinion.join(' ')
  const same = learnt.find(({ phones }) => phones.join(' ') === said)
  const probability = SECOND_OPINION + (1 - SECOND_OPINION) * (same?.probability ?? 0)
  const others = learnt
    .filter((way) => way !== same)
    .map(({ phones, probability: own }) => ({ phones, probability: (1 - SECOND_OPINION) * own }))
  return [...others, { phones: opinion, probability }]
    .toSorted((a, b) => b.probability - a.probability)
    .slice(0, MOST_GUESSES)
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
