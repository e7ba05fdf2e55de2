/** Alternatives as sclite writes them: `{ going to / gonna }` in lines, `<ALT_BEGIN>` … `<ALT>` … `<ALT_END>` in ctm. @module */
import type { WordOrAlternatives } from '../../speech/scoring/index.ts'
import { CommandError } from '../command-error.ts'

/** The alternative without words. */
const SILENCE = '@'

/** Words in lower case; braces enclose alternatives. @throws CommandError for unbalanced braces */
export function spokenWords(text: string, at: string): readonly WordOrAlternatives[] {
  const tokens = text
    .toLowerCase()
    .split(/\s+/)
    .filter((token) => token !== '')
  const outermost: WordOrAlternatives[] = []
  const open: { alternatives: WordOrAlternatives[][]; alternative: WordOrAlternatives[] }[] = []
  for (const token of tokens) {
    const innermost = open.at(-1)
    if (token === '{') {
      const alternative: WordOrAlternatives[] = []
      open.push({ alternatives: [alternative], alternative })
    } else if (innermost && token === '/') {
      innermost.alternative = []
      innermost.alternatives.push(innermost.alternative)
    } else if (innermost && token === '}') {
      open.pop()
      const into = open.at(-1)?.alternative ?? outermost
      into.push(innermost.alternatives.map(withoutSilence))
    } else if (/[{}]/.test(token)) {
      throw new CommandError(
        `${at}: "${token}" is not a word. Write alternatives as { going to / gonna / @ }, with blanks around each sign.`
      )
    } else (innermost?.alternative ?? outermost).push(token)
  }
  if (open.length > 0) throw new CommandError(`${at}: a { has no }, as in: { going to / gonna }`)
  return outermost
}

const withoutSilence = (alternative: readonly WordOrAlternatives[]): readonly WordOrAlternatives[] =>
  alternative.filter((word) => word !== SILENCE)

/** A word or alternatives, with times in seconds. */
export type TimedWord = Readonly<{ recording: string; from: number; to: number; word: WordOrAlternatives }>

type Line = Readonly<{ line: string; at: string }>

/** @throws CommandError naming the line */
export function timedWords(lines: readonly Line[]): readonly TimedWord[] {
  const words: TimedWord[] = []
  let alternatives: TimedWord[][] | undefined
  let group = ''
  for (const { line, at } of lines) {
    const sign = /^\s*\S+\s+\S+\s+\S+\s+\S+\s+<(ALT_BEGIN|ALT|ALT_END)>/i.exec(line)?.[1]?.toUpperCase()
    if (sign === undefined) (alternatives?.at(-1) ?? words).push(timedWord(line, at))
    else if (sign === 'ALT_BEGIN' && alternatives === undefined) {
      alternatives = [[]]
      group = at
    } else if (sign === 'ALT' && alternatives) alternatives.push([])
    else if (sign === 'ALT_END' && alternatives) {
      const [first, ...others] = alternatives.flat()
      if (first === undefined) throw new CommandError(`${at}: these alternatives contain no word.`)
      words.push({
        recording: first.recording,
        from: Math.min(first.from, ...others.map(({ from }) => from)),
        to: Math.max(first.to, ...others.map(({ to }) => to)),
        word: alternatives.map((alternative) => withoutSilence(alternative.map(({ word }) => word)))
      })
      alternatives = undefined
    } else
      throw new CommandError(
        `${at}: <${sign}> is out of place; expected <ALT_BEGIN>, words, <ALT>, words, <ALT_END>.`
      )
  }
  if (alternatives) throw new CommandError(`${group}: <ALT_BEGIN> has no <ALT_END>.`)
  return words
}

function timedWord(line: string, at: string): TimedWord {
  const [file = '', channel = '', from = '', lasts = '', word] = line.trim().split(/\s+/)
  const begin = Number(from)
  const duration = Number(lasts)
  if (word === undefined || !Number.isFinite(begin) || !Number.isFinite(duration)) {
    throw new CommandError(`${at}: a ctm line is: file channel start duration word, with times in seconds`)
  }
  return {
    recording: `${file} ${channel}`.toLowerCase(),
    from: begin,
    to: begin + duration,
    word: word.toLowerCase()
  }
}
