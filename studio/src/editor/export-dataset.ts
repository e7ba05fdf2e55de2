/** Corrected segments as a dataset of audio with transcripts: each its own clip, and one line each in trans.txt. @module */
import { RATE, wavOf } from '../api/wav.ts'
import { ZipWriter } from '../api/zip.ts'
import type { Draft, Segment } from './draft.ts'
import type { Samples } from './recordings.ts'

export type ExportWish = Readonly<{
  /** Without it, those that nobody looked at go too. */
  onlyAccepted: boolean
}>

export const exported = ({ segments }: Draft, { onlyAccepted }: ExportWish): readonly Segment[] =>
  segments.filter(
    ({ state, text }) => text.trim() !== '' && (state === 'accepted' || (!onlyAccepted && state === 'open'))
  )

/** Of what is exported, in seconds. */
export const lengthOf = (segments: readonly Segment[]): number =>
  segments.reduce((sum, { start, end }) => sum + end - start, 0)

type ExportParts = Readonly<{
  samplesFor: (recording: number) => Promise<Samples | undefined>
  onProgress: (share: number) => void
  /** Names the recording whose sound is not there. */
  missing: (recording: string) => Error
}>

/** A zip such as an upload takes; one recording at a time is held in memory. */
export async function archiveOf(
  draft: Draft,
  segments: readonly Segment[],
  parts: ExportParts
): Promise<Blob> {
  const zip = new ZipWriter()
  const lines: string[] = []
  let samples: Samples | undefined
  let loaded = -1
  for (const [index, { recording, start, end, text }] of segments.entries()) {
    if (recording !== loaded) samples = await parts.samplesFor(recording)
    loaded = recording
    const source = draft.recordings[recording]?.name ?? ''
    if (!samples) throw parts.missing(source)
    const clip = samples.slice(Math.round(start * RATE), Math.round(end * RATE))
    const name = await zip.add(clipName(source, start), wavOf(clip))
    lines.push(`${name}\t${text.replace(/\s+/g, ' ').trim()}`)
    parts.onProgress((index + 1) / segments.length)
  }
  // With byte order mark, so that no accent depends on a guess.
  await zip.add('trans.txt', new Blob([`\ufeff${lines.join('\r\n')}\r\n`]))
  return zip.finish()
}

/** After its recording and its place in it, so that a clip is found again where it came from. */
function clipName(recording: string, start: number): string {
  const stem = recording
    .replace(/[?#].*$/, '')
    .replace(/^.*[/\\]/, '')
    .replace(/\.[^.]*$/, '')
    .replace(/[^\p{L}\p{N}_-]+/gu, '-')
    .slice(0, 80)
  return `${stem || 'clip'}-${String(Math.round(start * 1000)).padStart(7, '0')}.wav`
}
