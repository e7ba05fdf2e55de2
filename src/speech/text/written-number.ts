/** A number as it stands in a text: `1,234.5`, `1,00,000`, `007`, `.5`, and what is said for it. @module */
import { digitByDigit, inPairs, integer, type NumberHabits } from './number-words.ts'

/** Source of a pattern without groups of its own. Never starts within a longer run of digits. */
export const NUMBER = String.raw`(?:(?<![\d.,])\d{1,3}(?:,\d{2,3}){0,8},\d{3}(?![\d])(?:\.\d+)?|(?<!\d)\d+(?:\.\d+)?|(?<![\d.])\.\d+)`

const westernGroups = /^\d{1,3}(?:,\d{3}){2,}$/

/** "1,234" -> 1234, whole part only, as words. Western groups are said the western way even in India. */
function wholePart(digits: string, habits: NumberHabits): string {
  const plain = digits.replaceAll(',', '')
  return integer(plain, westernGroups.test(digits) ? { ...habits, grouping: 'western' } : habits)
}

/** "three point one four", "one oh two point seven", "point five"; with `point` each digit is said by itself. */
export function decimal(written: string, habits: NumberHabits): string {
  const [whole = '', fraction] = written.split('.')
  // Radio stations and temperatures: a nought in the middle is an "oh".
  const said =
    /^[1-9]0[1-9]$/.test(whole) && fraction !== undefined ? inPairs(Number(whole)) : wholePart(whole, habits)
  if (fraction === undefined) return said
  return `${whole === '' ? '' : `${said} `}point ${digitByDigit(fraction)}`
}

/** True for 1 and 1.0, which take their noun in the singular. */
export const isOne = (written: string): boolean => /^0*1$/.test(written)

/** Long numbers without separators are codes, unless they end like a round number. */
export function quantity(written: string, habits: NumberHabits): string {
  if (/^\d{7,}$/.test(written) && !/000$/.test(written)) return digitByDigit(written)
  return decimal(written, habits)
}
