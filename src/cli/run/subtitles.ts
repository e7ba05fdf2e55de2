/** Phrases as subtitles: three lines of at most 37 characters each, cut between words by their times. @module */

/** Times in milliseconds from the start of the recording. */
export type Timed = Readonly<{ offsetMilliseconds: number; durationMilliseconds: number; text: string }>
export type Phrase = Timed &
  Readonly<{ words?: readonly Timed[]; channel?: number; confidence?: number; locale?: string }>

const LINE_CHARACTERS = 37
const LINES = 3

type Cue = Readonly<{ from: number; to: number; lines: readonly string[] }>

function cuesOf({ words, ...phrase }: Phrase): readonly Cue[] {
  const timed = words && words.length > 0 ? words : [phrase]
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
