/** The text normalizer of each locale. @module */
import { chineseNormalizer } from './chinese-normalizer.ts'
import { defaultNormalizer } from './default-normalizer.ts'
import { ENGLISH, type EnglishLocale } from './english-conventions.ts'
import { englishNormalizer } from './english-normalizer.ts'
import { FRENCH } from './locales/french.ts'
import { GERMAN } from './locales/german.ts'
import { SPANISH } from './locales/spanish.ts'
import type { Normalizer } from './normalizer.ts'
import { tableNormalizer } from './table-normalizer.ts'

// Raise it when a step changes its output: results of different versions do not compare.
const VERSION = 'en-lexical-1'

const versionOf: Readonly<Record<EnglishLocale, string>> = {
  'en-US': VERSION,
  'en-GB': `${VERSION}-gb`,
  'en-IN': `${VERSION}-in`
}

const english = (Object.keys(ENGLISH) as EnglishLocale[]).map(
  (locale) => [locale, englishNormalizer(versionOf[locale], ENGLISH[locale])] as const
)
const entries: readonly (readonly [string, Normalizer])[] = [
  ...english,
  ['de-DE', tableNormalizer(GERMAN)],
  ['fr-FR', tableNormalizer(FRENCH)],
  ['es-ES', tableNormalizer(SPANISH)],
  ['zh-CN', chineseNormalizer('zh-lexical-1')]
]

const normalizers: ReadonlyMap<string, Normalizer> = new Map(
  entries.map(([locale, normalizer]) => [locale.toLowerCase(), normalizer])
)
/** A region without its own normalizer uses that of its language: "fr-CA" that of "fr-FR". */
const normalizersByLanguage: ReadonlyMap<string, Normalizer> = new Map(
  entries.toReversed().map(([locale, normalizer]) => [locale.split('-')[0] ?? locale, normalizer])
)
const wellFormed = /^[a-z]{2,3}(?:-[a-z]{4})?-(?:[a-z]{2}|\d{3})$/

/** Locales with normalization rules of their own. */
export const NORMALIZED_LOCALES: readonly string[] = entries.map(([locale]) => locale)

export class LocaleUnknown extends RangeError {
  constructor(readonly locale: string) {
    super(
      `There is no text normalizer for locale ${JSON.stringify(locale)}; use one of ${NORMALIZED_LOCALES.join(', ')}`
    )
  }
}

/**
 * The text normalizer of a locale, in any letter case. A language without rules (`nl-NL`) gets the default normalizer,
 * which lower-cases, drops punctuation and leaves numbers as digits.
 *
 * @throws LocaleUnknown if `locale` is not a language and region
 * @example normalizerFor('en-US').apply('104 Elm Street') === 'one oh four elm street'
 */
export function normalizerFor(locale: string): Normalizer {
  const lower = locale.toLowerCase()
  const normalizer =
    normalizers.get(lower) ??
    (wellFormed.test(lower)
      ? (normalizersByLanguage.get(lower.split('-')[0] ?? lower) ?? defaultNormalizer)
      : undefined)
  if (normalizer === undefined) throw new LocaleUnknown(locale)
  return normalizer
}
