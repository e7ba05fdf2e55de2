/** Transcriptions: what other folders may know of them. @module */
import type { FastifyInstance } from 'fastify'
import { entityFilters, type Platform } from '../resources/index.ts'
import { transcriptionAnswer } from './transcription-answer.ts'
import { transcriptionRoutes } from './transcription-routes.ts'
import { TranscriptionService, type TranscriptionsParts } from './transcriptions.ts'

export { transcriptionMigrations } from './transcription-tables.ts'
export type { TranscriptionsParts } from './transcriptions.ts'

export type Transcriptions = Readonly<{ routes(app: FastifyInstance): void }>

export function createTranscriptions(platform: Platform, parts: TranscriptionsParts): Transcriptions {
  const service = new TranscriptionService(platform, parts)
  const { store } = service
  const described = (found: { id: string; displayName: string } | undefined): string | undefined =>
    found && `the transcription "${found.displayName}" (${found.id}), which is at work`
  parts.projects.addCollection({
    name: 'transcriptions',
    count: (projectId) => store.count(projectId),
    filters: entityFilters,
    list: async (projectId, paging, request) => {
      const { values, more } = await store.list(paging, projectId)
      return { values: values.map((value) => transcriptionAnswer(request, parts.models, value)), more }
    },
    detach: (within, projectId) => store.detach(within, projectId)
  })
  parts.datasets.addUser(async (id, within) => described(await store.ofDataset(id, within)))
  parts.models.addUser(async (id, within) => described(await store.ofModel(id, within)))
  return { routes: (app) => transcriptionRoutes(app, service, platform) }
}
