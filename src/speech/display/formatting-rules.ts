/**
 * The file of a customer's display rules: sections `#itn`, `#rewrite`, `#profanity` and `#test`, a rule a line, comments
 * after `//`. Every line becomes a rule, a test or a rejection.
 * @module
 */
import type { Pattern } from './display-pattern.ts'
import type { DisplayRules, Rewrite } from './display-rules.ts'
import { PatternRejected, parsePattern } from './pattern-parser.ts'
import { compilePattern, MAX_TOTAL_INSTRUCTIONS } from './pattern-program.ts'

export type FormattingSection = 'itn' | 'rewrite' | 'profanity' | 'test'

export type FormattingRejection = Readonly<{
  /** Both from 1. */
  line: number
  column: number
  code:
    | 'UnknownSection'
    | 'OutsideSection'
    | 'InvalidPattern'
    | 'PatternsTooLarge'
    | 'MissingTab'
    | 'TooManyTabs'
    | 'EmptyField'
    | 'TooManyLines'
    | 'LineTooLong'
    | 'InvalidPhrase'
  found: string
  accepted: string
}>

/** A row that the file checks itself by: what is said, and what is to be shown. */
export type FormattingTest = Readonly<{ line: number; lexical: string; expected: string }>

export type ParsedFormatting = Readonly<{
  rules: DisplayRules
  tests: readonly FormattingTest[]
  rejections: readonly FormattingRejection[]
  /** Lines that became a rule or a test. */
  accepted: number
}>

const SECTIONS: readonly FormattingSection[] = ['itn', 'rewrite', 'profanity', 'test']
const MAX_LINES: Readonly<Record<FormattingSection, number>> = {
  itn: 200,
  rewrite: 1000,
  profanity: 1000,
  test: 10_000
}
const MAX_LINE_CHARACTERS = 1000
const MAX_SHOWN_CHARACTERS = 80

type Reject = (column: number, code: FormattingRejection['code'], found: string, accepted: string) => void

/** @param lines without their ends; a byte order mark may lead */
export function parseFormattingRules(lines: Iterable<string>): ParsedFormatting {
  const patterns: Pattern[] = []
  const rewrites: Rewrite[] = []
  const profanity: string[] = []
  const tests: FormattingTest[] = []
  const rejections: FormattingRejection[] = []
  const counts = { itn: 0, rewrite: 0, profanity: 0, test: 0 }
  let instructions = 0
  let section: FormattingSection | undefined
  let line = 0
  for (const raw of lines) {
    line += 1
    const text = withoutComment(line === 1 ? raw.replace(/^\ufeff/, '') : raw)
    if (text.trim() === '') continue
    const at = line
    const reject: Reject = (column, code, found, accepted) => {
      rejections.push({ line: at, column, code, found: shortened(found), accepted })
    }
    const header = headerOf(text)
    if (header !== undefined) {
      section = SECTIONS.find((known) => known === header.toLowerCase())
      if (!section)
        reject(
          text.indexOf('#') + 1,
          'UnknownSection',
          header,
          `one of ${SECTIONS.map((known) => `#${known}`).join(', ')}`
        )
      continue
    }
    if (!section) {
      reject(1, 'OutsideSection', text, 'a line under #itn, #rewrite, #profanity or #test')
      continue
    }
    if (counts[section] >= MAX_LINES[section]) {
      reject(1, 'TooManyLines', text, `at most ${MAX_LINES[section]} lines of #${section}`)
      continue
    }
    if (text.length > MAX_LINE_CHARACTERS) {
      reject(
        MAX_LINE_CHARACTERS + 1,
        'LineTooLong',
        text,
        `a line of at most ${MAX_LINE_CHARACTERS} characters`
      )
      continue
    }
    if (section === 'itn') {
      const pattern = readPattern(text, reject)
      if (!pattern) continue
      const { length } = compilePattern(pattern).instructions
      if (instructions + length > MAX_TOTAL_INSTRUCTIONS) {
        const room = MAX_TOTAL_INSTRUCTIONS - instructions
        reject(
          1,
          'PatternsTooLarge',
          text,
          `patterns of ${MAX_TOTAL_INSTRUCTIONS} instructions together, about one for each character; ${room} are left`
        )
        continue
      }
      instructions += length
      patterns.push(pattern)
    } else if (section === 'profanity') {
      const phrase = readPhrase(text, reject)
      if (phrase === undefined) continue
      profanity.push(phrase)
    } else {
      const fields = readFields(text, reject)
      if (!fields) continue
      if (section === 'rewrite') rewrites.push({ from: fields[0], to: fields[1] })
      else tests.push({ line, lexical: fields[0], expected: fields[1] })
    }
    counts[section] += 1
  }
  const accepted = counts.itn + counts.rewrite + counts.profanity + counts.test
  return { rules: { patterns, rewrites, profanity }, tests, rejections, accepted }
}

/** A comment begins a line, or follows a blank: `//` within an address is none. */
function withoutComment(text: string): string {
  let at = text.indexOf('//')
  while (at > 0 && !/\s/.test(text[at - 1] ?? '')) at = text.indexOf('//', at + 1)
  return at < 0 ? text : text.slice(0, Math.max(0, at - 1))
}

/** The name of a section, where a line is `#name`; a blank may follow the sign. */
function headerOf(text: string): string | undefined {
  const trimmed = text.trim()
  if (!trimmed.startsWith('#')) return undefined
  const name = trimmed.slice(1).trimStart()
  return /\s/.test(name) ? undefined : name
}

const shortened = (text: string): string =>
  text.length > MAX_SHOWN_CHARACTERS ? `${text.slice(0, MAX_SHOWN_CHARACTERS - 1)}…` : text

function readPattern(text: string, reject: Reject): Pattern | undefined {
  const indent = text.length - text.trimStart().length
  try {
    return parsePattern(text.trim())
  } catch (error) {
    if (!(error instanceof PatternRejected)) throw error
    reject(indent + error.at + 1, 'InvalidPattern', error.found, error.accepted)
    return undefined
  }
}

/** Grammar punctuation is never said. */
function readPhrase(text: string, reject: Reject): string | undefined {
  const mark = /[.,?、!:;？。，¿¡।؟،]/u.exec(text)
  if (!mark) return text.trim().replace(/\s+/g, ' ')
  reject(mark.index + 1, 'InvalidPhrase', mark[0], 'words without punctuation')
  return undefined
}

function readFields(text: string, reject: Reject): readonly [string, string] | undefined {
  const fields = text.split('\t')
  const [from = '', to = ''] = fields.map((field) => field.trim())
  if (fields.length === 1) reject(text.length + 1, 'MissingTab', text, 'two fields with a tab between them')
  else if (fields.length > 2)
    reject(
      text.indexOf('\t', text.indexOf('\t') + 1) + 1,
      'TooManyTabs',
      text,
      'two fields with one tab between them'
    )
  else if (from === '' || to === '')
    reject(from === '' ? 1 : text.length + 1, 'EmptyField', text, 'text on both sides of the tab')
  else return [from, to]
  return undefined
}
