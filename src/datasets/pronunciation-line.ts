/** One line of a Pronunciation dataset: `display<TAB>spoken`, the spoken side in ordinary letters. @module */
import { checkCharacters } from './line-checks.ts'
import { type LineResult, quoted, reject, take } from './rejection.ts'
import { plainTypography } from './typography.ts'

export type Pronunciation = Readonly<{
  /** As the transcript shall show it: `3CPO`. One word. */
  display: string
  /** Words or syllables in lower case separated by single blanks: `three c p o`. */
  spoken: string
}>

/** Characters. */
export const MAX_DISPLAY_LENGTH = 100
export const MAX_SPOKEN_LENGTH = 400

/** Brackets would read as a lexicon's variant marks, `#` as its comment. */
const display = /^[.@]?[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}'.&+_/@#-]*[\p{L}\p{M}\p{N}'.+#])?$/u
const notSpoken = /[^\p{Script=Latin}\p{M}' ]|(?<![\p{L}\p{M}])'(?![\p{L}\p{M}])/u
const example = 'for example 3CPO<TAB>three c p o'

/** Spoken sides are in the letters of the Latin script: all locales of this version are written in it. */
export function pronunciationLine(line: string): LineResult<Pronunciation> {
  const columns = plainTypography(line).split('\t')
  while (columns.length > 2 && columns.at(-1)?.trim() === '') columns.pop()
  if (columns.length < 2)
    return reject('TabMissing', quoted(line.trim()), `display, a TAB, spoken form; ${example}`)
  if (columns.length > 2)
    return reject(
      'TooManyColumns',
      `${columns.length} columns`,
      `two columns separated by one TAB; ${example}`
    )
  const [shown = '', spoken = ''] = columns.map((column) => column.replace(/ +/g, ' ').trim())
  for (const side of [shown, spoken]) {
    const bad = checkCharacters(side)
    if (bad) return { rejection: bad }
  }
  const spokenColumn = line.indexOf('\t') + 2
  if (shown === '') return reject('DisplayEmpty', 'nothing before the TAB', `the word to show; ${example}`, 1)
  if (shown.length > MAX_DISPLAY_LENGTH)
    return reject(
      'DisplayTooLong',
      `${shown.length} characters`,
      `at most ${MAX_DISPLAY_LENGTH} characters`,
      1
    )
  if (!display.test(shown))
    return reject(
      'DisplayNotOneWord',
      quoted(shown),
      "one word of letters and digits, which may contain ' . & + - _ / @ #",
      1
    )
  if (spoken === '')
    return reject(
      'SpokenEmpty',
      'nothing after the TAB',
      `how the word is pronounced; ${example}`,
      spokenColumn
    )
  if (spoken.length > MAX_SPOKEN_LENGTH)
    return reject(
      'SpokenTooLong',
      `${spoken.length} characters`,
      `at most ${MAX_SPOKEN_LENGTH} characters`,
      spokenColumn
    )
  const odd = notSpoken.exec(spoken)
  if (odd || !/\p{L}/u.test(spoken))
    return reject(
      'SpokenNotLetters',
      quoted(odd?.[0] ?? spoken),
      `letters, apostrophes inside words, and spaces; numbers written as words; ${example}`,
      spokenColumn + (odd?.index ?? 0)
    )
  return take({ display: shown, spoken: spoken.toLowerCase() })
}
