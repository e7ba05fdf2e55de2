/** Uploads recordings as a dataset of kind AudioFiles. @module */

import { ZipWriter } from '../files/zip.ts'
import { type Dataset, isInProgress, type Project } from './entities.ts'
import { POLL_INTERVAL_MS, type Rest, RestError } from './rest.ts'

export type NamedRecording = Readonly<{ name: string; content: Blob }>

/** @param onProgress called with the uploaded share, 0 to 1
 * @returns the dataset, whose import has been requested */
export async function uploadRecordings(
  rest: Rest,
  { displayName, project }: Readonly<{ displayName: string; project: Project }>,
  recordings: readonly NamedRecording[],
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

/** @throws RestError with the reason if the import fails */
export async function waitForImport(rest: Rest, { self }: Pick<Dataset, 'self'>): Promise<Dataset> {
  for (;;) {
    const now = await rest.get<Dataset>(self)
    const { error } = now.properties ?? {}
    if (now.status === 'Failed') throw new RestError(0, error?.code ?? now.status, error?.message ?? '')
    if (!isInProgress(now)) return now
    await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS))
  }
}
