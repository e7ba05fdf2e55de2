/** Transcriptions: what other folders may know of them. @module */
import type { FastifyInstance } from 'fastify'
import { entityCollection } from '../projects/index.ts'
import { entityFilters, type Platform, type StoredCollection } from '../resources/index.ts'
import { folderOf } from './transcription.ts'
import { transcriptionAnswer } from './transcription-answer.ts'
import { DELETED_TRANSCRIPTIONS } from './transcription-files.ts'
import { transcriptionRoutes } from './transcription-routes.ts'
import { TranscriptionService, type TranscriptionsParts } from './transcriptions.ts'

export { transcriptionsApi } from './transcription-operations.ts'
export { transcriptionMigrations } from './transcription-tables.ts'
export type { TranscriptionsParts } from './transcriptions.ts'

export type Transcriptions = Readonly<{
  /** Their results, compared with the database before the first request. */
  stored: StoredCollection
  routes(app: FastifyInstance): void
}>

export function createTranscriptions(platform: Platform, parts: TranscriptionsParts): Transcriptions {
  const service = new TranscriptionService(platform, parts)
  const { store } = service
  const described = (found: { id: string; displayName: string } | undefined): string | undefined =>
    found && `the transcription "${found.displayName}" (${found.id}), which is running`
  parts.projects.addCollection(
    entityCollection({
      name: 'transcriptions',
      filters: entityFilters,
      store,
      answer: (request, transcription) => transcriptionAnswer(request, parts.models, transcription)
    })
  )
  parts.datasets.addUser(async (id, tx) => described(await store.ofDataset(id, tx)))
  parts.models.addUser(async (id, tx) => described(await store.ofModel(id, tx)))
  const stored: StoredCollection = {
    kind: 'transcription',
    prefixOf: folderOf,
    onDisk: () => platform.files.folders('transcriptions'),
    ids: () => store.ids(),
    needFiles: () => store.succeeded(),
    deletions: { prefix: DELETED_TRANSCRIPTIONS, finish: (id) => service.files.remove(id) }
  }
  return { stored, routes: (app) => transcriptionRoutes(app, service, platform) }
}
