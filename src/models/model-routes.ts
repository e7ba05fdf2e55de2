/** REST operations of models, base models and their files. @module */
import type { FastifyInstance } from 'fastify'
import { BODY_LIMITS, type FileLinks, Problem, type StoredFile, withRetryAfter } from '../platform/index.ts'
import {
  type EntityFile,
  entityChanges,
  entityFilters,
  type Filtered,
  fileAnswer,
  fileFilters,
  fileId,
  listingOf,
  objectOf,
  page,
  readPaging,
  rejectChange,
  requestFields,
  selfLink,
  takes
} from '../resources/index.ts'
import type { ListedBase } from './base-models.ts'
import { REPORT_FILE } from './bundle.ts'
import { parseCreateModelRequest } from './create-model-request.ts'
import { bundlePrefix, type Model } from './model.ts'
import { baseAnswer, manifestAnswer, modelAnswer } from './model-answer.ts'
import { modelSchemas } from './model-schema.ts'
import type { ModelService } from './models.ts'

type WithId = { Params: { id: string } }
type WithFileId = { Params: { id: string; fileId: string } }
const ID = ':id(^[^:/]+)'

export function modelRoutes(app: FastifyInstance, service: ModelService, links: FileLinks): void {
  app.addHook('onReady', () => service.rememberBases())

  app.post('/models', { bodyLimit: BODY_LIMITS.inlineText }, async (request, reply) => {
    const model = await service.create(parseCreateModelRequest(request.body, service.bases.locales))
    return reply
      .code(201)
      .header('Location', selfLink(request, `models/${model.id}`))
      .send(modelAnswer(request, service, model))
  })

  app.get('/models', async (request, reply) => {
    const paging = readPaging(request.query, entityFilters)
    const { values, more } = await service.store.list(paging)
    withRetryAfter(reply, ...values)
    return page(request, paging, {
      values: values.map((model) => modelAnswer(request, service, model)),
      more
    })
  })

  app.get('/models/locales', () => service.bases.locales)
  baseRoutes(app, service)

  app.get<WithId>(`/models/${ID}`, async (request, reply) => {
    const base = service.bases.find(request.params.id)
    if (base) return baseAnswer(request, base, service.lifecycle)
    const model = await service.require(request.params.id)
    withRetryAfter(reply, model)
    return modelAnswer(request, service, model, await service.progress(model))
  })

  app.patch<WithId>(`/models/${ID}`, { bodyLimit: BODY_LIMITS.inlineText }, async (request, reply) => {
    rejectBase(service, request.params.id)
    const model = await service.require(request.params.id)
    const fields = objectOf(request.body, 'The body', '')
    rejectChange(fields, 'a model', ['locale', 'baseModel', 'datasets', 'text'], {
      ...modelAnswer(request, service, model),
      text: model.text
    })
    await service.change(model, entityChanges(fields, requestFields(modelSchemas, 'ModelUpdate', fields)))
    const changed = await service.require(model.id)
    withRetryAfter(reply, changed)
    return modelAnswer(request, service, changed)
  })

  app.post<WithId>(`/models/${ID}::cancel`, async (request) =>
    modelAnswer(request, service, await service.cancel(request.params.id))
  )

  app.delete<WithId>(`/models/${ID}`, async (request, reply) => {
    await service.delete(request.params.id)
    return reply.code(204).send()
  })

  app.get<WithId>(`/models/${ID}/files`, async (request, reply) => {
    const model = await service.require(request.params.id)
    const paging = readPaging(request.query, fileFilters)
    const { values, more } = listingOf(
      (await reportFiles(service, model)).filter((file) =>
        takes(paging, { name: file.name, kind: file.kind, createdDateTime: file.createdDateTime })
      ),
      paging
    )
    withRetryAfter(reply, model)
    const answers = values.map((file) => fileAnswer(request, links, `models/${model.id}`, file))
    return page(request, paging, { values: answers, more })
  })

  app.get<WithFileId>(`/models/${ID}/files/:fileId`, async (request) => {
    const model = await service.require(request.params.id)
    const requested = request.params.fileId.toLowerCase()
    const file = (await reportFiles(service, model)).find(({ name }) => fileId(model.id, name) === requested)
    if (file) return fileAnswer(request, links, `models/${model.id}`, file)
    throw new Problem('NotFound', undefined, `The model ${model.id} has no file ${requested}.`, 'fileId')
  })

  app.get<WithId>(`/models/${ID}/manifest`, async (request) => {
    const model = await service.require(request.params.id)
    if (model.status !== 'Succeeded') {
      throw new Problem(
        'InvalidRequest',
        'InvalidModel',
        `The model ${model.id} is ${model.status}; a model has a manifest when its status is Succeeded.`
      )
    }
    const files: StoredFile[] = []
    for await (const file of service.files(model)) files.push(file)
    return manifestAnswer(request, links, model, files)
  })
}

function baseRoutes(app: FastifyInstance, service: ModelService): void {
  const find = (id: string) => {
    const base = service.bases.find(id)
    if (base) return base
    throw new Problem('NotFound', undefined, `The base model ${id} does not exist.`, 'id')
  }

  app.get('/models/base', async (request) => {
    const paging = readPaging(request.query, entityFilters)
    const all = service.bases.all.filter((base) => takes(paging, filteredBase(base)))
    const { values, more } = listingOf(all, paging)
    return page(request, paging, {
      values: values.map((base) => baseAnswer(request, base, service.lifecycle)),
      more
    })
  })

  app.get<WithId>(`/models/base/${ID}`, async (request) =>
    baseAnswer(request, find(request.params.id), service.lifecycle)
  )

  // Its files are a package of the operating system's, not ours to hand out.
  app.get<WithId>(`/models/base/${ID}/manifest`, async (request) => {
    const { id, name, release } = find(request.params.id)
    return {
      model: { self: selfLink(request, `models/base/${id}`) },
      modelFiles: [],
      properties: { base: name, release }
    }
  })
}

const filteredBase = ({ release, description, locale, createdDateTime }: ListedBase): Filtered => ({
  displayName: release,
  description,
  locale,
  status: 'Succeeded',
  createdDateTime,
  lastActionDateTime: createdDateTime
})

function rejectBase(service: ModelService, id: string): void {
  if (!service.bases.find(id)) return
  throw new Problem(
    'Forbidden',
    'Forbidden',
    `The model ${id} is a base model. Base models cannot be changed.`,
    'id'
  )
}

/** What the contract lists among a model's files; the bundle itself is in the manifest. */
async function reportFiles(service: ModelService, model: Model): Promise<readonly EntityFile[]> {
  if (model.status !== 'Succeeded') return []
  const key = `${bundlePrefix(model.id)}/${REPORT_FILE}`
  const stored = await service.stat(key)
  return stored
    ? [{ name: REPORT_FILE, kind: 'ModelReport', ...stored, createdDateTime: model.lastActionDateTime }]
    : []
}
