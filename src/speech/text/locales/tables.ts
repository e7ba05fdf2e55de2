/** The normalization rules of one language, for `table-normalizer.ts`. @module */

/** Singular and plural. */
export type Counted = readonly [one: string, many: string]

export type LocaleTables = Readonly<{
  /** Raised with every change of the output. */
  version: string
  /** Lower-case letters of the language, as a character class without brackets. */
  letters: string
  /** Replacements for letters of other languages: "ø" -> "o". Accents that are not in `letters` are always dropped. */
  foreign: Readonly<Record<string, string>>
  /** A text with any of these becomes empty, as its verbalization is uncertain. */
  unspeakable?: RegExp
  /** Thousands separators, as a character class without brackets. */
  grouping: string
  decimal: ',' | '.'
  /** Verbalized decimal separator: that of "3,5". */
  decimalWord: string
  /** Verbalized dot: that of "3.2.1". */
  dotWord: string
  digits: readonly string[]
  /** Verbalizes an integer from 0 to 10^12 - 1. */
  integer: (value: number) => string
  /** Verbalizes a number before a noun: "un euro", not "uno". */
  counting: (value: number) => string
  year: (value: number) => string
  /** January first. */
  months: readonly string[]
  date: (day: number, month: string, year?: number) => string
  /** Matches the day before a month name: "3. Mai", "1er mai". */
  dayBeforeMonth: RegExp
  /** Groups: hour, minute. */
  times: readonly RegExp[]
  time: (hour: number, minute: number) => string
  /** Patterns with two groups, the number and an optional suffix, and their verbalization. */
  ordinals: readonly (readonly [RegExp, (value: number, ending: string) => string])[]
  /** Verbalized range sign: that of "3-5" and "3–5". */
  to: string
  minus: string
  percent: string
  currencies: Readonly<Record<string, Readonly<{ unit: Counted; cent: Counted }>>>
  money: (whole: string, cents: string | undefined) => string
  units: Readonly<Record<string, Counted>>
  per: Readonly<Record<string, string>>
  /** Abbreviations with their dots; "z. B." also matches "z.B.". */
  abbreviations: Readonly<Record<string, string>>
  signs: Readonly<Record<string, string>>
}>
