/** The service's description of itself. @module */
export { openApiRoutes } from './openapi-routes.ts'
