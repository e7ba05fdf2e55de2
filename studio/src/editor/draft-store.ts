/** Drafts kept in the browser, so that a closed tab or a lost line costs nothing. @module */
import { createStore, del, get, set, type UseStore, values } from 'idb-keyval'
import type { Draft } from './draft.ts'

let opened: Readonly<{ drafts: UseStore; audio: UseStore }> | undefined
const stores = () => {
  // A database a store: that is all that this small library can open.
  opened ??= {
    drafts: createStore('vernacular-drafts', 'drafts'),
    audio: createStore('vernacular-audio', 'audio')
  }
  return opened
}

export const storedDraft = (id: string): Promise<Draft | undefined> => get<Draft>(id, stores().drafts)
export const storeDraft = (draft: Draft): Promise<void> =>
  set(draft.id, { ...draft, savedAt: Date.now() }, stores().drafts)

/** The newest first. */
export async function draftsOf(project: string): Promise<readonly Draft[]> {
  const drafts: readonly Draft[] = await values<Draft>(stores().drafts)
  return drafts.filter((draft) => draft.project === project).toSorted((a, b) => b.savedAt - a.savedAt)
}

const audioKey = (id: string, recording: number): string => `${id}/${recording}`

/** A recording that only its owner has: the service heard it at an address that the browser may not read. */
export const storeAudio = (id: string, recording: number, audio: Blob): Promise<void> =>
  set(audioKey(id, recording), audio, stores().audio)
export const storedAudio = (id: string, recording: number): Promise<Blob | undefined> =>
  get<Blob>(audioKey(id, recording), stores().audio)

export async function forgetDraft({ id, recordings }: Draft): Promise<void> {
  await del(id, stores().drafts)
  for (const recording of recordings.keys()) await del(audioKey(id, recording), stores().audio)
}
