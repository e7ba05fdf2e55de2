/** REST operations of copying models, and of carrying them as files. @module */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { originOf, Problem, timestamp, withRetryAfter } from '../platform/index.ts'
import { bytesOf, bytesRoute, objectOf, type Platform, requestFields, selfLink } from '../resources/index.ts'
import { archiveOf, MAX_ARCHIVE_BYTES } from './bundle-archive.ts'
import { type ModelCopies, RECEIVE_PATH } from './copy-models.ts'
import type { CopyOperation } from './copy-store.ts'
import { importModel } from './import-model.ts'
import { modelAnswer } from './model-answer.ts'
import { type ModelAnswers, modelSchemas } from './model-schema.ts'
import type { ModelService } from './models.ts'

type WithId = { Params: { id: string } }

export function copyRoutes(
  app: FastifyInstance,
  copies: ModelCopies,
  service: ModelService,
  platform: Platform
): void {
  app.post('/models::authorizecopy', async (request) => {
    const { expiresAt, ...authorization } = await copies.authorize(
      objectOf(request.body, 'The body', ''),
      originOf(request)
    )
    return { ...authorization, expirationDateTime: timestamp(new Date(expiresAt)) }
  })

  app.post<WithId>('/models/:id(^[^:/]+)::copy', async (request, reply) => {
    const operation = await copies.start(request.params.id, objectOf(request.body, 'The body', ''))
    withRetryAfter(reply, operation)
    return reply
      .code(202)
      .header('Operation-Location', selfOf(request, operation))
      .send(operationAnswer(request, operation))
  })

  // v3.1's way: the key names the target. A key is known only to the service that it opens, so it must be one of ours.
  app.post<WithId>('/models/:id(^[^:/]+)::copyto', async (request, reply) => {
    const fields = objectOf(request.body, 'The body', '')
    const model = await copies.copyLocally(
      request.params.id,
      requestFields(modelSchemas, 'ModelCopyTo', fields).targetSubscriptionKey()
    )
    return reply
      .code(201)
      .header('Location', selfLink(request, `models/${model.id}`))
      .send(modelAnswer(request, service, model))
  })

  app.get<WithId>('/operations/models/copy/:id', async (request, reply) => {
    const operation = await copies.require(request.params.id)
    withRetryAfter(reply, operation)
    return operationAnswer(request, operation)
  })

  app.get<WithId>('/models/:id(^[^:/]+)::export', async (request, reply) => {
    const model = await service.require(request.params.id)
    if (model.status !== 'Succeeded') {
      throw new Problem(
        'InvalidRequest',
        'InvalidModel',
        `The model ${model.id} is ${model.status}; you can export a model when its status is Succeeded.`
      )
    }
    return reply
      .headers({
        'Content-Type': 'application/zip',
        'Content-Disposition': `attachment; filename="${model.id}.zip"`
      })
      .send(await archiveOf(platform.files, model))
  })

  bytesRoute(app, (scope) =>
    scope.post('/models::import', { bodyLimit: MAX_ARCHIVE_BYTES }, async (request, reply) => {
      const model = await importModel(platform, service, bytesOf(request, 'the archive of an exported model'))
      return reply
        .code(201)
        .header('Location', selfLink(request, `models/${model.id}`))
        .send(modelAnswer(request, service, model))
    })
  )
}

const RECEIVE_OPTIONS = { bodyLimit: MAX_ARCHIVE_BYTES, config: { access: 'open' as const } }

/** Where another service brings a model: no key, as the authorization in the path is the grant. */
export function receiveRoute(app: FastifyInstance, copies: ModelCopies): void {
  bytesRoute(app, (scope) =>
    scope.put<WithId>(`${RECEIVE_PATH}/:id`, RECEIVE_OPTIONS, async (request, reply) => {
      const model = await copies.receive(
        request.params.id,
        bytesOf(request, 'the archive of an exported model')
      )
      return reply.code(201).send({ self: selfLink(request, `models/${model.id}`) })
    })
  )
}

const selfOf = (request: FastifyRequest, { id }: CopyOperation): string =>
  selfLink(request, `operations/models/copy/${id}`)

const operationAnswer = (request: FastifyRequest, operation: CopyOperation): ModelAnswers['Operation'] => ({
  id: operation.id,
  self: selfOf(request, operation),
  status: operation.status,
  createdDateTime: timestamp(operation.createdDateTime),
  lastActionDateTime: timestamp(operation.lastActionDateTime),
  ...(operation.resultLink === undefined ? {} : { result: { link: operation.resultLink } }),
  ...(operation.error === undefined ? {} : { error: operation.error })
})
