/** Own operations of endpoints: traffic, models served, the way back to the last one, pause and resume. @module */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Problem, timestamp, withRetryAfter } from '../platform/index.ts'
import type { Endpoint } from './endpoint.ts'
import { endpointAnswer } from './endpoint-answer.ts'
import type { EndpointAnswers } from './endpoint-schema.ts'
import { figuresOfTraffic, KEPT_HOURS, startOfHour } from './endpoint-traffic.ts'
import type { EndpointService } from './endpoints.ts'

type WithId = { Params: { id: string } }
type WithHours = WithId & { Querystring: { hours?: unknown } }

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

  app.get<WithHours>(
    '/endpoints/:id(^[^:/]+)/traffic',
    async (request): Promise<EndpointAnswers['EndpointTraffic']> => {
      const endpoint = await service.require(request.params.id)
      const hours = await service.traffic.hours(endpoint.id, hoursOf(request.query.hours))
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

function hoursOf(value: unknown): number {
  if (value === undefined) return 24
  const hours = typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : 0
  if (hours >= 1 && hours <= KEPT_HOURS) return hours
  throw new Problem(
    'InvalidArgument',
    'InvalidParameterValue',
    `hours is ${JSON.stringify(value)}; accepted are whole numbers from 1 to ${KEPT_HOURS}.`,
    'hours'
  )
}
