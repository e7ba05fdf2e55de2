/** Lines as they were probably meant, where that takes no judgment; each one is tried before it is offered. @module */
import type { Lexical } from './lexical-text.ts'
import type { LineResult, Rejection, RejectionCode } from './rejection.ts'

/** What a refused line may have been meant as, the likeliest first. */
type Candidates = (line: string, rejection: Rejection) => readonly string[]

/** The parser with a correction in its refusals: the first candidate that it accepts, if any. */
export function correcting<T>(
  parse: (line: string) => LineResult<T>,
  candidates: Candidates
): (line: string) => LineResult<T> {
  return (line) => {
    const result = parse(line)
    if ('value' in result || result.rejection.corrected !== undefined) return result
    const corrected = candidates(line, result.rejection).find(
      (candidate) => candidate !== line && 'value' in parse(candidate)
    )
    return corrected === undefined ? result : { rejection: { ...result.rejection, corrected } }
  }
}

const text = {
  ControlCharacter: (line) => line.replace(/[\t\u2028\u2029]+/g, ' ').replace(/[\p{Cc}\ufffe\uffff]/gu, ''),
  TooManyRepeats: (line) =>
    line.replace(/(\p{L})\1{3,}/giu, '$1$1$1').replace(/(?<!\S)(\S+)(?:\s+\1(?!\S)){3,}/giu, '$1 $1 $1')
} as const satisfies Partial<Record<RejectionCode, (line: string) => string>>

/** One sentence a line. */
export const sentenceCandidates =
  (lexical: Lexical): Candidates =>
  (line, { code }) => {
    if (code === 'NotNormalized') return [lexical.apply(line)]
    if (code !== 'ControlCharacter' && code !== 'TooManyRepeats') return []
    const once = text[code](line)
    return [once, text.TooManyRepeats(once)]
  }

/** Nothing longer can be an entry: 100 characters as written, 400 as spoken, and what is between. */
const MAX_SEPARATED_CHARACTERS = 1000

/** `display<TAB>spoken`. */
export const pronunciationCandidates =
  (lexical: Lexical): Candidates =>
  (line, { code }) => {
    const spokenOf = (columns: readonly string[]): readonly string[] => {
      const [display = '', ...spoken] = columns.map((column) => column.trim())
      const spokenText = spoken.filter((part) => part !== '').join(' ')
      return [`${display}\t${spokenText}`, `${display}\t${lexical.apply(spokenText)}`]
    }
    if (code === 'TabMissing') {
      if (line.length > MAX_SEPARATED_CHARACTERS) return []
      const parts = /^\s*(\S+?)(?:\s*[,;=|:]\s*| {2,}| +- +)(\S.*)$/u.exec(line)
      return parts ? spokenOf(parts.slice(1)) : []
    }
    return code === 'TooManyColumns' || code === 'SpokenNotLetters' || code === 'ControlCharacter'
      ? spokenOf(line.split('\t'))
      : []
  }
