/** The sound of a draft's recordings: from the service, or from the file that its owner gave. @module */
import type { ApiFile } from '../api/entities.ts'
import type { Rest } from '../api/rest.ts'
import { samplesOf } from '../api/wav.ts'
import type { Draft } from './draft.ts'
import { storedAudio } from './draft-store.ts'

export type Samples = Int16Array<ArrayBuffer>

/** @returns undefined where only its owner has it and did not give it yet */
export async function samplesFor(rest: Rest, draft: Draft, recording: number): Promise<Samples | undefined> {
  const self = draft.recordings[recording]?.audio
  const given = self === undefined ? await storedAudio(draft.id, recording) : await audioOf(rest, self)
  return given && samplesOf(given)
}

/** The link is asked for anew, since links expire and drafts do not. */
async function audioOf(rest: Rest, self: string): Promise<Blob> {
  return rest.linked(await rest.get<ApiFile>(self))
}
