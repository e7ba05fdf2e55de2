/** What an endpoint heard, taken into a dataset of its own: logs are deleted after a while, and it is not. @module */
import type { ApiFile, Dataset, Endpoint, Project } from '../api/entities.ts'
import type { Rest } from '../api/rest.ts'
import { ZipWriter } from '../api/zip.ts'

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
  endpoint: Endpoint
  sessions: readonly ApiFile[]
}>

/** @returns the dataset once its import was asked for */
export async function datasetOfTraffic(rest: Rest, wish: TrafficWish): Promise<Dataset> {
  const recordings = wish.sessions.map(async (file) => ({
    name: file.name,
    content: await rest.linked(file)
  }))
  return sendRecordings(rest, wish, await Promise.all(recordings))
}

type Named = Readonly<{ name: string; content: Blob }>

/** Recordings of any origin as a dataset of kind AudioFiles. */
export async function sendRecordings(
  rest: Rest,
  { displayName, project }: Readonly<{ displayName: string; project: Project }>,
  recordings: readonly Named[],
  onProgress: (share: number) => void = () => undefined
): Promise<Dataset> {
  const zip = new ZipWriter()
  for (const { name, content } of recordings) await zip.add(name, content)
  const archive = zip.finish()
  const dataset = await rest.post<Dataset>('/datasets', {
    kind: 'AudioFiles',
    displayName,
    locale: project.locale,
    project: { self: project.self }
  })
  await rest.upload(dataset, archive, (sent) => onProgress(sent / archive.size))
  return dataset
}
