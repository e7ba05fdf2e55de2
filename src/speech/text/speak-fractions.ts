/** Fractions, alone and after a whole number. @module */
import { integer, type NumberHabits } from './number-words.ts'
import type { Step } from './step.ts'

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

/** "2/3" -> "two thirds"; what is no proper fraction, "24/7" or "9/11", is two numbers. */
export function speakFractions(habits: NumberHabits): Step {
  const words = (digits: string): string => integer(digits, habits)
  const part = (above: string, below: string): string | undefined => {
    const names = DENOMINATORS[below]
    if (names === undefined || Number(above) === 0 || Number(above) >= Number(below)) return undefined
    return `${words(above)} ${names[above === '1' ? 0 : 1]}`
  }
  return {
    name: 'speak-fractions',
    apply: (text) => {
      if (!text.includes('/')) return text
      return text
        .replace(mixed, (found, whole: string, above: string, below: string) => {
          const said = part(above, below)?.replace(/^one (?=half|quarter)/, 'a ')
          return said === undefined ? found : ` ${words(whole)} and ${said} `
        })
        .replace(
          alone,
          (_, above: string, below: string) => ` ${part(above, below) ?? `${words(above)} ${words(below)}`} `
        )
    }
  }
}
