/** Which languages have a normaliser. @module */
import { ENGLISH, type EnglishLocale } from './english-habits.ts'
import { englishNormaliser } from './english-normaliser.ts'
import type { Normaliser } from './normaliser.ts'

// Raise with any change to what a step makes of a text: results made by another version do not compare.
const VERSION = 'en-lexical-1'

const versionOf: Readonly<Record<EnglishLocale, string>> = {
  'en-US': VERSION,
  'en-GB': `${VERSION}-gb`,
  'en-IN': `${VERSION}-in`
}

const normalisers: ReadonlyMap<string, Normaliser> = new Map(
  (Object.keys(ENGLISH) as EnglishLocale[]).map((locale) => [
    locale.toLowerCase(),
    englishNormaliser(versionOf[locale], ENGLISH[locale])
  ])
)

/** The locales that `normaliserFor` accepts. */
export const NORMALISED_LOCALES: readonly string[] = Object.keys(ENGLISH)

export class LocaleUnknown extends RangeError {
  constructor(readonly locale: string) {
    super(
      `No text normaliser for locale ${JSON.stringify(locale)}; there is one for ${NORMALISED_LOCALES.join(', ')}`
    )
  }
}

/**
 * The lexical normaliser of a locale, compared without case.
 *
 * @throws LocaleUnknown
 * @example normaliserFor('en-US').apply('104 Elm Street') === 'one oh four elm street'
 */
export function normaliserFor(locale: string): Normaliser {
  const normaliser = normalisers.get(locale.toLowerCase())
  if (normaliser === undefined) throw new LocaleUnknown(locale)
  return normaliser
}
