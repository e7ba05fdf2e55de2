/** What pronunciation needs to know of a language: its letters, and its sounds as phones of an acoustic model. @module */
import { arpabetOfEspeak } from './espeak-to-arpabet.ts'
import { FRENCH_PHONES, frenchLetterName, frenchMnemonics, frenchPhonesOfIpa } from './french-phones.ts'
import { arpabetOfIpa, type UnmappedSound } from './ipa-to-arpabet.ts'
import { englishLetterName } from './letter-names.ts'
import type { Phones } from './lexicon.ts'
import { flitePhones, PHONES } from './phones.ts'

export type SpokenLanguage = Readonly<{
  /** As in the first part of a locale. */
  language: string
  /** For messages: "not a letter of English". */
  name: string
  /** Arguments that make espeak-ng write what `phonesOfLine` reads; absent without a table from its phonemes to phones. */
  espeak?: readonly string[]
  /** The word in the letters of the dictionary; other characters stay and lead to a rejection. */
  fold(word: string): string
  /** Matches one folded letter, or a sign that joins parts of a word. */
  letter: RegExp
  /** Phones of one line of espeak-ng; `undefined` if some sound has no phone. */
  phonesOfLine(line: string): Phones | undefined
  /** Phones of a foreign name, from espeak-ng's IPA; absent without a table. */
  phonesOfIpa?(line: string): Phones | UnmappedSound
  letterName(letter: string): Phones | undefined
  /** Phones in a synthesizer's notation; `write` returns `undefined` for phones that it cannot speak. */
  synthesis?: Readonly<{ program: 'flite' | 'espeak-ng'; write(phones: Phones): string | undefined }>
  /** Every phone that the tables can produce: an acoustic model must have them all. */
  phones: readonly string[]
  /** Whether `'s` is the possessive suffix. */
  possessives: boolean
}>

const plainQuotes = (word: string): string => word.replaceAll('’', "'").toLowerCase()

export const ENGLISH: SpokenLanguage = {
  language: 'en',
  name: 'English',
  espeak: ['-v', 'en-us', '-x'],
  // Accents are dropped: the dictionary has none.
  fold: (word) => plainQuotes(word.normalize('NFD').replace(/\p{M}/gu, '')),
  letter: /[a-z'-]/,
  phonesOfLine: arpabetOfEspeak,
  phonesOfIpa: arpabetOfIpa,
  letterName: englishLetterName,
  synthesis: { program: 'flite', write: flitePhones },
  phones: PHONES,
  possessives: true
}

const FRENCH: SpokenLanguage = {
  language: 'fr',
  name: 'French',
  espeak: ['-v', 'fr', '--ipa'],
  fold: (word) => plainQuotes(word.normalize('NFC')).replaceAll('œ', 'oe').replaceAll('æ', 'ae'),
  letter: /[a-zàâäçéèêëîïôöùûüÿñ'-]/,
  phonesOfLine: frenchPhonesOfIpa,
  phonesOfIpa: (line) => frenchPhonesOfIpa(line) ?? { sound: line.trim() },
  letterName: frenchLetterName,
  synthesis: { program: 'espeak-ng', write: frenchMnemonics },
  phones: FRENCH_PHONES,
  possessives: false
}

const LANGUAGES: readonly SpokenLanguage[] = [ENGLISH, FRENCH]

/**
 * The language of a base model for `locale` whose dictionary uses `phones`. Without a table from the language's sounds to
 * those phones there are no rules: only words of the dictionary, and what a G2P model learns from it, can be pronounced.
 */
export function spokenLanguageFor(locale: string, phones: readonly string[]): SpokenLanguage {
  const [language = locale] = locale.toLowerCase().split('-')
  const had = new Set(phones)
  const known = LANGUAGES.find(
    (one) => one.language === language && one.phones.every((phone) => had.has(phone))
  )
  return known ?? languageWithoutRules(language, phones)
}

const languageWithoutRules = (language: string, phones: readonly string[]): SpokenLanguage => ({
  language,
  name: language,
  fold: plainQuotes,
  letter: /\p{L}/u,
  phonesOfLine: () => undefined,
  letterName: () => undefined,
  phones,
  possessives: false
})
