/** Counts, ordinals, fractions, digits said one by one, telephone numbers. @module */
import { NUMBERED } from './calendar.ts'
import type { Match, Reader } from './match.ts'
import {
  cardinalAt,
  decimalAt,
  digitAt,
  digitsAt,
  onesAt,
  ordinalAt,
  type Spoken,
  twoDigitsAt,
  written,
  writtenOrdinal
} from './number-words.ts'

const THOUSAND = 1000

export const readCardinal: Reader = (words, at) => {
  const cardinal = cardinalAt(words, at)
  if (!cardinal) return undefined
  // "One" is a pronoun more often than a count, and "zero" a word.
  if (
    cardinal.length === 1 &&
    (words[at] === 'one' || words[at] === 'zero') &&
    !NUMBERED.has(words[at - 1] ?? '')
  ) {
    return undefined
  }
  const spoken = words.slice(at, at + cardinal.length)
  const inHundreds =
    cardinal.value >= THOUSAND &&
    cardinal.value < 10 * THOUSAND &&
    spoken.includes('hundred') &&
    !spoken.includes('thousand')
  return { text: inHundreds ? String(cardinal.value) : written(cardinal.value), length: cardinal.length }
}

/** `minus five`; between two numbers it is a sum, and stays a word. */
export const readNegative: Reader = (words, at) => {
  if (words[at] !== 'minus' || /\d/.test(words[at - 1] ?? '') || cardinalEndsAt(words, at)) return undefined
  const number =
    readDecimal(words, at + 1) ??
    (onesAt(words, at + 1) === 1 ? { text: '1', length: 1 } : readCardinal(words, at + 1))
  return number && { text: `-${number.text}`, length: number.length + 1 }
}

const cardinalEndsAt = (words: readonly string[], at: number): boolean =>
  at > 0 && cardinalAt(words, at - 1)?.length === 1

export const readDecimal: Reader = (words, at) => {
  const decimal = decimalAt(words, at)
  if (!decimal) return undefined
  const scale = words[at + decimal.length] ?? ''
  if (!/^(?:thousand|million|billion|trillion)$/.test(scale))
    return { text: decimal.value, length: decimal.length }
  return { text: `${decimal.value} ${scale}`, length: decimal.length + 1 }
}

/** First to ninth are words of prose ("a second", "in the first place"); from tenth on they are figures. */
export const readOrdinal: Reader = (words, at) => {
  const ordinal = ordinalAt(words, at)
  if (!ordinal || ordinal.value < 10 || (ordinal.length === 1 && ordinal.value >= 100)) return undefined
  return { text: writtenOrdinal(ordinal.value), length: ordinal.length }
}

const PARTS: Readonly<Record<string, number>> = {
  half: 2,
  halves: 2,
  third: 3,
  thirds: 3,
  quarter: 4,
  quarters: 4,
  fourth: 4,
  fourths: 4,
  fifth: 5,
  fifths: 5,
  sixth: 6,
  sixths: 6,
  seventh: 7,
  sevenths: 7,
  eighth: 8,
  eighths: 8,
  ninth: 9,
  ninths: 9,
  tenth: 10,
  tenths: 10
}

/** `three quarters`, `two and a half`. */
export const readFraction: Reader = (words, at) => {
  const whole = cardinalAt(words, at)
  if (whole && words[at + whole.length] === 'and') {
    const after = at + whole.length + 1
    if (words[after] === 'a' && words[after + 1] === 'half')
      return { text: `${whole.value} 1/2`, length: whole.length + 3 }
    const part = partAt(words, after)
    if (part) return { text: `${whole.value} ${part.text}`, length: whole.length + 1 + part.length }
  }
  return partAt(words, at)
}

function partAt(words: readonly string[], at: number): Match | undefined {
  const top = onesAt(words, at)
  const name = words[at + 1] ?? ''
  if (top === undefined || !Object.hasOwn(PARTS, name)) return undefined
  // `one fifth` and `two fifths`; `one fifths` is neither.
  if (top > 1 !== (name.endsWith('s') || name === 'halves')) return undefined
  return { text: `${top}/${PARTS[name]}`, length: 2 }
}

/** Digits said one by one: `nine one one`. */
export const readDigits: Reader = (words, at) => {
  const digits = digitsAt(words, at)
  return digits && { text: digits.value, length: digits.length }
}

/** Numbers said in groups, as rooms and codes are: `one oh five`, `seven forty seven`, `fifty one fifty`. */
export const readGroups: Reader = (words, at) => {
  const group = groupsAt(words, at)
  return group && { text: group.value, length: group.length }
}

export function groupsAt(words: readonly string[], at: number): Spoken<string> | undefined {
  const first = digitAt(words, at)
  const head =
    first === undefined || words[at] === 'oh' ? twoDigitsAt(words, at) : { value: first, length: 1 }
  if (!head) return undefined
  const ones = onesAt(words, at + head.length + 1)
  if (words[at + head.length] === 'oh' && ones !== undefined) {
    return { value: `${head.value}0${ones}`, length: head.length + 2 }
  }
  const tail = twoDigitsAt(words, at + head.length)
  return tail && { value: `${head.value}${tail.value}`, length: head.length + tail.length }
}

/** Seven, ten or eleven digits, said one by one but for a few in groups: `one eight hundred four five six …`. */
export const readTelephone: Reader = (words, at) => {
  const plus = words[at] === 'plus' ? 1 : 0
  let digits = ''
  let length = plus
  let atoms = 0
  let found: Match | undefined
  while (digits.length <= 11) {
    const atom = telephoneAtom(words, at + length)
    if (!atom) break
    digits += atom.value
    length += atom.length
    atoms += 1
    const text = atoms >= 4 ? grouped(digits) : undefined
    if (text !== undefined) found = { text: plus === 1 ? `+${text.replaceAll('-', ' ')}` : text, length }
  }
  return found
}

function telephoneAtom(words: readonly string[], at: number): Spoken<string> | undefined {
  const times = words[at] === 'double' ? 2 : words[at] === 'triple' ? 3 : 1
  const place = at + (times > 1 ? 1 : 0)
  const digit = digitAt(words, place)
  if (digit !== undefined) {
    if (times === 1 && words[place + 1] === 'hundred') return { value: `${digit}00`, length: 2 }
    return { value: String(digit).repeat(times), length: times > 1 ? 2 : 1 }
  }
  const pair = twoDigitsAt(words, at)
  return pair && { value: String(pair.value), length: pair.length }
}

function grouped(digits: string): string | undefined {
  if (digits.length === 11 && digits.startsWith('1'))
    return digits.replace(/^(.)(...)(...)(....)$/, '$1-$2-$3-$4')
  if (digits.length === 10) return digits.replace(/^(...)(...)(....)$/, '$1-$2-$3')
  return digits.length === 7 ? digits.replace(/^(...)(....)$/, '$1-$2') : undefined
}
