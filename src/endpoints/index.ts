/** Endpoints: what other folders may know of them. @module */
import type { FastifyInstance } from 'fastify'
import { entityFilters, everything, type Migration, type Platform } from '../platform/index.ts'
import type { Endpoint } from './endpoint.ts'
import { endpointAnswer } from './endpoint-answer.ts'
import { baseScope } from './endpoint-logs.ts'
import { endpointRoutes } from './endpoint-routes.ts'
import { endpointMigrations as tableMigrations } from './endpoint-store.ts'
import { EndpointService, type EndpointsParts } from './endpoints.ts'
import { logMigrations } from './log-store.ts'
import type { SessionLog } from './session-log.ts'

export type { Endpoint } from './endpoint.ts'
export const endpointMigrations: readonly Migration[] = [...tableMigrations, ...logMigrations]
export type { EndpointsParts } from './endpoints.ts'
export type { SessionLog } from './session-log.ts'

export type Endpoints = Readonly<{
  get(id: string): Promise<Endpoint | undefined>
  /** Every endpoint, in any state, by creation. */
  all(): Promise<readonly Endpoint[]>
  /**
   * Opens the log of a session of recognition, where it is to be logged: on an endpoint with logging, or when the client
   * consents (`storeAudio`). Every session that was opened ends in `finish` or `drop`.
   */
  openLog(
    session: Readonly<{ endpoint?: Endpoint; locale: string; storeAudio: boolean }>
  ): SessionLog | undefined
  routes(app: FastifyInstance): void
}>

export function createEndpoints(platform: Platform, parts: EndpointsParts): Endpoints {
  const service = new EndpointService(platform, parts)
  const { store } = service
  parts.projects.addCollection({
    name: 'endpoints',
    count: (projectId) => store.count(projectId),
    filters: entityFilters,
    list: async (projectId, paging, request) => {
      const { values, more } = await store.list(paging, projectId)
      return { values: values.map((endpoint) => endpointAnswer(request, parts.models, endpoint)), more }
    },
    detach: (within, projectId) => store.detach(within, projectId)
  })
  parts.models.addUser(async (modelId, within) => {
    const endpoint = await store.ofModel(modelId, within)
    return endpoint && `the endpoint ${endpoint.id}`
  })
  return {
    get: async (id) => {
      const endpoint = await store.find(id)
      if (endpoint?.servingModelId === undefined) return endpoint
      return { ...endpoint, servingModelId: await parts.models.answering(endpoint.servingModelId) }
    },
    all: () => everything((paging) => store.list(paging)),
    openLog: ({ endpoint, locale, storeAudio }) =>
      endpoint?.loggingEnabled || storeAudio
        ? service.logs.open(endpoint?.id ?? baseScope(locale))
        : undefined,
    routes: (app) => endpointRoutes(app, service, platform.links)
  }
}
