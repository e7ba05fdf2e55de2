/** Numbers as English says them. @module */

const ONES: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9
}
const TEENS: Readonly<Record<string, number>> = {
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19
}
const TENS: Readonly<Record<string, number>> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90
}
const SCALES: Readonly<Record<string, number>> = { thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12 }
const ZEROS = new Set(['zero', 'oh', 'o'])

const ORDINALS: Readonly<Record<string, number>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  eleventh: 11,
  twelfth: 12,
  thirteenth: 13,
  fourteenth: 14,
  fifteenth: 15,
  sixteenth: 16,
  seventeenth: 17,
  eighteenth: 18,
  nineteenth: 19,
  twentieth: 20,
  thirtieth: 30,
  fortieth: 40,
  fiftieth: 50,
  sixtieth: 60,
  seventieth: 70,
  eightieth: 80,
  ninetieth: 90,
  hundredth: 100,
  thousandth: 1000,
  millionth: 1e6
}
/** `the nineties` */
const DECADES: Readonly<Record<string, number>> = {
  twenties: 20,
  thirties: 30,
  forties: 40,
  fifties: 50,
  sixties: 60,
  seventies: 70,
  eighties: 80,
  nineties: 90
}

/** `length` words from where it was looked for. */
export type Spoken<T> = Readonly<{ value: T; length: number }>

const own = (table: Readonly<Record<string, number>>, word: string | undefined): number | undefined =>
  word !== undefined && Object.hasOwn(table, word) ? table[word] : undefined

export const onesAt = (words: readonly string[], at: number): number | undefined => own(ONES, words[at])
export const decadeAt = (words: readonly string[], at: number): number | undefined => own(DECADES, words[at])
export const isZero = (word: string | undefined): boolean => word !== undefined && ZEROS.has(word)

/** 0 to 9, `oh` included. */
export const digitAt = (words: readonly string[], at: number): number | undefined =>
  isZero(words[at]) ? 0 : onesAt(words, at)

/** 10 to 99. */
export function twoDigitsAt(words: readonly string[], at: number): Spoken<number> | undefined {
  const teen = own(TEENS, words[at])
  if (teen !== undefined) return { value: teen, length: 1 }
  const tens = own(TENS, words[at])
  if (tens === undefined) return undefined
  const ones = onesAt(words, at + 1)
  return ones === undefined ? { value: tens, length: 1 } : { value: tens + ones, length: 2 }
}

/** 1 to 99. */
function smallAt(words: readonly string[], at: number): Spoken<number> | undefined {
  const ones = onesAt(words, at)
  return twoDigitsAt(words, at) ?? (ones === undefined ? undefined : { value: ones, length: 1 })
}

/** 1 to 9,999, as in `three hundred and five` and `nineteen hundred`. */
function hundredsAt(words: readonly string[], at: number): Spoken<number> | undefined {
  const small = smallAt(words, at)
  if (!small || words[at + small.length] !== 'hundred') return small
  const length = small.length + 1
  const and = words[at + length] === 'and' ? 1 : 0
  const rest = smallAt(words, at + length + and)
  // `two hundred and thirty thousand`: the rest belongs to it only when no scale of its own follows.
  if (!rest) return { value: small.value * 100, length }
  return { value: small.value * 100 + rest.value, length: length + and + rest.length }
}

/** A whole number from zero: `two million three hundred thousand and five`. */
export function cardinalAt(words: readonly string[], at: number): Spoken<number> | undefined {
  if (words[at] === 'zero') return { value: 0, length: 1 }
  let value = 0
  let length = 0
  let below = Number.POSITIVE_INFINITY
  for (;;) {
    const and = length > 0 && words[at + length] === 'and' ? 1 : 0
    const group = hundredsAt(words, at + length + and)
    if (!group || (and === 1 && group.value >= 100)) break
    const scale = own(SCALES, words[at + length + and + group.length])
    if (scale === undefined) {
      if (below > 1 && (length === 0 || group.value < 1000)) {
        value += group.value
        length += and + group.length
      }
      break
    }
    if (scale >= below || group.value >= 1000) break
    value += group.value * scale
    length += and + group.length + 1
    below = scale
  }
  return length === 0 ? undefined : { value, length }
}

