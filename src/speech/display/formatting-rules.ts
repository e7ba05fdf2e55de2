/**
 * The file of a customer's display rules: sections `#itn`, `#rewrite`, `#profanity` and `#test`, a rule a line, comments
 * after `//`. Every line becomes a rule, a test or a refusal.
 * @module
 */
import type { Pattern } from './display-pattern.ts'
import type { DisplayRules, Rewrite } from './display-rules.ts'
import { PatternRefused, parsePattern } from './pattern-parser.ts'

export type FormattingSection = 'itn' | 'rewrite' | 'profanity' | 'test'

export type FormattingRefusal = Readonly<{
  /** Both from 1. */
  line: number
  column: number
  code:
    | 'UnknownSection'
    | 'OutsideSection'
    | 'InvalidPattern'
    | 'MissingTab'
    | 'TooManyTabs'
    | 'EmptyField'
    | 'TooManyLines'
    | 'InvalidPhrase'
  found: string
  accepted: string
}>

/** A row that the file checks itself by: what is said, and what is to be shown. */
export type FormattingTest = Readonly<{ line: number; lexical: string; expected: string }>

export type ParsedFormatting = Readonly<{
  rules: DisplayRules
  tests: readonly FormattingTest[]
  refusals: readonly FormattingRefusal[]
  /** Lines that became a rule or a test. */
  accepted: number
}>

const SECTIONS: readonly FormattingSection[] = ['itn', 'rewrite', 'profanity', 'test']
const MOST: Readonly<Record<FormattingSection, number>> = {
  itn: 200,
  rewrite: 1000,
  profanity: 1000,
  test: 10_000
}
const HEADER = /^\s*#\s*(\S*)\s*$/

type Refuse = (column: number, code: FormattingRefusal['code'], found: string, accepted: string) => void

/** @param lines without their ends; a byte order mark may lead */
export function parseFormattingRules(lines: Iterable<string>): ParsedFormatting {
  const patterns: Pattern[] = []
  const rewrites: Rewrite[] = []
  const profanity: string[] = []
  const tests: FormattingTest[] = []
  const refusals: FormattingRefusal[] = []
  const counts = { itn: 0, rewrite: 0, profanity: 0, test: 0 }
  let section: FormattingSection | undefined
  let line = 0
  for (const raw of lines) {
    line += 1
    const text = withoutComment(line === 1 ? raw.replace(/^\ufeff/, '') : raw)
    if (text.trim() === '') continue
    const at = line
    const refuse: Refuse = (column, code, found, accepted) => {
      refusals.push({ line: at, column, code, found: short(found), accepted })
    }
    const header = HEADER.exec(text)?.[1]
    if (header !== undefined) {
      section = SECTIONS.find((known) => known === header.toLowerCase())
      if (!section)
        refuse(
          text.indexOf('#') + 1,
          'UnknownSection',
          header,
          `one of ${SECTIONS.map((known) => `#${known}`).join(', ')}`
        )
      continue
    }
    if (!section) {
      refuse(1, 'OutsideSection', text, 'a line below #itn, #rewrite, #profanity or #test')
      continue
    }
    if (counts[section] >= MOST[section]) {
      refuse(1, 'TooManyLines', text, `at most ${MOST[section]} lines of #${section}`)
      continue
    }
    if (section === 'itn') {
      const pattern = readPattern(text, refuse)
      if (!pattern) continue
      patterns.push(pattern)
    } else if (section === 'profanity') {
      const phrase = readPhrase(text, refuse)
      if (phrase === undefined) continue
      profanity.push(phrase)
    } else {
      const fields = readFields(text, refuse)
      if (!fields) continue
      if (section === 'rewrite') rewrites.push({ from: fields[0], to: fields[1] })
      else tests.push({ line, lexical: fields[0], expected: fields[1] })
    }
    counts[section] += 1
  }
  const accepted = counts.itn + counts.rewrite + counts.profanity + counts.test
  return { rules: { patterns, rewrites, profanity }, tests, refusals, accepted }
}

/** A comment begins a line, or stands behind a blank: `//` within an address is none. */
const withoutComment = (text: string): string => text.replace(/(?:^|\s)\/\/.*$/, '')

const short = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text)

function readPattern(text: string, refuse: Refuse): Pattern | undefined {
  const indent = text.length - text.trimStart().length
  try {
    return parsePattern(text.trim())
  } catch (error) {
    if (!(error instanceof PatternRefused)) throw error
    refuse(indent + error.at + 1, 'InvalidPattern', error.found, error.accepted)
    return undefined
  }
}

/** Grammar punctuation would never be said. */
function readPhrase(text: string, refuse: Refuse): string | undefined {
  const mark = /[.,?、!:;？。，¿¡।؟،]/u.exec(text)
  if (!mark) return text.trim().replace(/\s+/g, ' ')
  refuse(mark.index + 1, 'InvalidPhrase', mark[0], 'words without punctuation')
  return undefined
}

function readFields(text: string, refuse: Refuse): readonly [string, string] | undefined {
  const fields = text.split('\t')
  const [from = '', to = ''] = fields.map((field) => field.trim())
  if (fields.length === 1) refuse(text.length + 1, 'MissingTab', text, 'two fields with a tab between them')
  else if (fields.length > 2)
    refuse(
      text.indexOf('\t', text.indexOf('\t') + 1) + 1,
      'TooManyTabs',
      text,
      'two fields with one tab between them'
    )
  else if (from === '' || to === '')
    refuse(from === '' ? 1 : text.length + 1, 'EmptyField', text, 'text on both sides of the tab')
  else return [from, to]
  return undefined
}
