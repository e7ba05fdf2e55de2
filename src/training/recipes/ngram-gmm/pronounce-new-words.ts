/**
 * Pronunciations of words that are neither in the user's data nor in the dictionary: predicted, or chosen by
 * audio.
 * @module
 */
import { type Engine, requireCapability } from '../../../recognizers/index.ts'
import {
  type Phones,
  type RankedPhones,
  type RejectedWord,
  type SpokenLanguage,
  selectForLexicon
} from '../../../speech/pronunciation/index.ts'
import type { PhoneticBase } from '../../pronunciation/base-phones.ts'
import { pronounceNames } from '../../pronunciation/pronounce-names.ts'
import type { TrainingUtterance } from '../../training-data.ts'
import { type ChosenVariants, chooseByAudio } from './choose-pronunciations-by-audio.ts'

/** Audio of the training and a scratch folder; without them, nothing is chosen by audio. */
export type WordsAudio = Readonly<{ utterances: readonly TrainingUtterance[]; scratch: string }>

export type PronouncedWords = Readonly<{
  variants: ReadonlyMap<string, readonly Phones[]>
  sources: ReadonlyMap<string, 'letter names' | 'parts' | 'spelling'>
  /** Words that were chosen by audio. */
  decidedByAudio: ReadonlyMap<string, ChosenVariants>
  rejected: readonly RejectedWord[]
  /** Words that were predicted by the rules of espeak-ng. */
  byRule: readonly string[]
}>

/** For words up to this length, letter names are a variant if there is audio: `gis`, `api`. */
const MAX_LETTERS_SPELLED = 5
/** After all variants that were predicted from the spelling. */
const SPELLED_PROBABILITY = 0.01

/** @throws PronunciationUnavailable; the signal's reason */
export async function pronounceNewWords(
  missing: readonly string[],
  parts: Readonly<{
    engine: Engine
    base: PhoneticBase
    language: SpokenLanguage
    /** The lexicon for an alignment: these words, and the words that are already decided. */
    lexiconText: (words: ReadonlyMap<string, readonly Phones[]>) => string
    audio?: WordsAudio
    signal: AbortSignal
  }>
): Promise<PronouncedWords> {
  const { engine, base, language, audio, signal } = parts
  const predicted = await requireCapability(engine, base.name, 'pronouncer').predict(
    base.name,
    missing,
    signal
  )
  // Words with digits and signs are read in the same way as names.
  const names = await pronounceNames(
    predicted.rejected.filter(({ word }) => /[^\p{L}\p{M}']/u.test(word)).map(({ word }) => ({ word })),
    { engine, base, signal }
  )
  const inParts = names.filter(({ candidates }) => candidates.length > 0)
  const ranked = new Map<string, readonly RankedPhones[]>([
    ...predicted.ranked,
    ...inParts.map(({ word, candidates }): [string, readonly RankedPhones[]] => [
      word,
      candidates.map(({ phones }) => ({ phones, probability: 1 / candidates.length }))
    ])
  ])
  const fromAudio =
    audio === undefined
      ? new Map<string, ChosenVariants>()
      : await chooseByAudio({
          ...parts,
          ...audio,
          base: base.name,
          words: new Map([...ranked].map(([word, variants]) => [word, withLetters(word, variants, language)]))
        })
  const spelled = new Set(predicted.spelled)
  const lettersOf = (word: string): string | undefined => letterNames(word, language)?.join(' ')
  const sourceOf = (word: string, [first]: readonly Phones[]) => {
    if (inParts.some((name) => name.word === word)) return 'parts'
    const letters = spelled.has(word) || first?.join(' ') === lettersOf(word)
    return letters ? 'letter names' : 'spelling'
  }
  const variants = new Map(
    [...ranked].map(
      ([word, some]) => [word, fromAudio.get(word)?.variants ?? selectForLexicon(some, ranked.size)] as const
    )
  )
  return {
    variants,
    sources: new Map([...variants].map(([word, some]) => [word, sourceOf(word, some)])),
    decidedByAudio: fromAudio,
    rejected: predicted.rejected.filter(({ word }) => !ranked.has(word)),
    byRule: predicted.byRule
  }
}

function withLetters(
  word: string,
  ranked: readonly RankedPhones[],
  language: SpokenLanguage
): readonly RankedPhones[] {
  const letters = [...word].length > MAX_LETTERS_SPELLED ? undefined : letterNames(word, language)
  if (letters === undefined) return ranked
  const known = ranked.some(({ phones }) => phones.join(' ') === letters.join(' '))
  return known ? ranked : [...ranked, { phones: letters, probability: SPELLED_PROBABILITY }]
}

function letterNames(word: string, language: SpokenLanguage): Phones | undefined {
  const names = [...language.fold(word)].map((letter) => language.letterName(letter))
  return names.length > 1 && names.every((name) => name !== undefined) ? names.flat() : undefined
}
