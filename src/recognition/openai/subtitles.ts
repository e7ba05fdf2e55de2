/** Phrases as subtitles, SubRip and WebVTT. @module */
import { TICKS_PER_SECOND } from '../../speech/audio/index.ts'
import type { DisplayWord, Phrase } from '../recognize-recording.ts'

/** Two lines of 42 characters, seven seconds: what subtitlers hold readable. */
const MAX_CHARACTERS = 84
const MAX_TICKS = 7 * TICKS_PER_SECOND

export type Cue = Readonly<{ startTicks: number; endTicks: number; text: string }>

/** Long phrases are parted between words. */
export const cuesOf = (phrases: readonly Phrase[]): readonly Cue[] => phrases.flatMap(cuesOfPhrase)

function cuesOfPhrase({ text, offsetTicks, durationTicks, words }: Phrase): readonly Cue[] {
  const whole = { startTicks: offsetTicks, endTicks: offsetTicks + durationTicks, text }
  const shortEnough = text.length <= MAX_CHARACTERS && durationTicks <= MAX_TICKS
  if (shortEnough || words.length === 0) return [whole]
  const cues: Cue[] = []
  let current: DisplayWord[] = []
  const finish = (): void => {
    const [first, last] = [current[0], current.at(-1)]
    if (!first || !last) return
    const endTicks = last.offsetTicks + last.durationTicks
    cues.push({ startTicks: first.offsetTicks, endTicks, text: textOf(current) })
    current = []
  }
  for (const word of words) {
    const [first] = current
    const tooLong = textOf([...current, word]).length > MAX_CHARACTERS
    if (first && (tooLong || word.offsetTicks + word.durationTicks - first.offsetTicks > MAX_TICKS)) finish()
    current.push(word)
  }
  finish()
  return cues
}

const textOf = (words: readonly DisplayWord[]): string => words.map(({ text }) => text).join(' ')

/** `01:02:03,456` */
function time(ticks: number, separator: ',' | '.'): string {
  const milliseconds = Math.round((ticks * 1000) / TICKS_PER_SECOND)
  const part = (value: number, digits = 2): string => String(Math.floor(value)).padStart(digits, '0')
  return `${part(milliseconds / 3_600_000)}:${part((milliseconds / 60_000) % 60)}:${part((milliseconds / 1000) % 60)}${separator}${part(milliseconds % 1000, 3)}`
}

const timesOf = ({ startTicks, endTicks }: Cue, separator: ',' | '.'): string =>
  `${time(startTicks, separator)} --> ${time(endTicks, separator)}`

export const srt = (cues: readonly Cue[]): string =>
  cues.map((cue, index) => `${index + 1}\n${timesOf(cue, ',')}\n${cue.text}\n\n`).join('')

export const vtt = (cues: readonly Cue[]): string =>
  `WEBVTT\n\n${cues.map((cue) => `${timesOf(cue, '.')}\n${escaped(cue.text)}\n\n`).join('')}`

/** Text of a cue is markup. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
