/** A transcript: opens the draft in this browser, or creates it once the transcription is complete. @module */
import { useQuery } from '@tanstack/react-query'
import { isInProgress } from '../api/entities.ts'
import { useEntity, useRest } from '../api/session.tsx'
import type { BatchTranscription } from '../api/transcriptions.ts'
import { ErrorMessage, JobStatus, Loading } from '../components/status.tsx'
import { draftFromTranscription } from './draft-from-transcription.ts'
import { readDraft, storeDraft } from './draft-store.ts'
import { editorTexts } from './texts.ts'
import { TranscriptEditor } from './transcript-editor.tsx'

export function TranscriptPage({ project, id }: Readonly<{ project: string; id: string }>) {
  const rest = useRest()
  const stored = useQuery({
    queryKey: ['draft', id],
    // Read once: afterwards, the editor has the latest state.
    staleTime: 'static',
    gcTime: 0,
    queryFn: async () => (await readDraft(id)) ?? null
  })
  const missing = stored.data === null
  const transcription = useEntity<BatchTranscription>(missing ? `/transcriptions/${id}` : undefined)
  const complete = missing && transcription.data !== undefined && !isInProgress(transcription.data)
  const created = useQuery({
    queryKey: ['draft-created', id],
    enabled: complete && transcription.data?.status === 'Succeeded',
    staleTime: 'static',
    gcTime: 0,
    queryFn: async () => {
      if (!transcription.data) throw new Error(editorTexts.failed)
      // Every change in the Studio refreshes queries: a draft must not replace one that was edited since.
      const existing = await readDraft(id)
      if (existing) return existing
      const draft = await draftFromTranscription(rest, project, transcription.data)
      await storeDraft(draft)
      return draft
    }
  })
  const draft = stored.data ?? created.data
  if (draft) return <TranscriptEditor key={draft.id} initial={draft} />
  return (
    <>
      <div className="head">
        <h1>{transcription.data?.displayName ?? editorTexts.title}</h1>
      </div>
      <ErrorMessage error={stored.error ?? transcription.error ?? created.error} />
      {transcription.data ? (
        <>
          {isInProgress(transcription.data) && <p className="quiet">{editorTexts.transcribing}</p>}
          <JobStatus entity={transcription.data} />
        </>
      ) : (
        !transcription.error && <Loading />
      )}
    </>
  )
}
