/** Drafts stored in the browser, where they survive a closed tab or a lost connection. @module */
import { createStore, del, get, set, type UseStore, values } from 'idb-keyval'
import { type Draft, fromStored, type StoredDraft } from './draft.ts'

let opened: Readonly<{ drafts: UseStore; audio: UseStore }> | undefined
const stores = () => {
  // The library supports one store per database.
  opened ??= {
    drafts: createStore('vernacular-drafts', 'drafts'),
    audio: createStore('vernacular-audio', 'audio')
  }
  return opened
}

export async function readDraft(id: string): Promise<Draft | undefined> {
  const stored = await get<StoredDraft>(id, stores().drafts)
  return stored && fromStored(stored)
}
export const storeDraft = (draft: Draft): Promise<void> =>
  set(draft.id, { ...draft, savedAt: Date.now() }, stores().drafts)

/** Newest first. */
export async function listDrafts(project: string): Promise<readonly Draft[]> {
  const drafts = await values<StoredDraft>(stores().drafts)
  return drafts
    .map(fromStored)
    .filter((draft) => draft.project === project)
    .toSorted((a, b) => b.savedAt - a.savedAt)
}

const audioKey = (id: string, recording: number): string => `${id}/${recording}`

/** A recording from the user's computer: the service read it from a location that the browser cannot read. */
export const storeAudio = (id: string, recording: number, audio: Blob): Promise<void> =>
  set(audioKey(id, recording), audio, stores().audio)
export const readAudio = (id: string, recording: number): Promise<Blob | undefined> =>
  get<Blob>(audioKey(id, recording), stores().audio)

export async function deleteDraft({ id, recordings }: Draft): Promise<void> {
  await del(id, stores().drafts)
  for (const recording of recordings.keys()) await del(audioKey(id, recording), stores().audio)
}
