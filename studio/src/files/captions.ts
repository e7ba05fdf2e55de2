/** Transcriptions as text, JSON, and captions. @module */

/** Seconds from the start. */
export type Cue = Readonly<{ start: number; end: number; text: string }>
export type TimedPhrase = Cue & Readonly<{ words: readonly Cue[] }>

/** Two lines of 42 characters for at most seven seconds, as guidelines of broadcasters recommend. */
const MAX_CUE_CHARACTERS = 84
const MAX_CUE_SECONDS = 7

/** Splits long phrases between words. */
export function toCues(phrases: readonly TimedPhrase[]): readonly Cue[] {
  return phrases.flatMap((phrase) => {
    const { words } = phrase
    const short = phrase.text.length <= MAX_CUE_CHARACTERS && phrase.end - phrase.start <= MAX_CUE_SECONDS
    if (short || words.length === 0) return [{ start: phrase.start, end: phrase.end, text: phrase.text }]
    const cues: Cue[] = []
    for (const { start, end, text } of words) {
      const last = cues.at(-1)
      const joined = `${last?.text} ${text}`
      if (last && joined.length <= MAX_CUE_CHARACTERS && end - last.start <= MAX_CUE_SECONDS) {
        cues[cues.length - 1] = { start: last.start, end, text: joined }
      } else {
        cues.push({ start, end, text })
      }
    }
    return cues
  })
}

/** @example cueTime(3661.5, ',') === '01:01:01,500' */
function cueTime(seconds: number, mark: ',' | '.'): string {
  const all = Math.round(seconds * 1000)
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
  const rest = String(all % 1000).padStart(3, '0')
  return `${two(all / 3_600_000)}:${two((all / 60_000) % 60)}:${two((all / 1000) % 60)}${mark}${rest}`
}

const srt = (cues: readonly Cue[]): string =>
  cues
    .map(
      ({ start, end, text }, index) =>
        `${index + 1}\n${cueTime(start, ',')} --> ${cueTime(end, ',')}\n${text}\n`
    )
    .join('\n')

const vtt = (cues: readonly Cue[]): string =>
  `WEBVTT\n\n${cues
    .map(({ start, end, text }) => `${cueTime(start, '.')} --> ${cueTime(end, '.')}\n${escapeMarkup(text)}\n`)
    .join('\n')}`

/** In WebVTT, these characters start tags and entities. */
const escapeMarkup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

export const transcriptFormats = ['txt', 'json', 'srt', 'vtt'] as const
export type TranscriptFormat = (typeof transcriptFormats)[number]

/** @param answer the answer of the service, which `json` has unchanged */
export function writeTranscript(
  format: TranscriptFormat,
  phrases: readonly TimedPhrase[],
  answer: unknown
): Blob {
  switch (format) {
    case 'txt':
      return new Blob([`${phrases.map(({ text }) => text).join('\n')}\n`], { type: 'text/plain' })
    case 'json':
      return new Blob([JSON.stringify(answer, undefined, 2)], { type: 'application/json' })
    case 'srt':
      return new Blob([srt(toCues(phrases))], { type: 'application/x-subrip' })
    case 'vtt':
      return new Blob([vtt(toCues(phrases))], { type: 'text/vtt' })
  }
}

/** @example fileStem('calls/monday.mp3?sig=1') === 'monday' */
export const fileStem = (name: string): string =>
  name
    .replace(/[?#].*$/, '')
    .replace(/^.*[/\\]/, '')
    .replace(/\.[^.]*$/, '') || 'transcript'
