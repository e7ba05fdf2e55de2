/** Numbers as words of English. @module */

/** How a locale says large numbers: "one hundred and four", and lakh and crore where they are usual. */
export type NumberHabits = Readonly<{ and: boolean; grouping: 'western' | 'indian' }>

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
} as const satisfies Record<NumberHabits['grouping'], readonly (readonly [number, string])[]>

/** Digits beyond these are read one by one: no one says quadrillions. */
export const LONGEST_CARDINAL = 15

const joined = (...words: readonly string[]): string => words.filter((word) => word !== '').join(' ')

const belowHundred = (n: number): string =>
  n < 10
    ? (DIGITS[n] ?? '')
    : n < 20
      ? (TEENS[n - 10] ?? '')
      : joined(TENS[Math.floor(n / 10)] ?? '', n % 10 === 0 ? '' : (DIGITS[n % 10] ?? ''))

/** @example cardinal(104, { and: true, grouping: 'western' }) === 'one hundred and four' */
export function cardinal(n: number, habits: NumberHabits): string {
  if (n < 100) return belowHundred(n)
  const and = habits.and ? 'and' : ''
  if (n < 1000) {
    const rest = n % 100
    const hundreds = `${belowHundred(Math.floor(n / 100))} hundred`
    return rest === 0 ? hundreds : joined(hundreds, and, belowHundred(rest))
  }
  for (const [scale, name] of SCALES[habits.grouping]) {
    if (n < scale) continue
    const rest = n % scale
    const many = `${cardinal(Math.floor(n / scale), habits)} ${name}`
    if (rest === 0) return many
    return joined(many, rest < 100 ? and : '', cardinal(rest, habits))
  }
  return belowHundred(n)
}

/** @example digitByDigit('007') === 'zero zero seven' */
export const digitByDigit = (digits: string): string =>
  [...digits].map((digit) => DIGITS[Number(digit)] ?? '').join(' ')

/** Digits without separators: leading zeros and very long numbers are read digit by digit. */
export const integer = (digits: string, habits: NumberHabits): string =>
  (digits.length > 1 && digits.startsWith('0')) || digits.length > LONGEST_CARDINAL
    ? digitByDigit(digits)
    : cardinal(Number(digits), habits)

/** House numbers, flights, radio: "one oh four", "two twenty one", "forty eight twenty one", "five hundred". */
export function inPairs(n: number): string {
  const head = Math.floor(n / 100)
  const tail = n % 100
  if (head === 0) return belowHundred(tail)
  if (tail === 0)
    return head % 10 === 0 ? `${belowHundred(head / 10)} thousand` : `${belowHundred(head)} hundred`
  return `${belowHundred(head)} ${tail < 10 ? `oh ${belowHundred(tail)}` : belowHundred(tail)}`
}

/** "nineteen ninety", "nineteen oh five", "two thousand five", "twenty twenty four". */
export const year = (n: number, habits: NumberHabits): string =>
  n < 1000 || (n >= 2000 && n < 2010) || n > 9999 || (n >= 1000 && n < 1010)
    ? cardinal(n, habits)
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
