/** The logs of an endpoint as .zip archives that can be corrected and uploaded as datasets of kind Acoustic. @module */

import {
  type LoggedPhrase,
  type LoggedRequest,
  readLoggedRequests,
  recognizedText
} from '../api/endpoint-traffic.ts'
import type { Reference } from '../api/entities.ts'
import { type Rest, RestError } from '../api/rest.ts'
import { ZipWriter } from '../files/zip.ts'

/** Well below the upload limit, and the limit of a zip without 64-bit extension. */
const MAX_ARCHIVE_BYTES = 2 ** 30

type ArchiveOptions = Readonly<{
  onProgress: (done: number, all: number) => void
  signal: AbortSignal
}>

/** One archive, or several if there is more than a gibibyte. Recordings are loaded one at a time. */
export async function* logArchives(
  rest: Rest,
  endpoint: Reference,
  { onProgress, signal }: ArchiveOptions
): AsyncGenerator<Blob> {
  // The links of a page that stayed open may have expired.
  const requests = await readLoggedRequests(rest, endpoint, signal)
  let zip = new ZipWriter()
  let lines: string[] = []
  const finish = async (): Promise<Blob> => {
    // The byte order mark marks the file as UTF-8 for editors.
    await zip.add('trans.txt', new Blob([`\ufeff${lines.join('')}`]))
    return zip.finish()
  }
  for (const [index, request] of requests.entries()) {
    const audio = await unlessDeleted(rest.getLinkedBlob(request.audio, signal))
    if (audio && zip.size > 0 && zip.size + audio.size > MAX_ARCHIVE_BYTES) {
      yield await finish()
      zip = new ZipWriter()
      lines = []
    }
    if (audio) {
      const name = await zip.add(request.audio.name, audio)
      const text = await readText(rest, request, signal)
      if (text !== '') lines.push(`${name}\t${text}\r\n`)
    }
    onProgress(index + 1, requests.length)
  }
  yield await finish()
}

async function readText(rest: Rest, { transcript }: LoggedRequest, signal: AbortSignal): Promise<string> {
  if (!transcript) return ''
  const logged = await unlessDeleted(
    rest.getLinkedJson<LoggedPhrase | readonly LoggedPhrase[]>(transcript, signal)
  )
  return logged ? recognizedText(logged).replace(/\s+/g, ' ').trim() : ''
}

/** A log may be deleted, or expire, while the others are loaded. */
async function unlessDeleted<T>(request: Promise<T>): Promise<T | undefined> {
  try {
    return await request
  } catch (error) {
    if (error instanceof RestError && error.status === 404) return undefined
    throw error
  }
}
