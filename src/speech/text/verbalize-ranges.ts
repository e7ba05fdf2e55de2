/** Verbalizes ranges, dimensions and ratios: "1-3", "2x4", "16:9". @module */
import { decimal, inPairs, integer, NUMBER, type NumberConventions, year } from './english-numbers.ts'
import type { NormalizationStep } from './step.ts'

const by = /(?<![\w.,])(\d{1,4}) ?[x×] ?(\d{1,4})(?![\w]|\.\d)/g
const ratio = /(?<![\d:.,])(\d{1,4}):(\d{1,4})(?![\d:]|\.\d)/g
const percents = /(?<=\d ?)% ?- ?(?=\.?\d)/g
const range = new RegExp(String.raw`(?<![-\w.,])(${NUMBER}) ?- ?(${NUMBER})(?![-\w]|[.,]\d)`, 'g')

/** "1-3" -> "one to three"; "1990-1995" -> "nineteen ninety to nineteen ninety five". */
export function verbalizeRanges(conventions: NumberConventions): NormalizationStep {
  const words = (digits: string): string => integer(digits, conventions)
  const end = (digits: string): string =>
    /^(?:1[1-9]|20)\d\d$/.test(digits) ? year(Number(digits), conventions) : decimal(digits, conventions)
  const side = (digits: string): string => (digits.length === 4 ? inPairs(Number(digits)) : words(digits))
  return {
    name: 'speak-ranges',
    apply: (text) =>
      /\d/.test(text)
        ? text
            .replace(by, (_, wide: string, high: string) => ` ${side(wide)} by ${side(high)} `)
            .replace(ratio, (_, one: string, other: string) => ` ${words(one)} to ${words(other)} `)
            .replace(percents, '% to ')
            .replace(range, (_, low: string, high: string) => ` ${end(low)} to ${end(high)} `)
        : text
  }
}
