/** Own operations of endpoints: traffic, models served, the way back to the last one, pause and resume. @module */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { checkParameter, queryValue, timestamp, withRetryAfter } from '../platform/index.ts'
import type { Endpoint } from './endpoint.ts'
import { endpointAnswer } from './endpoint-answer.ts'
import { endpointQueryParameters } from './endpoint-operations.ts'
import type { EndpointAnswers } from './endpoint-schema.ts'
import { figuresOfTraffic, startOfHour } from './endpoint-traffic.ts'
import type { EndpointService } from './endpoints.ts'

type WithId = { Params: { id: string } }

const ACTIONS: Readonly<Record<string, (service: EndpointService, id: string) => Promise<Endpoint>>> = {
  pause: (service, id) => service.setPaused(id, true),
  resume: (service, id) => service.setPaused(id, false),
  rollback: (service, id) => service.rollback(id)
}

export function servingRoutes(app: FastifyInstance, service: EndpointService): void {
  const { models } = service.parts

  for (const [name, act] of Object.entries(ACTIONS)) {
    app.post<WithId>(`/endpoints/:id(^[^:/]+)::${name}`, async (request, reply) => {
      const endpoint = await act(service, request.params.id)
      withRetryAfter(reply, endpoint)
      return endpointAnswer(request, models, endpoint)
    })
  }

  app.get<WithId>(
    '/endpoints/:id(^[^:/]+)/models',
    async (request): Promise<EndpointAnswers['EndpointDeployments']> => {
      const endpoint = await service.require(request.params.id)
      return { values: await servedModels(request, service, endpoint) }
    }
  )

  app.get<WithId>(
    '/endpoints/:id(^[^:/]+)/traffic',
    async (request): Promise<EndpointAnswers['EndpointTraffic']> => {
      const endpoint = await service.require(request.params.id)
      const hours = await service.traffic.hours(endpoint.id, hoursOf(request.query))
      return {
        total: figuresOfTraffic(hours),
        hours: hours.map((hour) => ({
          startDateTime: timestamp(startOfHour(hour.hour)),
          ...figuresOfTraffic([hour])
        }))
      }
    }
  )

  app.addHook('onClose', () => service.traffic.write())
}

/** The newest first, each until the one after it began; the first answers now. */
async function servedModels(
  request: FastifyRequest,
  { history, parts: { models } }: EndpointService,
  { id }: Endpoint
): Promise<EndpointAnswers['EndpointDeployment'][]> {
  const served = await history.of(id)
  return Promise.all(
    served.map(async ({ modelId, displayName, since }, index) => {
      const known = await models.get(modelId)
      const next = served[index - 1]
      return {
        model: { self: models.self(request, modelId) },
        displayName: known?.displayName ?? displayName,
        startDateTime: timestamp(since),
        ...(next === undefined ? {} : { endDateTime: timestamp(next.since) }),
        available: known?.status === 'Succeeded' && !known.expired
      }
    })
  )
}

const { schema: HOURS } = endpointQueryParameters.hours

const hoursOf = (query: unknown): number =>
  checkParameter(queryValue(query, 'hours'), HOURS, 'hours') ?? HOURS.default
