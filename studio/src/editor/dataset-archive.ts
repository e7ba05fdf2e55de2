/** Exports segments as a dataset of audio with transcripts: a clip and a line of trans.txt for each. @module */
import { encodeWav, SAMPLE_RATE } from '../files/wav.ts'
import { ZipWriter } from '../files/zip.ts'
import type { Draft, Segment } from './draft.ts'
import type { Samples } from './recording-samples.ts'

export type ExportOptions = Readonly<{
  /** Otherwise, open segments are included; excluded segments never are. */
  onlyAccepted: boolean
}>

export const exportedSegments = ({ segments }: Draft, { onlyAccepted }: ExportOptions): readonly Segment[] =>
  segments.filter(
    ({ state, text }) => text.trim() !== '' && (state === 'accepted' || (!onlyAccepted && state === 'open'))
  )

export const totalSeconds = (segments: readonly Segment[]): number =>
  segments.reduce((sum, { start, end }) => sum + end - start, 0)

type ExportSources = Readonly<{
  loadSamples: (recording: number) => Promise<Samples | undefined>
  onProgress: (share: number) => void
  /** The error if the audio of a recording is missing. */
  missingAudio: (recording: string) => Error
}>

/** A zip for upload. Only one recording at a time is in memory. */
export async function buildArchive(
  draft: Draft,
  segments: readonly Segment[],
  sources: ExportSources
): Promise<Blob> {
  const zip = new ZipWriter()
  const lines: string[] = []
  let samples: Samples | undefined
  let loaded = -1
  for (const [index, { recording, start, end, text }] of segments.entries()) {
    if (recording !== loaded) samples = await sources.loadSamples(recording)
    loaded = recording
    const source = draft.recordings[recording]?.name ?? ''
    if (!samples) throw sources.missingAudio(source)
    const clip = samples.slice(Math.round(start * SAMPLE_RATE), Math.round(end * SAMPLE_RATE))
    const name = await zip.add(clipName(source, start), encodeWav(clip))
    lines.push(`${name}\t${text.replace(/\s+/g, ' ').trim()}`)
    sources.onProgress((index + 1) / segments.length)
  }
  // The byte order mark marks the file as UTF-8 for editors.
  await zip.add('trans.txt', new Blob([`\ufeff${lines.join('\r\n')}\r\n`]))
  return zip.finish()
}

/** Recording and start in milliseconds, so that a clip can be traced to its source. */
function clipName(recording: string, start: number): string {
  const stem = recording
    .replace(/[?#].*$/, '')
    .replace(/^.*[/\\]/, '')
    .replace(/\.[^.]*$/, '')
    .replace(/[^\p{L}\p{N}_-]+/gu, '-')
    .slice(0, 80)
  return `${stem || 'clip'}-${String(Math.round(start * 1000)).padStart(7, '0')}.wav`
}
