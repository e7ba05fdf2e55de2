/** Money, percentages, units: a number and what it counts. @module */
import type { Match, Reader } from './match.ts'
import { cardinalAt, decimalAt, type Spoken, written } from './number-words.ts'

/** `$12` or `12 kg`: the sign before or after. */
type Sign = Readonly<{ before?: string; after?: string; cents?: string }>

const DOLLAR: Sign = { before: '$', cents: 'cents' }
const EURO: Sign = { before: '€', cents: 'cents' }

const MONEY: Readonly<Record<string, Sign>> = {
  dollar: DOLLAR,
  dollars: DOLLAR,
  euro: EURO,
  euros: EURO,
  rupee: { before: '₹' },
  rupees: { before: '₹' },
  yen: { before: '¥' }
}
const POUND: Sign = { before: '£', cents: 'pence' }

const UNITS: Readonly<Record<string, string>> = {
  kilogram: 'kg',
  kilograms: 'kg',
  kilogrammes: 'kg',
  kilos: 'kg',
  milligram: 'mg',
  milligrams: 'mg',
  kilometer: 'km',
  kilometers: 'km',
  kilometre: 'km',
  kilometres: 'km',
  centimeter: 'cm',
  centimeters: 'cm',
  centimetre: 'cm',
  centimetres: 'cm',
  millimeter: 'mm',
  millimeters: 'mm',
  millimetre: 'mm',
  millimetres: 'mm',
  milliliter: 'ml',
  milliliters: 'ml',
  millilitre: 'ml',
  millilitres: 'ml',
  'kilometers per hour': 'km/h',
  'kilometres per hour': 'km/h',
  'miles per hour': 'mph',
  'meters per second': 'm/s',
  'metres per second': 'm/s',
  'degrees celsius': '°C',
  'degree celsius': '°C',
  'degrees fahrenheit': '°F',
  'degree fahrenheit': '°F',
  kilobyte: 'KB',
  kilobytes: 'KB',
  megabyte: 'MB',
  megabytes: 'MB',
  gigabyte: 'GB',
  gigabytes: 'GB',
  terabyte: 'TB',
  terabytes: 'TB',
  hertz: 'Hz',
  kilohertz: 'kHz',
  megahertz: 'MHz',
  gigahertz: 'GHz',
  watt: 'W',
  watts: 'W',
  kilowatt: 'kW',
  kilowatts: 'kW',
  megawatt: 'MW',
  megawatts: 'MW',
  volt: 'V',
  volts: 'V'
}
const LONGEST_UNIT = 3

/** Between two numbers "minus" is a sum. */
const isNumberEnd = (words: readonly string[], at: number): boolean =>
  at > 0 && cardinalAt(words, at - 1)?.length === 1

/** A cardinal or a decimal, as it is written. */
function amountAt(words: readonly string[], at: number): Spoken<string> | undefined {
  if (words[at] === 'minus' && !isNumberEnd(words, at)) {
    const amount = words[at + 1] === 'minus' ? undefined : amountAt(words, at + 1)
    return amount && { value: `-${amount.value}`, length: amount.length + 1 }
  }
  const decimal = decimalAt(words, at)
  if (decimal) return decimal
  const cardinal = cardinalAt(words, at)
  return cardinal && { value: written(cardinal.value), length: cardinal.length }
}

/** `one point two million` and `two lakh` are said, and written, with the scale as a word. */
function withScale(words: readonly string[], at: number): Spoken<string> | undefined {
  const amount = amountAt(words, at)
  if (!amount) return undefined
  const scale = words[at + amount.length]
  const decimal = /\.\d+$/.test(amount.value)
  const worded = decimal ? /^(?:million|billion|trillion|lakh|crore)$/ : /^(?:lakh|crore)$/
  if (!worded.test(scale ?? '')) return amount
  return { value: `${amount.value} ${scale}`, length: amount.length + 1 }
}

/** @param pounds whether they are money rather than weight */
export const readMoney =
  (pounds: boolean): Reader =>
  (words, at) => {
    const amount = withScale(words, at)
    if (!amount) return undefined
    const next = words[at + amount.length] ?? ''
    const sign = Object.hasOwn(MONEY, next)
      ? MONEY[next]
      : pounds && /^pounds?$/.test(next)
        ? POUND
        : undefined
    if (sign) return withCents(words, at, amount, sign)
    if (!/^(?:cents?|pence)$/.test(next) || !/^\d\d?$/.test(amount.value)) return undefined
    const text = `${next === 'pence' ? '£' : '$'}0.${amount.value.padStart(2, '0')}`
    return next === 'pence' && !pounds ? undefined : { text, length: amount.length + 1 }
  }

/** Where "fifty" is the cents of "five dollars fifty", and counts nothing that follows. */
const AFTER_PRICE = new Set('a an and at but each for if in is on or per please the to was with'.split(' '))
const priceEnds = (word: string | undefined): boolean => word === undefined || AFTER_PRICE.has(word)

/** `five dollars and fifty cents`, `five dollars fifty`. */
function withCents(words: readonly string[], at: number, amount: Spoken<string>, sign: Sign): Match {
  const length = amount.length + 1
  const whole: Match = { text: `${sign.before}${amount.value}`, length }
  if (!/^[\d,]+$/.test(amount.value) || sign.cents === undefined) return whole
  const and = words[at + length] === 'and' ? 1 : 0
  const cents = cardinalAt(words, at + length + and)
  const named =
    cents !== undefined &&
    new RegExp(`^(?:${sign.cents}|cents?)$`).test(words[at + length + and + cents.length] ?? '')
  if (!cents || cents.value > 99) return whole
  const bare = !named && and === 0 && cents.value > 9 && priceEnds(words[at + length + cents.length])
  if (!named && !bare) return whole
  return {
    text: `${whole.text}.${String(cents.value).padStart(2, '0')}`,
    length: length + and + cents.length + (named ? 1 : 0)
  }
}

export const readPercent: Reader = (words, at) => {
  const amount = amountAt(words, at)
  if (!amount) return undefined
  const end = at + amount.length
  if (words[end] === 'percent') return { text: `${amount.value}%`, length: amount.length + 1 }
  return words[end] === 'per' && words[end + 1] === 'cent'
    ? { text: `${amount.value}%`, length: amount.length + 2 }
    : undefined
}

export const readUnit: Reader = (words, at) => {
  const amount = amountAt(words, at)
  if (!amount) return undefined
  const end = at + amount.length
  for (let length = LONGEST_UNIT; length > 0; length--) {
    const name = words.slice(end, end + length).join(' ')
    if (!Object.hasOwn(UNITS, name)) continue
    return { text: `${amount.value} ${UNITS[name]}`, length: amount.length + length }
  }
  return undefined
}
