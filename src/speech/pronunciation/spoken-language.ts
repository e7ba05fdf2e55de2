/** What guesses and spelled words need of a language: its letters, and its sounds as phones of an acoustic model. @module */
import { espeakPhones } from './espeak-phones.ts'
import { englishPhonesOfIpa, type UnknownSound } from './foreign-sounds.ts'
import { FRENCH_PHONES, frenchLetterName, frenchMnemonics, frenchPhones } from './french-sounds.ts'
import { letterName } from './letter-names.ts'
import type { Phones } from './lexicon.ts'
import { flitePhones, PHONES } from './phones.ts'

export type SpokenLanguage = Readonly<{
  /** As in the first part of a locale. */
  language: string
  /** For messages: "no English letter". */
  name: string
  /** Arguments of espeak-ng that make it write what `phonesOfLine` reads; absent where nobody can guess. */
  espeak?: readonly string[]
  /** The word with the letters that are said; other characters stay and are refused. */
  fold(word: string): string
  /** One folded letter, or a sign that joins parts of a word. */
  letter: RegExp
  /** Phones of one line of espeak-ng; `undefined` when some sound has none. */
  phonesOfLine(line: string): Phones | undefined
  /** Phones of a name of another language, from espeak-ng's IPA; absent where there is no table. */
  phonesOfIpa?(line: string): Phones | UnknownSound
  letterName(letter: string): Phones | undefined
  /** Phones as a synthesiser takes them; `undefined` for phones that it cannot speak. */
  synthesis?: Readonly<{ program: 'flite' | 'espeak-ng'; write(phones: Phones): string | undefined }>
  /** The phones that it makes: a model must have them all. */
  phones: readonly string[]
  /** Whether `'s` makes a word its owner's. */
  possessives: boolean
}>

const plainQuotes = (word: string): string => word.replaceAll('’', "'").toLowerCase()

export const ENGLISH: SpokenLanguage = {
  language: 'en',
  name: 'English',
  espeak: ['-v', 'en-us', '-x'],
  // Accents are dropped: the dictionary knows none.
  fold: (word) => plainQuotes(word.normalize('NFD').replace(/\p{M}/gu, '')),
  letter: /[a-z'-]/,
  phonesOfLine: espeakPhones,
  phonesOfIpa: englishPhonesOfIpa,
  letterName,
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
  phonesOfLine: frenchPhones,
  phonesOfIpa: (line) => frenchPhones(line) ?? { sound: line.trim() },
  letterName: frenchLetterName,
  synthesis: { program: 'espeak-ng', write: frenchMnemonics },
  phones: FRENCH_PHONES,
  possessives: false
}

const LANGUAGES: readonly SpokenLanguage[] = [ENGLISH, FRENCH]

/**
 * The language of a base model of `locale` whose dictionary is written in `phones`. Where there is no table from that
 * language's sounds to those phones it is one that guesses nothing: only words of the dictionary can be said.
 */
export function spokenLanguageFor(locale: string, phones: readonly string[]): SpokenLanguage {
  const [language = locale] = locale.toLowerCase().split('-')
  const had = new Set(phones)
  const known = LANGUAGES.find(
    (one) => one.language === language && one.phones.every((phone) => had.has(phone))
  )
  return known ?? unguessed(language, phones)
}

const unguessed = (language: string, phones: readonly string[]): SpokenLanguage => ({
  language,
  name: language,
  fold: plainQuotes,
  letter: /\p{L}/u,
  phonesOfLine: () => undefined,
  letterName: () => undefined,
  phones,
  possessives: false
})
