/** Spells codes of letters and digits, and numbers that are identifiers. @module */
import { digitByDigit, integer, type NumberConventions } from './english-numbers.ts'
import type { NormalizationStep } from './step.ts'

const version = /(?<![\d.])\d{1,5}(?:\.\d{1,5}){2,}(?![\w])/g
// At least one group of three digits: "1-2-3" and "24-10-4" are numbers.
const hyphenated = /(?<![\w.-])(?=[\d-]{0,40}\d{3})\d{1,8}(?:-\d{1,8}){2,6}(?![\w]|-\d)/g
const joined = /(?<![\w.'-])([A-Z]{1,3})-(\d{1,4})(?![\w-]|\.\d)/g
const mixed = /(?<![A-Za-z0-9]|\d\.)(?=[a-z]{0,40}\d)(?=\d{0,40}[a-z])[a-z0-9]{2,}/gi

// "H20" with a zero is a common misspelling of "H2O".
const WELL_KNOWN: Readonly<Record<string, string>> = { h20: 'h two o' }

/** "KX9" -> "k x nine", "iPhone15" -> "iphone fifteen", "OU812" -> "o u eight one two". Case does not matter. */
function spellCode(word: string, conventions: NumberConventions): string {
  const known = WELL_KNOWN[word.toLowerCase()]
  if (known !== undefined) return known
  return (word.toLowerCase().match(/[a-z]+|\d+/g) ?? [])
    .map((run) => {
      if (/^\d/.test(run)) return run.length <= 2 ? integer(run, conventions) : digitByDigit(run)
      return run.length <= 3 || !/[aeiouy]/.test(run) ? [...run].join(' ') : run
    })
    .join(' ')
}

/** "3CPO" -> "three c p o", "F-16" -> "f sixteen", "3.2.1" -> "three point two point one". */
export const spellCodes = (conventions: NumberConventions): NormalizationStep => ({
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
                .map((part) => integer(part, conventions))
                .join(' point ')} `
          )
          .replace(joined, '$1$2')
          .replace(mixed, (word) => ` ${spellCode(word, conventions)} `)
      : text
})
