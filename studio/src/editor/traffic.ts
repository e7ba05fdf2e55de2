/** What an endpoint heard, taken into a dataset of its own: logs are deleted after a while, and it is not. @module */
import type { ApiFile, Dataset, Project } from '../api/entities.ts'
import type { Rest } from '../api/rest.ts'
import { type NamedRecording, sendRecordings } from '../api/send-recordings.ts'

/** Recorded sessions of an endpoint, the newest first. */
export async function sessionsOf(
  rest: Rest,
  endpoint: string,
  signal?: AbortSignal
): Promise<readonly ApiFile[]> {
  const logs = await rest.all<ApiFile>(`/endpoints/${endpoint}/files/logs`, signal)
  return logs
    .filter(({ kind }) => kind === 'Audio')
    .toSorted((a, b) => (b.createdDateTime ?? '').localeCompare(a.createdDateTime ?? ''))
}

type TrafficWish = Readonly<{
  displayName: string
  project: Project
  sessions: readonly ApiFile[]
}>

/** @returns the dataset once its import was asked for */
export async function datasetOfTraffic(rest: Rest, wish: TrafficWish): Promise<Dataset> {
  const recordings: NamedRecording[] = []
  for (const file of wish.sessions) {
    recordings.push({ name: file.name, content: await rest.linked(file) })
  }
  return sendRecordings(rest, wish, recordings)
}
