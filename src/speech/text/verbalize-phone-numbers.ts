/** Verbalizes telephone and card numbers digit by digit. @module */

import { digitByDigit } from './english-numbers.ts'
import type { NormalizationStep } from './step.ts'

const START = String.raw`(?<![\w.,$€£₹¥(-]|\d )`
const END = String.raw`(?![\w]|[-.,]\d)`

const SHAPES = [
  // +44 20 7946 0958, +91 98765 43210, +1 (555) 010-0199
  String.raw`\+\d{1,3}[ .-]?\(?\d{1,5}\)?(?:[ .-]?\d{2,5}){1,4}`,
  // 1-800-456-8910, (555) 010-0199, 555.010.0199
  String.raw`(?:1[ .-])?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}`,
  // 555-0199
  String.raw`\d{3}-\d{4}`,
  // 020 7946 0958
  String.raw`0\d{2,4}[ -]\d{3,4}[ -]?\d{3,4}`,
  // 123-45-6789, and cards in fours
  String.raw`\d{3}-\d{2}-\d{4}`,
  String.raw`\d{4}(?:[ -]\d{4}){3}`
] as const

const parenthesized = new RegExp(String.raw`(?<![\w.,$])\(\d{3}\) ?\d{3}[ .-]\d{4}${END}`, 'g')
const number = new RegExp(`${START}(?:${SHAPES.join('|')})${END}`, 'g')

/** Toll-free prefixes are read as hundreds: "one eight hundred". */
const verbalizeGroup = (digits: string): string =>
  /^[89]00$/.test(digits) ? `${digitByDigit(digits.charAt(0))} hundred` : digitByDigit(digits)

const verbalize = (found: string): string =>
  ` ${found.startsWith('+') ? 'plus ' : ''}${(found.match(/\d+/g) ?? []).map(verbalizeGroup).join(' ')} `

/** "1-800-456-8910" -> "one eight hundred four five six eight nine one zero". */
export const verbalizePhoneNumbers: NormalizationStep = {
  name: 'speak-phone-numbers',
  apply: (text) =>
    /\d[\d ().-]{5}/.test(text) ? text.replace(parenthesized, verbalize).replace(number, verbalize) : text
}
