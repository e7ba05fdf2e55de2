/** The display form: text as it is read, from words as they are said. @module */
export {
  type DisplayForm,
  type DisplayOptions,
  type DisplayText,
  type DisplayWord,
  displayFormFor,
  type TimedDisplay,
  type TimedWord
} from './display-form.ts'
export { combineRules, type DisplayRules, type Rewrite, TooManyPatterns } from './display-rules.ts'
export {
  type FormattingRejection,
  type FormattingTest,
  type ParsedFormatting,
  parseFormattingRules
} from './formatting-rules.ts'
export type { ProfanityMode } from './profanity.ts'
export type { PunctuationMode } from './punctuation.ts'
export { DisplayRulesInvalid, readDisplayRules } from './read-display-rules.ts'
