/** Phrases as subtitles: cues of up to three lines of 37 characters, split between words by their times. @module */
import type { Phrase, TimedText } from './recognition-result.ts'

const LINE_CHARACTERS = 37
const LINES = 3

type Cue = Readonly<{ from: number; to: number; lines: readonly string[] }>

/** Without word times, each word gets a part of the phrase in proportion to its length. */
function estimateWordTimes({
  text,
  offsetMilliseconds,
  durationMilliseconds
}: TimedText): readonly TimedText[] {
  const words = text.split(/\s+/).filter((word) => word !== '')
  const letters = words.reduce((sum, word) => sum + word.length, 0)
  let before = 0
  return words.map((word) => {
    const from = offsetMilliseconds + (durationMilliseconds * before) / letters
    before += word.length
    return {
      text: word,
      offsetMilliseconds: from,
      durationMilliseconds: (durationMilliseconds * word.length) / letters
    }
  })
}

function cuesOf(phrase: Phrase): readonly Cue[] {
  const { words } = phrase
  const timed = words && words.length > 0 ? words : estimateWordTimes(phrase)
  const cues: Cue[] = []
  let lines: string[] = []
  let from = timed[0]?.offsetMilliseconds ?? 0
  let to = from
  for (const word of timed) {
    const line = lines.at(-1)
    if (line !== undefined && `${line} ${word.text}`.length <= LINE_CHARACTERS) {
      lines[lines.length - 1] = `${line} ${word.text}`
    } else if (lines.length < LINES) {
      lines.push(word.text)
    } else {
      cues.push({ from, to, lines })
      lines = [word.text]
      from = word.offsetMilliseconds
    }
    to = word.offsetMilliseconds + word.durationMilliseconds
  }
  return [...cues, { from, to, lines }]
}

function clock(ms: number, mark: ',' | '.'): string {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0')
  const rest = String(Math.round(ms) % 1000).padStart(3, '0')
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}${mark}${rest}`
}

export const srt = (phrases: readonly Phrase[]): string =>
  phrases
    .flatMap(cuesOf)
    .map(
      ({ from, to, lines }, index) =>
        `${index + 1}\n${clock(from, ',')} --> ${clock(to, ',')}\n${lines.join('\n')}\n`
    )
    .join('\n')

export const vtt = (phrases: readonly Phrase[]): string =>
  `WEBVTT\n\n${phrases
    .flatMap(cuesOf)
    .map(({ from, to, lines }) => `${clock(from, '.')} --> ${clock(to, '.')}\n${lines.join('\n')}\n`)
    .join('\n')}`
