/** One spelling for what looks the same: widths, ligatures, quotes, dashes, accents. @module */
import type { Step } from './step.ts'

// Without the blanks and the grave accent that the long way round would change.
const plainAscii = /^[\x20-\x5f\x61-\x7e]*$/
const runsOfBlanks = / {2,}/g

/** Letters that carry no separable accent and yet are read as these. */
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
 * Compatibility forms (NFKC), plain quotes and hyphens, accents dropped: "“café”" -> "\"cafe\"". The
 * dictionary knows no accents, and two spellings of one word would halve what is learned of it.
 */
export const foldUnicode: Step = {
  name: 'fold-unicode',
  apply: (text) => {
    if (plainAscii.test(text)) return text.replace(runsOfBlanks, ' ')
    return (
      text
        // Before NFKC, which would make "TM" of a trade mark, "21/2" of "2½", and a blank of an acute accent.
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
