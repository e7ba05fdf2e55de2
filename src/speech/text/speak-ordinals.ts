/** Numbers with an ending: "22nd", "1990s". @module */
import { integer, type NumberHabits, ordinalOf, pluralOf, year } from './number-words.ts'
import type { Step } from './step.ts'

const ordinal = /(?<![\w.,])(\d{1,3}(?:,\d{3})+|\d{1,9})(?:st|nd|rd|th)(?![A-Za-z0-9])/gi
const decade = /(?<![\w.,$])'?(\d0|\d{4})'?s(?![A-Za-z0-9])/g

/** "22nd" -> "twenty second"; "the '90s" -> "the nineties". */
export const speakOrdinals = (habits: NumberHabits): Step => ({
  name: 'speak-ordinals',
  apply: (text) =>
    /\d/.test(text)
      ? text
          .replace(
            ordinal,
            (_, digits: string) => ` ${ordinalOf(integer(digits.replaceAll(',', ''), habits))} `
          )
          .replace(
            decade,
            (_, digits: string) =>
              ` ${pluralOf(digits.length === 4 ? year(Number(digits), habits) : integer(digits, habits))} `
          )
      : text
})
