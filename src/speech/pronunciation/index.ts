/** Pronunciation: lexicons, grapheme-to-phoneme prediction for new words, and spoken forms of written names. @module */

export {
  type G2pOptions,
  PronunciationUnavailable,
  pronounceByRules,
  pronounceForeignName,
  type RejectedWord,
  type RuleBasedPronunciations,
  rejectionReason
} from './espeak-rules.ts'
export {
  type DictionaryEntry,
  G2pModel,
  type G2pModelColumns,
  type RankedPhones
} from './joint-sequence/index.ts'
export { type Lexicon, LexiconUnreadable, type Phones, readLexicon, writeLexicon } from './lexicon.ts'
export { countPhoneErrors, type PhoneErrors } from './phone-error-rate.ts'
export { isPhone, PHONES } from './phones.ts'
export {
  MAX_PRONUNCIATIONS_PER_WORD,
  type PredictedPronunciations,
  predictPronunciations,
  selectForLexicon
} from './predict-pronunciations.ts'
export {
  type DictionaryLookup,
  type PredictWords,
  pronounceSpokenForm,
  pronounceSpokenForms,
  type SpokenFormPronunciation,
  wordsOfSpokenForm
} from './pronounce-spoken-form.ts'
export {
  possessorOf,
  type SpokenForm,
  type SpokenFormOptions,
  spokenFormsOf,
  withSuffixS,
  wordsInName
} from './spoken-forms.ts'
export { type SpokenLanguage, spokenLanguageFor } from './spoken-language.ts'
export { isUnknownPhone, phonesOfUps, type UnknownPhone, UPS_PHONES, upsOfPhones } from './ups-phones.ts'