/** `twenty third`, `one hundred and first`, `tenth`. */
export function ordinalAt(words: readonly string[], at: number): Spoken<number> | undefined {
  const small = smallOrdinalAt(words, at)
  if (small) return small
  const cardinal = cardinalBefore(words, at)
  if (!cardinal) return undefined
  const end = at + cardinal.length
  const and = words[end] === 'and' ? 1 : 0
  const last = smallOrdinalAt(words, end + and)
  if (!last || last.value >= 100 || cardinal.value % 100 !== 0) return undefined
  return { value: cardinal.value + last.value, length: cardinal.length + and + last.length }
}

/** One word, or tens and a unit. */
function smallOrdinalAt(words: readonly string[], at: number): Spoken<number> | undefined {
  const alone = own(ORDINALS, words[at])
  if (alone !== undefined) return { value: alone, length: 1 }
  const tens = own(TENS, words[at])
  const unit = own(ORDINALS, words[at + 1])
  return tens !== undefined && unit !== undefined && unit < 10 ? { value: tens + unit, length: 2 } : undefined
}

/** Hundreds and thousands, to be followed by the ordinal of what remains. */
function cardinalBefore(words: readonly string[], at: number): Spoken<number> | undefined {
  const cardinal = cardinalAt(words, at)
  if (!cardinal) return undefined
  // `one hundred twenty third`: the tens belong to the ordinal.
  for (let length = cardinal.length; length > 1; length--) {
    const part = cardinalAt(words.slice(at, at + length), 0)
    if (part?.length === length && part.value % 100 === 0) return part
  }
  return undefined
}

/** `one two oh double five`: two digits or more, each said by itself. */
export function digitsAt(words: readonly string[], at: number): Spoken<string> | undefined {
  let digits = ''
  let length = 0
  for (;;) {
    const times = words[at + length] === 'double' ? 2 : words[at + length] === 'triple' ? 3 : 1
    const digit = digitAt(words, at + length + (times > 1 ? 1 : 0))
    if (digit === undefined) break
    digits += String(digit).repeat(times)
    length += times > 1 ? 2 : 1
  }
  // `oh` alone is a sigh, `o` a letter.
  if (digits.length < 2 || (length === 1 && isZero(words[at]))) return undefined
  return { value: digits, length }
}

/** `three point one four`. */
export function decimalAt(words: readonly string[], at: number): Spoken<string> | undefined {
  const digitwise = digitsAt(words, at)
  const cardinal = cardinalAt(words, at)
  // `three oh one point one`: digit by digit where that leads to the point.
  const whole =
    digitwise && words[at + digitwise.length] === 'point'
      ? digitwise
      : cardinal && { value: written(cardinal.value), length: cardinal.length }
  const point = at + (whole?.length ?? 0)
  if (words[point] !== 'point') return undefined
  let digits = ''
  while (digitAt(words, point + 1 + digits.length) !== undefined) {
    digits += String(digitAt(words, point + 1 + digits.length))
  }
  if (digits === '') return undefined
  return {
    value: `${whole?.value ?? '0'}.${digits}`,
    length: (whole?.length ?? 0) + 1 + digits.length
  }
}

const LARGE: readonly (readonly [number, string])[] = [
  [1e12, 'trillion'],
  [1e9, 'billion'],
  [1e6, 'million']
]

/** As a reader expects it: 42, 1,234, 10,000, 2 million, and 2005, which is more often a year than a count. */
export function written(value: number): string {
  for (const [scale, name] of LARGE) {
    if (value >= scale && value % scale === 0 && value / scale < 1000) return `${value / scale} ${name}`
  }
  if (value < 1000 || (value >= 2000 && value < 2100)) return String(value)
  return value.toLocaleString('en-US')
}

/** `1st`, `22nd`, `113th`. */
export function writtenOrdinal(value: number): string {
  const last = value % 10
  const teen = value % 100 > 10 && value % 100 < 14
  const end = teen ? 'th' : last === 1 ? 'st' : last === 2 ? 'nd' : last === 3 ? 'rd' : 'th'
  return `${value < 10_000 ? value : value.toLocaleString('en-US')}${end}`
}
