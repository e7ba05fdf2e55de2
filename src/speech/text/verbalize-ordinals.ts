/** Verbalizes ordinals and decades: "22nd", "1990s". @module */
import { integer, type NumberConventions, ordinalOf, pluralOf, year } from './english-numbers.ts'
import type { NormalizationStep } from './step.ts'

const ordinal = /(?<![\w.,])(\d{1,3}(?:,\d{3})+|\d{1,9})(?:st|nd|rd|th)(?![A-Za-z0-9])/gi
const decade = /(?<![\w.,$])'?(\d0|\d{4})'?s(?![A-Za-z0-9])/g

/** "22nd" -> "twenty second"; "the '90s" -> "the nineties". */
export const verbalizeOrdinals = (conventions: NumberConventions): NormalizationStep => ({
  name: 'speak-ordinals',
  apply: (text) =>
    /\d/.test(text)
      ? text
          .replace(
            ordinal,
            (_, digits: string) => ` ${ordinalOf(integer(digits.replaceAll(',', ''), conventions))} `
          )
          .replace(
            decade,
            (_, digits: string) =>
              ` ${pluralOf(digits.length === 4 ? year(Number(digits), conventions) : integer(digits, conventions))} `
          )
      : text
})
