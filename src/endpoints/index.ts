/** Endpoints: what other folders may know of them. @module */
import type { FastifyInstance } from 'fastify'
import { type Migration, Problem } from '../platform/index.ts'
import { entityCollection } from '../projects/index.ts'
import { entityFilters, everything, type Platform, type StoredCollection } from '../resources/index.ts'
import type { Endpoint } from './endpoint.ts'
import { endpointAnswer } from './endpoint-answer.ts'
import { baseScope } from './endpoint-logs.ts'
import { endpointRoutes } from './endpoint-routes.ts'
import { endpointMigrations as tableMigrations } from './endpoint-store.ts'
import { EndpointService, type EndpointsParts } from './endpoints.ts'
import { logMigrations } from './log-store.ts'
import { historyMigrations } from './model-history.ts'
import { SessionLog } from './session-log.ts'
import { trafficMigrations } from './traffic-store.ts'

export type { Endpoint } from './endpoint.ts'
export { endpointsApi } from './endpoint-operations.ts'
export const endpointMigrations: readonly Migration[] = [
  ...tableMigrations,
  ...logMigrations,
  ...trafficMigrations,
  ...historyMigrations
]
export type { EndpointsParts } from './endpoints.ts'
export type { SessionFault, SessionLog } from './session-log.ts'

export type Endpoints = Readonly<{
  /** `servingModelId` is there when it answers: deployed once, and not paused. */
  get(id: string): Promise<Endpoint | undefined>
  /** Tells whoever called an endpoint without `servingModelId` why it does not answer; the call is counted. */
  rejection(endpoint: Endpoint): Problem
  /** Every endpoint that is not paused, in any state, by creation. */
  all(): Promise<readonly Endpoint[]>
  /**
   * Opens a session of recognition: counted for its endpoint, and kept where the endpoint logs or the client consents
   * (`storeAudio`). Undefined where neither is the case. Every session that was opened ends in `finish` or `drop`.
   */
  openLog(
    session: Readonly<{ endpoint?: Endpoint; locale: string; storeAudio: boolean }>
  ): SessionLog | undefined
  /** Logged sessions, compared with the database before the first request. */
  stored: StoredCollection
  routes(app: FastifyInstance): void
}>

export function createEndpoints(platform: Platform, parts: EndpointsParts): Endpoints {
  const service = new EndpointService(platform, parts)
  const { store } = service
  parts.projects.addCollection(
    entityCollection({
      name: 'endpoints',
      filters: entityFilters,
      store,
      answer: (request, endpoint) => endpointAnswer(request, parts.models, endpoint)
    })
  )
  parts.models.addUser(async (modelId, tx) => {
    const endpoint = await store.ofModel(modelId, tx)
    return endpoint && `the endpoint ${endpoint.id}`
  })
  return {
    get: async (id) => {
      const endpoint = await store.find(id)
      if (endpoint?.servingModelId === undefined) return endpoint
      if (!endpoint.paused)
        return { ...endpoint, servingModelId: await parts.models.answering(endpoint.servingModelId) }
      const { servingModelId: _kept, ...silent } = endpoint
      return silent
    },
    rejection: (endpoint) => {
      service.traffic.count(endpoint.id, { audioTicks: 0, fault: 'refused' })
      return rejectionOf(endpoint)
    },
    all: async () => {
      const endpoints = await everything((paging) => store.list(paging))
      return endpoints.filter(({ paused }) => !paused)
    },
    openLog: ({ endpoint, locale, storeAudio }) => {
      const keeps = endpoint?.loggingEnabled === true || storeAudio
      const kept = keeps ? service.logs.open(endpoint?.id ?? baseScope(locale)) : undefined
      if (endpoint === undefined && kept === undefined) return undefined
      return new SessionLog(kept, (figures) => {
        if (endpoint) service.traffic.count(endpoint.id, figures)
      })
    },
    stored: service.logs.stored,
    routes: (app) => endpointRoutes(app, service, platform.links)
  }
}

function rejectionOf({ id, displayName, paused, status }: Endpoint): Problem {
  return paused
    ? new Problem(
        'Conflict',
        'EndpointPaused',
        `The endpoint ${id} ("${displayName}") is paused. Resume it to use it again.`,
        'cid'
      )
    : new Problem(
        'Conflict',
        'ModelDeploymentNotCompleteState',
        `The endpoint ${id} is ${status}; wait until its status is Succeeded.`,
        'cid'
      )
}
