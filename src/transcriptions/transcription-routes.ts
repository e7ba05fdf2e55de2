/** REST operations of transcriptions and their files. @module */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { BODY_LIMITS, Problem, withRetryAfter } from '../platform/index.ts'
import {
  type EntityFile,
  entityChanges,
  entityFilters,
  fileAnswer,
  fileFilters,
  fileId,
  listingOf,
  objectOf,
  type Platform,
  page,
  readPaging,
  rejectChange,
  requestFields,
  selfLink,
  takes
} from '../resources/index.ts'
import type { Transcription } from './transcription.ts'
import { transcriptionAnswer } from './transcription-answer.ts'
import { transcriptionSchemas } from './transcription-schema.ts'
import type { TranscriptionService } from './transcriptions.ts'

type WithId = { Params: { id: string } }
const FIXED = ['locale', 'model', 'dataset', 'contentUrls', 'contentContainerUrl', 'properties'] as const

export function transcriptionRoutes(
  app: FastifyInstance,
  service: TranscriptionService,
  platform: Platform
): void {
  const { models, locales } = service.parts
  const answerOf = (request: FastifyRequest, transcription: Transcription) =>
    transcriptionAnswer(request, models, transcription)
  const answerFile = (request: FastifyRequest, { id }: Transcription, file: EntityFile) =>
    fileAnswer(request, platform.links, `transcriptions/${id}`, file)

  app.addHook('onReady', () => service.open())
  app.addHook('onClose', async () => service.expiry.stop())

  app.post('/transcriptions', { bodyLimit: BODY_LIMITS.urlList }, async (request, reply) => {
    const transcription = await service.create(objectOf(request.body, 'The body', ''))
    return reply
      .code(201)
      .header('Location', selfLink(request, `transcriptions/${transcription.id}`))
      .send(answerOf(request, transcription))
  })

  app.get('/transcriptions', async (request, reply) => {
    const paging = readPaging(request.query, entityFilters)
    await service.expiry.sweep()
    const { values, more } = await service.store.list(paging)
    withRetryAfter(reply, ...values)
    return page(request, paging, { values: values.map((value) => answerOf(request, value)), more })
  })

  app.get('/transcriptions/locales', () => locales)

  app.get<WithId>('/transcriptions/:id(^[^:/]+)', async (request, reply) => {
    const transcription = await service.require(request.params.id)
    withRetryAfter(reply, transcription)
    const job = transcription.status === 'Running' ? await platform.jobs.of(transcription.id) : undefined
    return transcriptionAnswer(request, models, transcription, job?.progress)
  })

  app.patch<WithId>(
    '/transcriptions/:id(^[^:/]+)',
    { bodyLimit: BODY_LIMITS.urlList },
    async (request, reply) => {
      const transcription = await service.require(request.params.id)
      const fields = objectOf(request.body, 'The body', '')
      rejectChange(fields, 'a transcription', FIXED, transcriptionAnswer(request, models, transcription))
      const changed = await service.change(
        transcription,
        entityChanges(fields, requestFields(transcriptionSchemas, 'TranscriptionUpdate', fields))
      )
      withRetryAfter(reply, changed)
      return answerOf(request, changed)
    }
  )

  app.post<WithId>('/transcriptions/:id(^[^:/]+)::cancel', async (request) =>
    answerOf(request, await service.cancel(request.params.id))
  )

  app.delete<WithId>('/transcriptions/:id(^[^:/]+)', async (request, reply) => {
    await service.delete(request.params.id)
    return reply.code(204).send()
  })

  app.get<WithId>('/transcriptions/:id(^[^:/]+)/files', async (request, reply) => {
    const transcription = await service.require(request.params.id)
    withRetryAfter(reply, transcription)
    const paging = readPaging(request.query, fileFilters)
    const files = await service.files.list(transcription)
    const { values, more } = listingOf(
      files.filter(({ name, kind, createdDateTime }) => takes(paging, { name, kind, createdDateTime })),
      paging
    )
    return page(request, paging, {
      values: values.map((file) => answerFile(request, transcription, file)),
      more
    })
  })

  app.get<{ Params: { id: string; fileId: string } }>(
    '/transcriptions/:id(^[^:/]+)/files/:fileId',
    async (request) => {
      const transcription = await service.require(request.params.id)
      const requested = request.params.fileId.toLowerCase()
      const files = await service.files.list(transcription)
      const file = files.find(({ name }) => fileId(transcription.id, name) === requested)
      if (file) return answerFile(request, transcription, file)
      throw new Problem(
        'NotFound',
        undefined,
        `The transcription ${transcription.id} has no file ${requested}.`,
        'fileId'
      )
    }
  )
}
