/** A draft made of a batch transcription's results: audio cut where the service found pauses. @module */
import { type ApiFile, idOf } from '../api/entities.ts'
import type { Rest } from '../api/rest.ts'
import { type RecordingResult, secondsOf, type Transcription } from '../api/transcriptions.ts'
import type { Draft, DraftRecording, Segment } from './draft.ts'
import { segmentsOf } from './segments.ts'

/** What the editor needs of a transcription: word times, and nothing masked that is to be trained on. */
export const EDITOR_OPTIONS = {
  wordLevelTimestampsEnabled: true,
  displayFormWordLevelTimestampsEnabled: true,
  profanityFilterMode: 'None'
} as const

const AT_ONCE = 8

export async function beginDraft(rest: Rest, project: string, transcription: Transcription): Promise<Draft> {
  const { dataset } = transcription
  const [results, clips] = await Promise.all([
    rest.files(transcription),
    dataset ? rest.files(dataset) : Promise.resolve([])
  ])
  const audio = new Map(clips.filter(({ kind }) => kind === 'Audio').map((file) => [file.name, file]))
  const recordings: DraftRecording[] = []
  const segments: Segment[] = []
  for (const result of await heardIn(rest, results)) {
    const clip = audio.get(result.source)
    const recording = recordings.length
    const duration = secondsOf(result.durationInTicks)
    recordings.push({ name: result.source, duration, ...(clip ? { audio: clip.self } : {}) })
    segments.push(...segmentsOf(result, recording, clip?.properties.transcript))
  }
  return {
    id: idOf(transcription),
    project,
    title: transcription.displayName,
    locale: transcription.locale,
    recordings,
    segments,
    at: 0,
    savedAt: Date.now()
  }
}

/** Fetched a few at a time, kept in their order. */
async function heardIn(rest: Rest, files: readonly ApiFile[]): Promise<readonly RecordingResult[]> {
  const wanted = files.filter(({ kind }) => kind === 'Transcription')
  const results: RecordingResult[] = []
  for (let at = 0; at < wanted.length; at += AT_ONCE) {
    const some = wanted.slice(at, at + AT_ONCE).map((file) => rest.content<RecordingResult>(file))
    results.push(...(await Promise.all(some)))
  }
  return results
}
