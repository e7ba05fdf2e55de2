/** A draft made of a batch transcription's results: audio cut where the service found pauses. @module */
import { idOf } from '../api/entities.ts'
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

export async function beginDraft(rest: Rest, project: string, transcription: Transcription): Promise<Draft> {
  const { dataset } = transcription
  const [results, clips] = await Promise.all([
    rest.files(transcription),
    dataset ? rest.files(dataset) : Promise.resolve([])
  ])
  const audio = new Map(clips.filter(({ kind }) => kind === 'Audio').map((file) => [file.name, file]))
  const recordings: DraftRecording[] = []
  const segments: Segment[] = []
  for (const file of results) {
    if (file.kind !== 'Transcription') continue
    const result = await rest.content<RecordingResult>(file)
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
