/**
 * Ranked pronunciations of out-of-dictionary words: by the joint-sequence G2P model, by letter names, and by the rules of
 * espeak-ng.
 * @module
 */
import {
  type G2pOptions,
  PronunciationUnavailable,
  pronounceByRules,
  type RejectedWord,
  rejectionReason
} from './espeak-rules.ts'
import type { G2pModel, RankedPhones } from './joint-sequence/index.ts'
import type { Phones } from './lexicon.ts'
import { isUnpronounceable } from './spoken-forms.ts'
import { ENGLISH, type SpokenLanguage } from './spoken-language.ts'

export type PredictedPronunciations = Readonly<{
  /** By the word as given, most likely first, at least one; rejected words are absent. */
  ranked: ReadonlyMap<string, readonly RankedPhones[]>
  /** Words whose first pronunciation is the names of their letters. */
  spelled: readonly string[]
  /** Words that the model could not pronounce: by the rules of espeak-ng. */
  byRule: readonly string[]
  rejected: readonly RejectedWord[]
}>

/**
 * The pronunciations that go into a lexicon if no audio of the word can choose: the most likely one, and others with
 * enough probability. `bench/guessed-recall.ts` measures the recall of each selection; variants cost search time.
 * @param words number of words predicted for the lexicon
 */
export const selectForLexicon = (ranked: readonly RankedPhones[], words: number): readonly Phones[] => {
  const { minProbability, max } = words <= MAX_WORDS_FOR_WIDE_SELECTION ? WIDE_SELECTION : NARROW_SELECTION
  return ranked
    .filter(({ probability }, place) => place === 0 || probability >= minProbability)
    .slice(0, max)
    .map(({ phones }) => phones)
}

const MAX_WORDS_FOR_WIDE_SELECTION = 2_000
const WIDE_SELECTION = { minProbability: 0.03, max: 6 }
const NARROW_SELECTION = { minProbability: 0.08, max: 4 }

/** Candidates offered to a person or to forced alignment. */
export const MAX_PRONUNCIATIONS_PER_WORD = 8

/** Probability that a short unpronounceable name (`html`, `hvac`) is said by its letters. */
const SPELLED_PROBABILITY = 0.8
const MAX_SPELLED_LETTERS = 5

/**
 * Interpolation weight of the espeak-ng pronunciation beside the G2P model. On 3,149 held-out words of the English
 * dictionary the likelihood of the correct pronunciation peaks from 0.1 to 0.15. With 0.15 the first pronunciation is
 * correct for 74.6 % (without: 73.8 %), and `WIDE_SELECTION` contains it for 91.7 % (90.9 %).
 */
const RULE_WEIGHT = 0.15
/** Larger sets are seldom names: espeak-ng then costs more time than it gains accuracy. */
const MAX_WORDS_FOR_RULES = 5_000

/**
 * Interpolates `model` with the rules of espeak-ng where it supports the language. Without a model, or for letters that
 * the model does not know, the rules alone give one pronunciation per word.
 * @throws PronunciationUnavailable if only espeak-ng can pronounce a word and cannot run; the signal's reason
 */
export async function predictPronunciations(
  words: Iterable<string>,
  options: G2pOptions & Readonly<{ model?: G2pModel | undefined }> = {}
): Promise<PredictedPronunciations> {
  const { model, language = ENGLISH } = options
  const ranked = new Map<string, readonly RankedPhones[]>()
  const spelled: string[] = []
  const rejected: RejectedWord[] = []
  const byRule: string[] = []
  const modelWords: string[] = []
  for (const word of new Set(words)) {
    const letters = language.fold(word)
    const names = spelledPronunciation(letters, language)
    const predicted =
      rejectionReason(word, language, model) === undefined
        ? model?.pronounce(letters, MAX_PRONUNCIATIONS_PER_WORD)
        : []
    if (names !== undefined && predicted !== undefined) {
      spelled.push(word)
      ranked.set(word, spelledFirst(names, predicted))
    } else if (predicted !== undefined && predicted.length > 0) {
      ranked.set(word, predicted)
      modelWords.push(word)
    } else byRule.push(word)
  }
  for (const [word, phones] of await ruleBasedPronunciations(modelWords, options)) {
    ranked.set(word, interpolate(ranked.get(word) ?? [], phones))
  }
  if (byRule.length > 0) {
    const ruleBased = await pronounceByRules(byRule, options)
    for (const [word, phones] of ruleBased.phones) ranked.set(word, [{ phones, probability: 1 }])
    spelled.push(...ruleBased.spelled)
    rejected.push(...ruleBased.rejected)
  }
  return { ranked, spelled, byRule: byRule.filter((word) => ranked.has(word)), rejected }
}

/** Empty if espeak-ng is not available: the model's own ranking then stands. */
async function ruleBasedPronunciations(
  words: readonly string[],
  options: G2pOptions
): Promise<ReadonlyMap<string, Phones>> {
  const { language = ENGLISH } = options
  if (language.espeak === undefined || words.length === 0 || words.length > MAX_WORDS_FOR_RULES) {
    return new Map()
  }
  try {
    const { phones, spelled } = await pronounceByRules(words, options)
    const letters = new Set(spelled)
    return new Map([...phones].filter(([word]) => !letters.has(word)))
  } catch (error) {
    if (error instanceof PronunciationUnavailable) return new Map()
    throw error
  }
}

function interpolate(predicted: readonly RankedPhones[], ruleBased: Phones): readonly RankedPhones[] {
  const ruleBasedPhones = ruleBased.join(' ')
  const same = predicted.find(({ phones }) => phones.join(' ') === ruleBasedPhones)
  const probability = RULE_WEIGHT + (1 - RULE_WEIGHT) * (same?.probability ?? 0)
  const others = predicted
    .filter((variant) => variant !== same)
    .map(({ phones, probability: own }) => ({ phones, probability: (1 - RULE_WEIGHT) * own }))
  return [...others, { phones: ruleBased, probability }]
    .toSorted((a, b) => b.probability - a.probability)
    .slice(0, MAX_PRONUNCIATIONS_PER_WORD)
}

/** Letter names of a word that cannot be pronounced otherwise. */
function spelledPronunciation(letters: string, language: SpokenLanguage): Phones | undefined {
  const plain = letters.normalize('NFD').replace(/\p{M}/gu, '')
  if (plain.length < 2 || plain.length > MAX_SPELLED_LETTERS || !isUnpronounceable(plain)) return undefined
  const names = [...letters].map((letter) => language.letterName(letter))
  return names.every((name) => name !== undefined) ? names.flat() : undefined
}

const spelledFirst = (names: Phones, predicted: readonly RankedPhones[]): readonly RankedPhones[] => [
  { phones: names, probability: SPELLED_PROBABILITY },
  ...predicted
    .filter(({ phones }) => phones.join(' ') !== names.join(' '))
    .map(({ phones, probability }) => ({ phones, probability: (1 - SPELLED_PROBABILITY) * probability }))
    .slice(0, MAX_PRONUNCIATIONS_PER_WORD - 1)
]
