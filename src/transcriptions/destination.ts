/** Results copied to a container of the customer's. @module */
import { JobRejected, sendContent } from '../platform/index.ts'
import type { Platform } from '../resources/index.ts'
import { type FinishedRecording, REPORT, reportKey, resultKey, type Transcription } from './transcription.ts'

/** What Azure Blob Storage wants to be told; others pass over it. */
const HEADERS = { 'content-type': 'application/json', 'x-ms-blob-type': 'BlockBlob' }

/**
 * Each result and the report as `<id>/<name>` below the container's URL, with the grant in its query. Names that are
 * there are written over, so that all of it may be done again.
 * @throws JobRejected when the container refuses them, ContentUnavailable when it cannot be reached
 */
export async function sendResults(
  { settings, files }: Platform,
  { id, options }: Transcription,
  recordings: readonly FinishedRecording[],
  signal: AbortSignal
): Promise<void> {
  const { destinationContainerUrl: container } = options
  if (container === undefined) return
  const results = recordings.filter(({ status }) => status === 'Succeeded')
  const sent = results.map((recording) => ({ name: recording.resultName, key: resultKey(id, recording) }))
  for (const { name, key } of [...sent, { name: REPORT, key: reportKey(id) }]) {
    const { size = 0 } = (await files.stat(key)) ?? {}
    const url = new URL(container)
    url.pathname = `${url.pathname.replace(/\/$/, '')}/${[id, ...name.split('/')].map(encodeURIComponent).join('/')}`
    const { status } = await sendContent(url.href, {
      method: 'PUT',
      // Stores of blobs take nothing whose length they are not told first.
      headers: { ...HEADERS, 'content-length': String(size) },
      body: await files.read(key),
      allowPrivate: settings.allowPrivateUrls,
      signal
    })
    if (status < 200 || status >= 300) throw notTaken(`${url.host} answered ${status} to the PUT of ${name}`)
  }
}

const notTaken = (reason: string): JobRejected =>
  new JobRejected(
    'InaccessibleCustomerStorage',
    `Could not write the results to destinationContainerUrl: ${reason}. Download them from the files of the transcription.`
  )
