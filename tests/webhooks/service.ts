/** Web hooks over a real database and real HTTP, without the nouns that tell of events. @module */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { EntityEventType } from '../../src/resources/index.ts'
import { createWebHooks, webHookMigrations } from '../../src/webhooks/index.ts'
import { type Answer, startTestService, type TestService } from '../http/service.ts'

export type HookService = Readonly<{
  http: TestService
  /** Tells as a table of entities would. */
  publish(entity: 'dataset' | 'model', type: EntityEventType, id: string): Promise<void>
  /** Makes a hook, and returns its address and first answer. */
  create(fields: Readonly<Record<string, unknown>>): Promise<Answer>
  /** Until its challenge has ended. */
  settled(self: string): Promise<Answer>
  remove(): Promise<void>
}>

export const everyEvent = { datasetCreation: true, datasetCompletion: true, datasetDeletion: true }

/**
 * @param allowPrivate whether hooks may reach this machine, where the receivers of tests are
 * @param backOffMs before the second try
 */
export async function startHookService(allowPrivate = true, backOffMs = 20): Promise<HookService> {
  const http = await startTestService({
    migrations: webHookMigrations,
    contract: (app, platform) => {
      const settings = { ...platform.settings, allowPrivateUrls: allowPrivate }
      createWebHooks({ ...platform, settings }, { timeoutMs: 400, backOffMs }).routes(app)
    }
  })
  const { database, events } = http.platform
  return {
    http,
    publish: (entity, type, id) =>
      database.transaction((tx) => events.publish(tx, { entity, type, path: `${entity}s/${id}` })),
    create: (fields) =>
      http.request('POST', '/webhooks', {
        payload: { displayName: 'Teller', events: everyEvent, ...fields }
      }),
    settled: async (self) => {
      for (;;) {
        const answer = await http.request('GET', self)
        if (String(answer.body.status) !== 'NotStarted') return answer
        // Requests to the server in this process never leave it: without this nothing else would get its turn.
        await nextTurn()
      }
    },
    remove: http.remove
  }
}
