/** What a language says for what is written: all that the one engine (`table-normaliser.ts`) knows of it. @module */

/** Singular and plural. */
export type Counted = readonly [one: string, many: string]

export type LocaleTables = Readonly<{
  /** Raised with any change of what is made of a text. */
  version: string
  /** Letters of its words, lower-case, as a character class without brackets. */
  letters: string
  /** Letters of other languages as its own: "ø" -> "o"; accents not among `letters` are dropped anyway. */
  foreign: Readonly<Record<string, string>>
  /** A text with any of these is given up whole: nothing certain is said for them. */
  unspeakable?: RegExp
  /** Signs between groups of three digits, as a character class without brackets. */
  grouping: string
  decimal: ',' | '.'
  /** Words of "3,5" between the numbers. */
  decimalWord: string
  /** "3.2.1", where the dot groups no digits. */
  dotWord: string
  digits: readonly string[]
  /** Words of a whole number from 0 to 10^12 - 1. */
  integer: (value: number) => string
  /** The number before a noun: "un euro", not "uno". */
  counting: (value: number) => string
  year: (value: number) => string
  /** January first. */
  months: readonly string[]
  date: (day: number, month: string, year?: number) => string
  /** Numbers before the name of a month: "3. Mai", "1er mai", and what is said for the day. */
  dayBeforeMonth: RegExp
  /** Groups: hour, minute. */
  times: readonly RegExp[]
  time: (hour: number, minute: number) => string
  /** Groups: a number, and perhaps an ending. */
  ordinals: readonly (readonly [RegExp, (value: number, ending: string) => string])[]
  /** "3-5" and "3–5". */
  to: string
  minus: string
  percent: string
  currencies: Readonly<Record<string, Readonly<{ unit: Counted; cent: Counted }>>>
  money: (whole: string, cents: string | undefined) => string
  units: Readonly<Record<string, Counted>>
  per: Readonly<Record<string, string>>
  /** As written, its dot included: "z. B." is tried as "z.B." too. */
  abbreviations: Readonly<Record<string, string>>
  signs: Readonly<Record<string, string>>
}>
