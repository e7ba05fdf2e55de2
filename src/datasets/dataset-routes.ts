/** REST operations of datasets and their files. @module */
import type { FastifyInstance } from 'fastify'
import { Problem, withRetryAfter } from '../platform/index.ts'
import {
  entityChanges,
  entityFilters,
  type FilterProperties,
  fileFilters,
  objectOf,
  type Platform,
  page,
  progressOf,
  readPaging,
  rejectChange,
  requestFields
} from '../resources/index.ts'
import { blockRoutes } from './block-routes.ts'
import { parseCreateDatasetRequest } from './create-dataset-request.ts'
import { datasetKinds } from './dataset.ts'
import { datasetAnswer, datasetFileAnswer, sendCreated } from './dataset-answer.ts'
import { DatasetFiles } from './dataset-files.ts'
import { datasetSchemas } from './dataset-schema.ts'
import type { DatasetService } from './datasets.ts'
import { formRoute } from './form-route.ts'

type WithId = { Params: { id: string } }
type WithFileId = { Params: { id: string; fileId: string } }

export const datasetFilters = { ...entityFilters, kind: 'name' } as const satisfies FilterProperties

export function datasetRoutes(app: FastifyInstance, service: DatasetService, platform: Platform): void {
  const files = new DatasetFiles(platform.files, service.accepted)

  app.post('/datasets', async (request, reply) => {
    const input = parseCreateDatasetRequest(request.body, service.locales)
    const dataset = await service.create(input, input.contentUrl === undefined ? 'blocks' : 'contentUrl')
    return sendCreated(request, reply, dataset)
  })

  app.get('/datasets', async (request, reply) => {
    const paging = readPaging(request.query, datasetFilters)
    const { values, more } = await service.store.list(paging)
    withRetryAfter(reply, ...values)
    return page(request, paging, { values: values.map((dataset) => datasetAnswer(request, dataset)), more })
  })

  app.get('/datasets/locales', () =>
    Object.fromEntries(service.locales.map((locale) => [locale, datasetKinds]))
  )

  app.get<WithId>('/datasets/:id(^[^:/]+)', async (request, reply) => {
    const dataset = await service.require(request.params.id)
    withRetryAfter(reply, dataset)
    return datasetAnswer(request, dataset, await progressOf(platform.jobs, dataset))
  })

  app.patch<WithId>('/datasets/:id(^[^:/]+)', async (request, reply) => {
    const dataset = await service.require(request.params.id)
    const fields = objectOf(request.body, 'The body', '')
    rejectChange(fields, 'a dataset', ['locale', 'kind', 'contentUrl'], datasetAnswer(request, dataset))
    await service.change(
      dataset,
      entityChanges(fields, requestFields(datasetSchemas, 'DatasetUpdate', fields))
    )
    const changed = await service.require(request.params.id)
    withRetryAfter(reply, changed)
    return datasetAnswer(request, changed)
  })

  app.post<WithId>('/datasets/:id(^[^:/]+)::cancel', async (request) =>
    datasetAnswer(request, await service.cancel(request.params.id))
  )

  app.delete<WithId>('/datasets/:id(^[^:/]+)', async (request, reply) => {
    await service.delete(request.params.id)
    return reply.code(204).send()
  })

  app.get<WithId>('/datasets/:id(^[^:/]+)/files', async (request, reply) => {
    const dataset = await service.require(request.params.id)
    const paging = readPaging(request.query, fileFilters)
    const { values, more } = await files.list(dataset, paging)
    withRetryAfter(reply, dataset)
    const answers = values.map((file) => datasetFileAnswer(request, platform.links, dataset, file))
    return page(request, paging, { values: answers, more })
  })

  app.get<WithFileId>('/datasets/:id(^[^:/]+)/files/:fileId', async (request) => {
    const dataset = await service.require(request.params.id)
    const file = await files.find(dataset, request.params.fileId)
    if (file) return datasetFileAnswer(request, platform.links, dataset, file)
    throw new Problem(
      'NotFound',
      undefined,
      `The dataset ${dataset.id} has no file ${request.params.fileId}.`,
      'fileId'
    )
  })

  blockRoutes(app, service, platform)
  void app.register((scope, _options, done) => {
    formRoute(scope, service, platform)
    done()
  })
}
