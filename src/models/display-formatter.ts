/**
 * The one display step: from recognized words to the texts that readers see, for live, short-audio, fast, batch and
 * evaluation results alike. Only the shape of the answer differs between them.
 * @module
 */
import type { Alternative } from '../recognizers/index.ts'
import {
  type DisplayText,
  displayFormFor,
  type ProfanityMode,
  type PunctuationMode,
  type TimedDisplay,
  type TimedWord
} from '../speech/display/index.ts'
import type { ModelDisplay } from './model-display.ts'

export type DisplayFormatterOptions = Readonly<{
  locale: string
  /** What the client of this request writes in its own way; the model's own names win. */
  names?: ReadonlyMap<string, string>
  /** Default `None`. */
  profanity?: ProfanityMode
  /** Default `Automatic`. */
  punctuation?: PunctuationMode
}>

/** Engines may give alternatives below the first without word times. */
export type RecognizedText = Pick<Alternative, 'text' | 'words'>

export type DisplayFormatter = Readonly<{
  /** Phrases that follow each other become one text. Words without times have offset and duration 0 (ticks of 100 ns). */
  format: (...phrases: readonly RecognizedText[]) => TimedDisplay
  /** @param lexical words separated by spaces */
  formatText: (lexical: string) => DisplayText
  /** The words as written (`KX9`), without sentence capitals, punctuation or inverse text normalization. */
  spell: (lexical: string) => string
}>

export function createDisplayFormatter(
  { names, rules, spell }: ModelDisplay,
  { locale, names: requestNames, profanity, punctuation }: DisplayFormatterOptions
): DisplayFormatter {
  const form = displayFormFor(locale)
  const options = {
    names: requestNames === undefined ? names : new Map([...requestNames, ...names]),
    ...(rules === undefined ? {} : { rules }),
    ...(profanity === undefined ? {} : { profanity }),
    ...(punctuation === undefined ? {} : { punctuation })
  }
  return {
    format: (...phrases) => form.format(phrases.flatMap(timedWords), options),
    formatText: (lexical) => form.formatText(lexical, options),
    spell
  }
}

const timedWords = ({ text, words }: RecognizedText): readonly TimedWord[] =>
  words.length > 0 ? words : text.split(' ').map((word) => ({ word, offsetTicks: 0, durationTicks: 0 }))
