/** One line of a Pronunciation dataset: `display<TAB>spoken`, the spoken side in ordinary letters. @module */
import { checkCharacters } from './line-checks.ts'
import { quoted, refuse, take, type Verdict } from './refusal.ts'
import { plainTypography } from './typography.ts'

export type Pronunciation = Readonly<{
  /** As the transcript shall show it: `3CPO`. One word. */
  display: string
  /** Words or syllables in lower case separated by single blanks: `three c p o`. */
  spoken: string
}>

/** Characters. */
export const longestDisplay = 100
export const longestSpoken = 400

/** Brackets would read as a lexicon's variant marks, `#` as its comment. */
const display = /^[.@]?[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}'.&+_/@#-]*[\p{L}\p{M}\p{N}'.+#])?$/u
const notSpoken = /[^\p{Script=Latin}\p{M}' ]|(?<![\p{L}\p{M}])'(?![\p{L}\p{M}])/u
const example = 'for example 3CPO<TAB>three c p o'

/** Spoken sides are in the letters of the Latin script: all locales of this version are written in it. */
export function pronunciationLine(line: string): Verdict<Pronunciation> {
  const columns = plainTypography(line).split('\t')
  while (columns.length > 2 && columns.at(-1)?.trim() === '') columns.pop()
  if (columns.length < 2)
    return refuse('TabMissing', quoted(line.trim()), `display, a TAB, spoken form; ${example}`)
  if (columns.length > 2)
    return refuse(
      'TooManyColumns',
      `${columns.length} columns`,
      `two columns separated by one TAB; ${example}`
    )
  const [shown = '', said = ''] = columns.map((column) => column.replace(/ +/g, ' ').trim())
  for (const side of [shown, said]) {
    const bad = checkCharacters(side)
    if (bad) return { refusal: bad }
  }
  const spokenColumn = line.indexOf('\t') + 2
  if (shown === '') return refuse('DisplayEmpty', 'nothing before the TAB', `the word to show; ${example}`, 1)
  if (shown.length > longestDisplay)
    return refuse('DisplayTooLong', `${shown.length} characters`, `at most ${longestDisplay} characters`, 1)
  if (!display.test(shown))
    return refuse(
      'DisplayNotOneWord',
      quoted(shown),
      "one word of letters and digits, inside it also ' . & + - _ / @ #",
      1
    )
  if (said === '')
    return refuse('SpokenEmpty', 'nothing after the TAB', `how the word is said; ${example}`, spokenColumn)
  if (said.length > longestSpoken)
    return refuse(
      'SpokenTooLong',
      `${said.length} characters`,
      `at most ${longestSpoken} characters`,
      spokenColumn
    )
  const odd = notSpoken.exec(said)
  if (odd || !/\p{L}/u.test(said))
    return refuse(
      'SpokenNotLetters',
      quoted(odd?.[0] ?? said),
      `ordinary letters, apostrophes inside words, and blanks; numbers written as words; ${example}`,
      spokenColumn + (odd?.index ?? 0)
    )
  return take({ display: shown, spoken: said.toLowerCase() })
}
