/** Creates a draft from the results of a batch transcription. @module */
import { type ApiFile, idOf } from '../api/entities.ts'
import type { Rest } from '../api/rest.ts'
import {
  type BatchTranscription,
  type RecordingTranscription,
  ticksToSeconds
} from '../api/transcriptions.ts'
import type { Draft, DraftRecording, Segment } from './draft.ts'
import { toSegments } from './segments.ts'

/** The editor needs word times, and unmasked text for training. */
export const EDITOR_OPTIONS = {
  wordLevelTimestampsEnabled: true,
  displayFormWordLevelTimestampsEnabled: true,
  profanityFilterMode: 'None'
} as const

const MAX_CONCURRENT_REQUESTS = 8

export async function draftFromTranscription(
  rest: Rest,
  project: string,
  transcription: BatchTranscription
): Promise<Draft> {
  const { dataset } = transcription
  const [results, clips] = await Promise.all([
    rest.listFiles(transcription),
    dataset ? rest.listFiles(dataset) : Promise.resolve([])
  ])
  const audio = new Map(clips.filter(({ kind }) => kind === 'Audio').map((file) => [file.name, file]))
  const recordings: DraftRecording[] = []
  const segments: Segment[] = []
  for (const result of await readResults(rest, results)) {
    const clip = audio.get(result.source)
    const recording = recordings.length
    const duration = ticksToSeconds(result.durationInTicks)
    recordings.push({ name: result.source, duration, ...(clip ? { audio: clip.self } : {}) })
    segments.push(...toSegments(result, recording, clip?.properties.transcript))
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

/** In the order of the files. */
async function readResults(
  rest: Rest,
  files: readonly ApiFile[]
): Promise<readonly RecordingTranscription[]> {
  const transcriptions = files.filter(({ kind }) => kind === 'Transcription')
  const results: RecordingTranscription[] = []
  for (let at = 0; at < transcriptions.length; at += MAX_CONCURRENT_REQUESTS) {
    const some = transcriptions
      .slice(at, at + MAX_CONCURRENT_REQUESTS)
      .map((file) => rest.getLinkedJson<RecordingTranscription>(file))
    results.push(...(await Promise.all(some)))
  }
  return results
}
