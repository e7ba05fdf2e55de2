/** Verbalizes fractions and mixed numbers. @module */
import { integer, type NumberConventions } from './english-numbers.ts'
import type { NormalizationStep } from './step.ts'

const DENOMINATORS: Readonly<Record<string, readonly [string, string]>> = {
  2: ['half', 'halves'],
  3: ['third', 'thirds'],
  4: ['quarter', 'quarters'],
  5: ['fifth', 'fifths'],
  6: ['sixth', 'sixths'],
  7: ['seventh', 'sevenths'],
  8: ['eighth', 'eighths'],
  9: ['ninth', 'ninths'],
  10: ['tenth', 'tenths'],
  12: ['twelfth', 'twelfths'],
  16: ['sixteenth', 'sixteenths'],
  32: ['thirty second', 'thirty seconds'],
  64: ['sixty fourth', 'sixty fourths'],
  100: ['hundredth', 'hundredths']
}

const mixed = /(?<![\d.,/])(\d{1,4})[ -]([1-9]\d?)\/(\d{1,3})(?![\d/]|\.\d)/g
const alone = /(?<![\d.,/])(\d{1,4})\/(\d{1,4})(?![\d/]|\.\d)/g

/** "2/3" -> "two thirds"; an improper fraction such as "24/7" or "9/11" becomes two numbers. */
export function verbalizeFractions(conventions: NumberConventions): NormalizationStep {
  const words = (digits: string): string => integer(digits, conventions)
  const part = (numerator: string, denominator: string): string | undefined => {
    const names = DENOMINATORS[denominator]
    if (names === undefined || Number(numerator) === 0 || Number(numerator) >= Number(denominator))
      return undefined
    return `${words(numerator)} ${names[numerator === '1' ? 0 : 1]}`
  }
  return {
    name: 'speak-fractions',
    apply: (text) => {
      if (!text.includes('/')) return text
      return text
        .replace(mixed, (found, whole: string, numerator: string, denominator: string) => {
          const fraction = part(numerator, denominator)?.replace(/^one (?=half|quarter)/, 'a ')
          return fraction === undefined ? found : ` ${words(whole)} and ${fraction} `
        })
        .replace(
          alone,
          (_, numerator: string, denominator: string) =>
            ` ${part(numerator, denominator) ?? `${words(numerator)} ${words(denominator)}`} `
        )
    }
  }
}
