/** Endpoints: what other folders may know of them. @module */
import type { FastifyInstance } from 'fastify'
import type { Platform } from '../platform/index.ts'
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
    list: async (projectId, { skip, top }, request) => {
      const endpoints = await store.list({ skip, limit: top, projectId })
      return endpoints.map((endpoint) => endpointAnswer(request, parts.models, endpoint))
    },
    detach: (projectId) => store.detach(projectId)
  })
  parts.models.addUser(async (modelId) => {
    const endpoint = await store.ofModel(modelId)
    return endpoint && `the endpoint ${endpoint.id}`
  })
  return { get: (id) => store.find(id), routes: (app) => endpointRoutes(app, service) }
}
