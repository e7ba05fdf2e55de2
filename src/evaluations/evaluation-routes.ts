/** REST operations of evaluations and their files. @module */
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Problem, withRetryAfter } from '../platform/index.ts'
import {
  entityChanges,
  entityFilters,
  fileAnswer,
  fileFilters,
  fileId,
  listingOf,
  objectOf,
  type Platform,
  type Progress,
  page,
  progressOf,
  readPaging,
  rejectChange,
  requestFields,
  selfLink,
  takes
} from '../resources/index.ts'
import type { ComparisonAnswers } from './comparison-schema.ts'
import type { Evaluation } from './evaluation.ts'
import { type EvaluationAnswer, evaluationAnswer } from './evaluation-answer.ts'
import { DETAILS_KIND } from './evaluation-results.ts'
import { evaluationSchemas } from './evaluation-schema.ts'
import type { EvaluationService } from './evaluations.ts'
import { utteranceLines } from './utterance-lines.ts'

type WithId = { Params: { id: string } }
const FIXED = ['locale', 'dataset', 'model1', 'model2'] as const

export const answerOf = async (
  request: FastifyRequest,
  service: EvaluationService,
  evaluation: Evaluation,
  progress: Progress = {}
): Promise<EvaluationAnswer> => {
  const found = evaluation.status === 'Succeeded' ? await service.results.figures(evaluation.id) : undefined
  // An inspection has no transcripts to count errors against.
  const figures = found?.[0].wordCount === 0 ? undefined : found
  return evaluationAnswer(request, service.parts.models, evaluation, figures, progress)
}

export function evaluationRoutes(app: FastifyInstance, service: EvaluationService, platform: Platform): void {
  const detailAnswer = async (request: FastifyRequest, evaluation: Evaluation, name: string) => {
    const file = await service.results.detail(evaluation, name)
    return fileAnswer(request, platform.links, `evaluations/${evaluation.id}`, file)
  }

  app.post('/evaluations', async (request, reply) => {
    const evaluation = await service.create(objectOf(request.body, 'The body', ''))
    return reply
      .code(201)
      .header('Location', selfLink(request, `evaluations/${evaluation.id}`))
      .send(await answerOf(request, service, evaluation))
  })

  app.get('/evaluations', async (request, reply) => {
    const paging = readPaging(request.query, entityFilters)
    const { values, more } = await service.store.list(paging)
    withRetryAfter(reply, ...values)
    const answers = values.map((evaluation) => answerOf(request, service, evaluation))
    return page(request, paging, { values: await Promise.all(answers), more })
  })

  app.get('/evaluations/locales', () => service.parts.locales)

  app.get<WithId>('/evaluations/:id(^[^:/]+)', async (request, reply) => {
    const evaluation = await service.require(request.params.id)
    withRetryAfter(reply, evaluation)
    return answerOf(request, service, evaluation, await progressOf(platform.jobs, evaluation))
  })

  app.patch<WithId>('/evaluations/:id(^[^:/]+)', async (request, reply) => {
    const evaluation = await service.require(request.params.id)
    const fields = objectOf(request.body, 'The body', '')
    rejectChange(fields, 'an evaluation', FIXED, await answerOf(request, service, evaluation))
    const changed = await service.change(
      evaluation,
      entityChanges(fields, requestFields(evaluationSchemas, 'EvaluationUpdate', fields))
    )
    withRetryAfter(reply, changed)
    return answerOf(request, service, changed)
  })

  app.post<WithId>('/evaluations/:id(^[^:/]+)::cancel', async (request) =>
    answerOf(request, service, await service.cancel(request.params.id))
  )

  app.delete<WithId>('/evaluations/:id(^[^:/]+)', async (request, reply) => {
    await service.delete(request.params.id)
    return reply.code(204).send()
  })

  app.get<WithId>('/evaluations/:id(^[^:/]+)/files', async (request, reply) => {
    const evaluation = await service.require(request.params.id)
    withRetryAfter(reply, evaluation)
    const paging = readPaging(request.query, fileFilters)
    const { lastActionDateTime: createdDateTime } = evaluation
    const names = (await service.results.detailNames(evaluation)).filter((name) =>
      takes(paging, { name, kind: DETAILS_KIND, createdDateTime })
    )
    const { values, more } = listingOf(names, paging)
    const answers = await Promise.all(values.map((name) => detailAnswer(request, evaluation, name)))
    return page(request, paging, { values: answers, more })
  })

  app.get<WithId>(
    '/evaluations/:id(^[^:/]+)/comparison',
    (request): Promise<ComparisonAnswers['EvaluationComparison']> => service.comparison(request.params.id)
  )

  // Thousands of utterances in one answer, a line each: written as they are read, never all at once in memory.
  app.get<WithId>('/evaluations/:id(^[^:/]+)/utterances', async (request, reply) => {
    const evaluation = await service.requireResults(request.params.id)
    const clips = await service.parts.datasets.utterances(evaluation.datasetId)
    const keys = new Map(clips.map(({ id, audioKey }) => [id, audioKey]))
    const linked = (audio: string): string | undefined => {
      const key = keys.get(audio)
      return key === undefined ? undefined : platform.links.contentUrl(request, key)
    }
    return reply
      .type('application/x-ndjson; charset=utf-8')
      .send(Readable.from(utteranceLines(service.results, evaluation.id, linked), { objectMode: false }))
  })

  app.get<{ Params: { id: string; fileId: string } }>(
    '/evaluations/:id(^[^:/]+)/files/:fileId',
    async (request) => {
      const evaluation = await service.require(request.params.id)
      const requested = request.params.fileId.toLowerCase()
      const names = await service.results.detailNames(evaluation)
      const name = names.find((candidate) => fileId(evaluation.id, candidate) === requested)
      if (name !== undefined) return detailAnswer(request, evaluation, name)
      throw new Problem(
        'NotFound',
        undefined,
        `The evaluation ${evaluation.id} has no file ${requested}.`,
        'fileId'
      )
    }
  )
}
