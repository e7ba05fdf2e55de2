/** REST operations of endpoints. @module */
import type { FastifyInstance } from 'fastify'
import { type FileLinks, withRetryAfter } from '../platform/index.ts'
import {
  entityChanges,
  entityFilters,
  objectOf,
  page,
  readPaging,
  rejectChange,
  requestFields,
  selfLink
} from '../resources/index.ts'
import { loggingOf, parseCreateEndpointRequest } from './create-endpoint-request.ts'
import { endpointAnswer } from './endpoint-answer.ts'
import { endpointSchemas } from './endpoint-schema.ts'
import type { EndpointService } from './endpoints.ts'
import { type LogScope, logRoutes } from './log-routes.ts'
import { servingRoutes } from './serving-routes.ts'

type WithId = { Params: { id: string } }

export function endpointRoutes(app: FastifyInstance, service: EndpointService, links: FileLinks): void {
  app.addHook('onReady', () => service.logs.expire())
  const endpointScope = async (id: string): Promise<LogScope> => service.logScope(await service.require(id))
  logRoutes(app, { logs: service.logs, links, locales: service.parts.locales, endpointScope })
  servingRoutes(app, service)
  const { models, locales } = service.parts

  app.post('/endpoints', async (request, reply) => {
    const endpoint = await service.create(
      parseCreateEndpointRequest(objectOf(request.body, 'The body', ''), locales)
    )
    return reply
      .code(201)
      .header('Location', selfLink(request, `endpoints/${endpoint.id}`))
      .send(endpointAnswer(request, models, endpoint))
  })

  app.get('/endpoints', async (request, reply) => {
    const paging = readPaging(request.query, entityFilters)
    const { values, more } = await service.store.list(paging)
    withRetryAfter(reply, ...values)
    return page(request, paging, {
      values: values.map((endpoint) => endpointAnswer(request, models, endpoint)),
      more
    })
  })

  app.get('/endpoints/locales', () => locales)

  app.get<WithId>('/endpoints/:id(^[^:/]+)', async (request, reply) => {
    const endpoint = await service.require(request.params.id)
    withRetryAfter(reply, endpoint)
    return endpointAnswer(request, models, endpoint)
  })

  app.patch<WithId>('/endpoints/:id(^[^:/]+)', async (request, reply) => {
    const endpoint = await service.require(request.params.id)
    const fields = objectOf(request.body, 'The body', '')
    const parsed = requestFields(endpointSchemas, 'EndpointUpdate', fields)
    rejectChange(fields, 'an endpoint', ['locale', 'text'], endpointAnswer(request, models, endpoint))
    const changed = await service.change(endpoint, entityChanges(fields, parsed), {
      model: fields.model,
      loggingEnabled: loggingOf(fields)
    })
    withRetryAfter(reply, changed)
    return endpointAnswer(request, models, changed)
  })

  app.delete<WithId>('/endpoints/:id(^[^:/]+)', async (request, reply) => {
    await service.delete(request.params.id)
    return reply.code(204).send()
  })
}
