/** The audio of a draft's recordings: from the service, or from a file that the user selected. @module */
import type { ApiFile } from '../api/entities.ts'
import type { Rest } from '../api/rest.ts'
import { decodeAudio } from '../files/wav.ts'
import type { Draft } from './draft.ts'
import { readAudio } from './draft-store.ts'

export type Samples = Int16Array<ArrayBuffer>

/** @returns undefined if the browser cannot read the recording and the user has not selected its file */
export async function loadSamples(rest: Rest, draft: Draft, recording: number): Promise<Samples | undefined> {
  const self = draft.recordings[recording]?.audio
  const audio = self === undefined ? await readAudio(draft.id, recording) : await fetchAudio(rest, self)
  return audio && decodeAudio(audio)
}

/** Gets a new link each time, because links expire and drafts do not. */
async function fetchAudio(rest: Rest, self: string): Promise<Blob> {
  return rest.getLinkedBlob(await rest.get<ApiFile>(self))
}
