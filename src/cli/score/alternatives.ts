/** Alternatives as sclite writes them: `{ going to / gonna }` in lines, `<ALT_BEGIN>` … `<ALT>` … `<ALT_END>` in ctm. @module */
import type { Spoken } from '../../speech/scoring/index.ts'
import { CommandFailed } from '../command-failed.ts'

/** Nothing said, as one of the ways. */
const SILENCE = '@'

/** Words, lower-case, with what stands in braces as alternatives. @throws CommandFailed for braces that do not match */
export function spokenWords(text: string, at: string): readonly Spoken[] {
  const tokens = text
    .toLowerCase()
    .split(/\s+/)
    .filter((token) => token !== '')
  const outermost: Spoken[] = []
  const open: { ways: Spoken[][]; way: Spoken[] }[] = []
  for (const token of tokens) {
    const innermost = open.at(-1)
    if (token === '{') {
      const way: Spoken[] = []
      open.push({ ways: [way], way })
    } else if (innermost && token === '/') {
      innermost.way = []
      innermost.ways.push(innermost.way)
    } else if (innermost && token === '}') {
      open.pop()
      const into = open.at(-1)?.way ?? outermost
      into.push(innermost.ways.map(withoutSilence))
    } else if (/[{}]/.test(token)) {
      throw new CommandFailed(
        `${at}: "${token}" is no word; alternatives are written { going to / gonna / @ }, with blanks around each sign.`
      )
    } else (innermost?.way ?? outermost).push(token)
  }
  if (open.length > 0) throw new CommandFailed(`${at}: a { has no }, as in: { going to / gonna }`)
  return outermost
}

const withoutSilence = (way: readonly Spoken[]): readonly Spoken[] => way.filter((word) => word !== SILENCE)

/** A word or alternatives, with times in seconds. */
export type TimedWord = Readonly<{ recording: string; from: number; to: number; word: Spoken }>

type Line = Readonly<{ line: string; at: string }>

/** @throws CommandFailed naming the line */
export function timedWords(lines: readonly Line[]): readonly TimedWord[] {
  const words: TimedWord[] = []
  let ways: TimedWord[][] | undefined
  let begun = ''
  for (const { line, at } of lines) {
    const sign = /^\s*\S+\s+\S+\s+\S+\s+\S+\s+<(ALT_BEGIN|ALT|ALT_END)>/i.exec(line)?.[1]?.toUpperCase()
    if (sign === undefined) (ways?.at(-1) ?? words).push(timedWord(line, at))
    else if (sign === 'ALT_BEGIN' && ways === undefined) {
      ways = [[]]
      begun = at
    } else if (sign === 'ALT' && ways) ways.push([])
    else if (sign === 'ALT_END' && ways) {
      const [first, ...others] = ways.flat()
      if (first === undefined) throw new CommandFailed(`${at}: these alternatives hold no word.`)
      words.push({
        recording: first.recording,
        from: Math.min(first.from, ...others.map(({ from }) => from)),
        to: Math.max(first.to, ...others.map(({ to }) => to)),
        word: ways.map((way) => withoutSilence(way.map(({ word }) => word)))
      })
      ways = undefined
    } else
      throw new CommandFailed(
        `${at}: <${sign}> is out of place; accepted is <ALT_BEGIN>, words, <ALT>, words, <ALT_END>.`
      )
  }
  if (ways) throw new CommandFailed(`${begun}: <ALT_BEGIN> has no <ALT_END>.`)
  return words
}

function timedWord(line: string, at: string): TimedWord {
  const [file = '', channel = '', from = '', lasts = '', word] = line.trim().split(/\s+/)
  const begin = Number(from)
  const duration = Number(lasts)
  if (word === undefined || !Number.isFinite(begin) || !Number.isFinite(duration)) {
    throw new CommandFailed(
      `${at}: a line of ctm is: file channel start duration word, with times in seconds`
    )
  }
  return {
    recording: `${file} ${channel}`.toLowerCase(),
    from: begin,
    to: begin + duration,
    word: word.toLowerCase()
  }
}
