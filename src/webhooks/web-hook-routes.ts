/** REST operations of web hooks. @module */
import type { FastifyInstance } from 'fastify'
import { originOf, withRetryAfter } from '../platform/index.ts'
import { objectOf, page, readPaging, selfLink } from '../resources/index.ts'
import { parseCreateWebHookRequest, parseWebHookChanges } from './create-web-hook-request.ts'
import { webHookAnswer } from './web-hook-answer.ts'
import { webHookFilters } from './web-hook-store.ts'
import type { WebHookService } from './web-hooks.ts'

type WithId = { Params: { id: string } }
const ID = ':id(^[^:/]+)'

/** What was asked for is still under way when it is answered. */
const RUNNING = { status: 'Running' } as const

export function webHookRoutes(app: FastifyInstance, service: WebHookService): void {
  app.addHook('onReady', async () => service.queue.start())
  app.addHook('onClose', () => service.queue.stop())

  app.post('/webhooks', async (request, reply) => {
    const input = parseCreateWebHookRequest(objectOf(request.body, 'The body', ''), service.allowPrivate)
    const hook = await service.create(input, originOf(request))
    const self = selfLink(request, `webhooks/${hook.id}`)
    return reply.code(201).header('Location', self).send(webHookAnswer(hook, self))
  })

  app.get('/webhooks', async (request, reply) => {
    const paging = readPaging(request.query, webHookFilters)
    const { values, more } = await service.store.list(paging)
    withRetryAfter(reply, ...values)
    const answers = values.map((hook) => webHookAnswer(hook, selfLink(request, `webhooks/${hook.id}`)))
    return page(request, paging, { values: answers, more })
  })

  app.get<WithId>(`/webhooks/${ID}`, async (request, reply) => {
    const hook = await service.require(request.params.id)
    withRetryAfter(reply, hook)
    return webHookAnswer(hook, selfLink(request, `webhooks/${hook.id}`))
  })

  app.patch<WithId>(`/webhooks/${ID}`, async (request, reply) => {
    const changes = parseWebHookChanges(objectOf(request.body, 'The body', ''), service.allowPrivate)
    const hook = await service.change(request.params.id, changes, originOf(request))
    withRetryAfter(reply, hook)
    return webHookAnswer(hook, selfLink(request, `webhooks/${hook.id}`))
  })

  app.delete<WithId>(`/webhooks/${ID}`, async (request, reply) => {
    await service.delete(request.params.id)
    return reply.code(204).send()
  })

  app.post<WithId>(`/webhooks/${ID}::ping`, async (request, reply) => {
    await service.ping(request.params.id)
    withRetryAfter(reply, RUNNING)
    return reply.code(202).send()
  })

  app.post<WithId>(`/webhooks/${ID}::test`, async (request, reply) => {
    if (!(await service.test(request.params.id))) return reply.code(204).send()
    withRetryAfter(reply, RUNNING)
    return reply.code(202).send()
  })
}
