/** The service describes itself: `/openapi.json` for programs, `/docs` for people. @module */
import type { FastifyInstance } from 'fastify'
import { BASE_PATH, originOf } from '../platform/index.ts'
import { describedPaths } from './described-paths.ts'
import { openApiDocument, operations, type Route } from './document.ts'
import { REFERENCE_POLICY, referencePage } from './reference-page.ts'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** To be registered before the routes that it describes are loaded, because it listens for them. */
export function openApiRoutes(app: FastifyInstance): void {
  const routes: Route[] = []
  app.addHook('onRoute', ({ url, method }) => {
    const inContract = url.startsWith(`${BASE_PATH}/`)
    for (const path of describedPaths(inContract ? url.slice(BASE_PATH.length) : url)) {
      for (const one of [method].flat()) {
        const described = inContract || operations[`${one} ${path}`]?.atRoot === true
        if (described && METHODS.includes(one)) routes.push({ method: one, path })
      }
    }
  })
  app.get('/openapi.json', (request) => openApiDocument(routes, `${originOf(request)}${BASE_PATH}`))
  app.get('/docs', (request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('Content-Security-Policy', REFERENCE_POLICY)
      .send(referencePage(routes, `${originOf(request)}${BASE_PATH}`))
  )
}
