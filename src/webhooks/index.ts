/** Web hooks: what other folders may know of them. @module */
import type { FastifyInstance } from 'fastify'
import type { Migration } from '../platform/index.ts'
import type { Platform } from '../resources/index.ts'
import type { QueueOptions } from './delivery-queue.ts'
import { deliveryTable } from './delivery-store.ts'
import { eventLogTable } from './event-log.ts'
import { webHookRoutes } from './web-hook-routes.ts'
import { webHookTable } from './web-hook-store.ts'
import { WebHookService } from './web-hooks.ts'

export { webHooksApi } from './web-hook-operations.ts'

export const webHookMigrations: readonly Migration[] = [webHookTable, deliveryTable, eventLogTable]

/** Deliveries go out while the server that has the routes is up. */
export type WebHooks = Readonly<{ routes(app: FastifyInstance): void }>

/** Made before anything tells events, as it listens from then on. */
export function createWebHooks(platform: Platform, options: QueueOptions = {}): WebHooks {
  const service = new WebHookService(platform, options)
  return { routes: (app) => webHookRoutes(app, service) }
}
