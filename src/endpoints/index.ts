/** Endpoints: what other folders may know of them. @module */
import type { FastifyInstance } from 'fastify'
import { entityFilters, type Platform } from '../platform/index.ts'
import type { Endpoint } from './endpoint.ts'
import { endpointAnswer } from './endpoint-answer.ts'
import { endpointRoutes } from './endpoint-routes.ts'
import { EndpointService, type EndpointsParts } from './endpoints.ts'

export type { Endpoint } from './endpoint.ts'
export { endpointMigrations } from './endpoint-store.ts'
export type { EndpointsParts } from './endpoints.ts'

export type Endpoints = Readonly<{
  get(id: string): Promise<Endpoint | undefined>
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
  return { get: (id) => store.find(id), routes: (app) => endpointRoutes(app, service) }
}
