/** Names made of letters and digits, and numbers that are names. @module */
import { digitByDigit, integer, type NumberHabits } from './number-words.ts'
import type { Step } from './step.ts'

const version = /(?<![\d.])\d{1,5}(?:\.\d{1,5}){2,}(?![\w])/g
// At least one group of three: "1-2-3" and "24-10-4" are said as numbers.
const hyphenated = /(?<![\w.-])(?=[\d-]{0,40}\d{3})\d{1,8}(?:-\d{1,8}){2,6}(?![\w]|-\d)/g
const joined = /(?<![\w.'-])([A-Z]{1,3})-(\d{1,4})(?![\w-]|\.\d)/g
const mixed = /(?<![A-Za-z0-9]|\d\.)(?=[a-z]{0,40}\d)(?=\d{0,40}[a-z])[a-z0-9]{2,}/gi

// Spelled with a nought for the letter, as the documentation itself does.
const WELL_KNOWN: Readonly<Record<string, string>> = { h20: 'h two o' }

/** "KX9" -> "k x nine", "iPhone15" -> "iphone fifteen", "OU812" -> "o u eight one two". Case does not matter. */
function letterAndDigits(word: string, habits: NumberHabits): string {
  const known = WELL_KNOWN[word.toLowerCase()]
  if (known !== undefined) return known
  return (word.toLowerCase().match(/[a-z]+|\d+/g) ?? [])
    .map((run) => {
      if (/^\d/.test(run)) return run.length <= 2 ? integer(run, habits) : digitByDigit(run)
      return run.length <= 3 || !/[aeiouy]/.test(run) ? [...run].join(' ') : run
    })
    .join(' ')
}

/** "3CPO" -> "three c p o", "F-16" -> "f sixteen", "3.2.1" -> "three point two point one". */
export const spellCodes = (habits: NumberHabits): Step => ({
  name: 'spell-codes',
  apply: (text) =>
    /\d/.test(text)
      ? text
          .replace(hyphenated, (digits) => ` ${digits.split('-').map(digitByDigit).join(' ')} `)
          .replace(
            version,
            (digits) =>
              ` ${digits
                .split('.')
                .map((part) => integer(part, habits))
                .join(' point ')} `
          )
          .replace(joined, '$1$2')
          .replace(mixed, (word) => ` ${letterAndDigits(word, habits)} `)
      : text
})
