/** Folds equivalent characters: widths, ligatures, quotes, dashes, accents. @module */
import type { NormalizationStep } from './step.ts'

// Text that folding does not change, apart from runs of blanks: ASCII without control characters and the grave accent.
const plainAscii = /^[\x20-\x5f\x61-\x7e]*$/
const runsOfBlanks = / {2,}/g

/** Letters that Unicode does not decompose. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ẞ: 'SS',
  æ: 'ae',
  Æ: 'Ae',
  œ: 'oe',
  Œ: 'Oe',
  ø: 'o',
  Ø: 'O',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  ł: 'l',
  Ł: 'L',
  þ: 'th',
  Þ: 'Th',
  ı: 'i'
}
const letter = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu')

/**
 * Applies NFKC, replaces typographic quotes and dashes by ASCII and drops accents: "“café”" -> "\"cafe\"". The English
 * dictionary has no accents, and two spellings of one word would split its counts.
 */
export const foldUnicode: NormalizationStep = {
  name: 'fold-unicode',
  apply: (text) => {
    if (plainAscii.test(text)) return text.replace(runsOfBlanks, ' ')
    return (
      text
        // Before NFKC, which turns a trademark sign into "TM", "2½" into "21/2" and an acute accent into a blank.
        .replace(/[©®™℠\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, '')
        .replace(/([\u00bc-\u00be\u2150-\u215e])/gu, ' $1 ')
        .replace(/[‘’‚‛ʼʹ′´`＇]/gu, "'")
        .normalize('NFKC')
        .replace(/[“”„‟«»″]/gu, '"')
        .replace(/[—―]/gu, ' - ')
        .replace(/[‐‑‒–−]/gu, '-')
        .replace(/⁄/gu, '/')
        .replace(letter, (found) => LETTERS[found] ?? found)
        .normalize('NFD')
        .replace(/\p{M}+/gu, '')
        .replace(/[‘’]/gu, "'")
        .replace(/\s+/gu, ' ')
    )
  }
}
