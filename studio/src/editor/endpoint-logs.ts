/** Logged recordings of an endpoint, copied into a dataset because logs expire. @module */
import type { ApiFile, Dataset, Project } from '../api/entities.ts'
import type { Rest } from '../api/rest.ts'
import { type NamedRecording, uploadRecordings } from '../api/upload-recordings.ts'

/** Newest first. */
export async function loggedRecordings(
  rest: Rest,
  endpoint: string,
  signal?: AbortSignal
): Promise<readonly ApiFile[]> {
  const logs = await rest.list<ApiFile>(`/endpoints/${endpoint}/files/logs`, signal)
  return logs
    .filter(({ kind }) => kind === 'Audio')
    .toSorted((a, b) => (b.createdDateTime ?? '').localeCompare(a.createdDateTime ?? ''))
}

type LogDatasetOptions = Readonly<{
  displayName: string
  project: Project
  recordings: readonly ApiFile[]
}>

/** @returns the dataset, whose import has been requested */
export async function datasetFromLogs(rest: Rest, options: LogDatasetOptions): Promise<Dataset> {
  const recordings: NamedRecording[] = []
  for (const file of options.recordings) {
    recordings.push({ name: file.name, content: await rest.getLinkedBlob(file) })
  }
  return uploadRecordings(rest, options, recordings)
}
