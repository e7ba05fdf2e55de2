/** How words are said: lexicons, guesses for new words, and spoken forms spelled out. @module */

export { ownerIn, withEnding } from './ending.ts'
export {
  foreignPhones,
  type GuessedPhones,
  type GuessOptions,
  graphemesToPhones,
  PronunciationUnavailable,
  type RefusedWord,
  refusalOf
} from './graphemes-to-phones.ts'
export { type GuessedWords, guessWords, MOST_GUESSES, worthwhile } from './guess-words.ts'
export {
  type DictionaryEntry,
  JointSequenceModel,
  type RankedPhones,
  type SavedModel
} from './joint-sequence/index.ts'
export { type Lexicon, LexiconUnreadable, type Phones, readLexicon, writeLexicon } from './lexicon.ts'
export { countPhoneErrors, type PhoneErrors } from './phone-error-rate.ts'
export { isPhone, PHONES } from './phones.ts'
export { type Reading, type ReadingHelp, readingsOf, wordsInName } from './readings.ts'
export {
  type DictionaryLookup,
  type GuessPhones,
  type SpelledPronunciation,
  spellPronunciation,
  spellPronunciations,
  wordsOfSpoken
} from './spell-pronunciation.ts'
export { type SpokenLanguage, spokenLanguageFor } from './spoken-language.ts'
export { isUnknownPhone, phonesOfUps, type UnknownPhone, UPS_PHONES, upsOfPhones } from './ups-phones.ts'
