/** Which languages have a normaliser. @module */
import { chineseNormaliser } from './chinese-normaliser.ts'
import { ENGLISH, type EnglishLocale } from './english-habits.ts'
import { englishNormaliser } from './english-normaliser.ts'
import { FRENCH } from './locales/french.ts'
import { GERMAN } from './locales/german.ts'
import { SPANISH } from './locales/spanish.ts'
import type { Normaliser } from './normaliser.ts'
import { plainNormaliser } from './plain-normaliser.ts'
import { tableNormaliser } from './table-normaliser.ts'

// Raise with any change to what a step makes of a text: results made by another version do not compare.
const VERSION = 'en-lexical-1'

const versionOf: Readonly<Record<EnglishLocale, string>> = {
  'en-US': VERSION,
  'en-GB': `${VERSION}-gb`,
  'en-IN': `${VERSION}-in`
}

const english = (Object.keys(ENGLISH) as EnglishLocale[]).map(
  (locale) => [locale, englishNormaliser(versionOf[locale], ENGLISH[locale])] as const
)
const all: readonly (readonly [string, Normaliser])[] = [
  ...english,
  ['de-DE', tableNormaliser(GERMAN)],
  ['fr-FR', tableNormaliser(FRENCH)],
  ['es-ES', tableNormaliser(SPANISH)],
  ['zh-CN', chineseNormaliser('zh-lexical-1')]
]

const normalisers: ReadonlyMap<string, Normaliser> = new Map(
  all.map(([locale, normaliser]) => [locale.toLowerCase(), normaliser])
)
/** A country without a row of its own speaks as its language does: "fr-CA" as "fr-FR". */
const ofLanguage: ReadonlyMap<string, Normaliser> = new Map(
  all.toReversed().map(([locale, normaliser]) => [locale.split('-')[0] ?? locale, normaliser])
)
const wellFormed = /^[a-z]{2,3}(?:-[a-z]{4})?-(?:[a-z]{2}|\d{3})$/

/** The locales that `normaliserFor` has rules for. */
export const NORMALISED_LOCALES: readonly string[] = all.map(([locale]) => locale)

export class LocaleUnknown extends RangeError {
  constructor(readonly locale: string) {
    super(
      `No text normaliser for locale ${JSON.stringify(locale)}; there is one for ${NORMALISED_LOCALES.join(', ')}`
    )
  }
}

/**
 * The lexical normaliser of a locale, compared without case. Of languages without rules (`nl-NL`) case and marks are
 * dropped and numbers stay digits.
 *
 * @throws LocaleUnknown for what is no locale
 * @example normaliserFor('en-US').apply('104 Elm Street') === 'one oh four elm street'
 */
export function normaliserFor(locale: string): Normaliser {
  const lower = locale.toLowerCase()
  const normaliser =
    normalisers.get(lower) ??
    (wellFormed.test(lower) ? (ofLanguage.get(lower.split('-')[0] ?? lower) ?? plainNormaliser) : undefined)
  if (normaliser === undefined) throw new LocaleUnknown(locale)
  return normaliser
}
