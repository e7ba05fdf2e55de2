/** English numbers: their written patterns and their verbalization. @module */

/** How a locale verbalizes large numbers: with "and" ("one hundred and four"), with lakh and crore. */
export type NumberConventions = Readonly<{ and: boolean; grouping: 'western' | 'indian' }>

const DIGITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'] as const
const TEENS = [
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen'
] as const
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'] as const

const SCALES = {
  western: [
    [1e12, 'trillion'],
    [1e9, 'billion'],
    [1e6, 'million'],
    [1e3, 'thousand']
  ],
  indian: [
    [1e7, 'crore'],
    [1e5, 'lakh'],
    [1e3, 'thousand']
  ]
} as const satisfies Record<NumberConventions['grouping'], readonly (readonly [number, string])[]>

/** Longer numbers are verbalized digit by digit. */
export const MAX_CARDINAL_DIGITS = 15

const joined = (...words: readonly string[]): string => words.filter((word) => word !== '').join(' ')

const belowHundred = (n: number): string =>
  n < 10
    ? (DIGITS[n] ?? '')
    : n < 20
      ? (TEENS[n - 10] ?? '')
      : joined(TENS[Math.floor(n / 10)] ?? '', n % 10 === 0 ? '' : (DIGITS[n % 10] ?? ''))

/** @example cardinal(104, { and: true, grouping: 'western' }) === 'one hundred and four' */
export function cardinal(n: number, conventions: NumberConventions): string {
  if (n < 100) return belowHundred(n)
  const and = conventions.and ? 'and' : ''
  if (n < 1000) {
    const rest = n % 100
    const hundreds = `${belowHundred(Math.floor(n / 100))} hundred`
    return rest === 0 ? hundreds : joined(hundreds, and, belowHundred(rest))
  }
  for (const [scale, name] of SCALES[conventions.grouping]) {
    if (n < scale) continue
    const rest = n % scale
    const many = `${cardinal(Math.floor(n / scale), conventions)} ${name}`
    if (rest === 0) return many
    return joined(many, rest < 100 ? and : '', cardinal(rest, conventions))
  }
  return belowHundred(n)
}

/** @example digitByDigit('007') === 'zero zero seven' */
export const digitByDigit = (digits: string): string =>
  [...digits].map((digit) => DIGITS[Number(digit)] ?? '').join(' ')

/** Digits without separators; digit by digit with a leading zero or more than 15 digits. */
export const integer = (digits: string, conventions: NumberConventions): string =>
  (digits.length > 1 && digits.startsWith('0')) || digits.length > MAX_CARDINAL_DIGITS
    ? digitByDigit(digits)
    : cardinal(Number(digits), conventions)

/** House numbers, flights, radio frequencies: "one oh four", "two twenty one", "forty eight twenty one", "five hundred". */
export function inPairs(n: number): string {
  const head = Math.floor(n / 100)
  const tail = n % 100
  if (head === 0) return belowHundred(tail)
  if (tail === 0)
    return head % 10 === 0 ? `${belowHundred(head / 10)} thousand` : `${belowHundred(head)} hundred`
  return `${belowHundred(head)} ${tail < 10 ? `oh ${belowHundred(tail)}` : belowHundred(tail)}`
}

/** "nineteen ninety", "nineteen oh five", "two thousand five", "twenty twenty four". */
export const year = (n: number, conventions: NumberConventions): string =>
  n < 1000 || (n >= 2000 && n < 2010) || n > 9999 || (n >= 1000 && n < 1010)
    ? cardinal(n, conventions)
    : inPairs(n)

const ORDINALS: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth'
}

/** Changes the last word only: "twenty one" -> "twenty first". */
export const ordinalOf = (words: string): string =>
  words.replace(
    /[a-z]+$/,
    (last) => ORDINALS[last] ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`)
  )

/** Changes the last word only: "nineteen ninety" -> "nineteen nineties". */
export const pluralOf = (words: string): string =>
  words.replace(/[a-z]+$/, (last) =>
    last.endsWith('y') ? `${last.slice(0, -1)}ies` : last === 'six' ? 'sixes' : `${last}s`
  )

/** Source of a pattern, without groups, for `1,234.5`, `1,00,000`, `007` and `.5`. Never matches inside a run of digits. */
export const NUMBER = String.raw`(?:(?<![\d.,])\d{1,3}(?:,\d{2,3}){0,8},\d{3}(?![\d])(?:\.\d+)?|(?<!\d)\d+(?:\.\d+)?|(?<![\d.])\.\d+)`

const westernGroups = /^\d{1,3}(?:,\d{3}){2,}$/

/** "1,234" -> "one thousand two hundred thirty four"; western groups are verbalized the western way, even for India. */
function wholePart(digits: string, conventions: NumberConventions): string {
  const plain = digits.replaceAll(',', '')
  return integer(plain, westernGroups.test(digits) ? { ...conventions, grouping: 'western' } : conventions)
}

/** "three point one four", "one oh two point seven", "point five". */
export function decimal(written: string, conventions: NumberConventions): string {
  const [whole = '', fraction] = written.split('.')
  // Radio stations and temperatures: a zero in the middle is an "oh".
  const spoken =
    /^[1-9]0[1-9]$/.test(whole) && fraction !== undefined
      ? inPairs(Number(whole))
      : wholePart(whole, conventions)
  if (fraction === undefined) return spoken
  return `${whole === '' ? '' : `${spoken} `}point ${digitByDigit(fraction)}`
}

/** Whether the number is 1, which takes its noun in the singular. */
export const isOne = (written: string): boolean => /^0*1$/.test(written)

/** Verbalizes a number by its length: seven or more digits without separators are a code, unless they end in 000. */
export function quantity(written: string, conventions: NumberConventions): string {
  if (/^\d{7,}$/.test(written) && !/000$/.test(written)) return digitByDigit(written)
  return decimal(written, conventions)
}
