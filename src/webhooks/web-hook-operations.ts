/** The REST operations of WebHooks, described. @module */
import { type ApiDescription, type Operations, standardOperations } from '../resources/index.ts'
import { webHookSchemas } from './web-hook-schema.ts'

const described = standardOperations('WebHooks', 'WebHook')

export const webHookOperations = {
  'GET /webhooks': described.list('Lists the web hooks of the service.'),
  'POST /webhooks': described.create(
    'Creates a web hook; its receiver is challenged before it is told of anything.'
  ),
  'GET /webhooks/{id}': described.get('Gets a web hook.'),
  'PATCH /webhooks/{id}': described.update('Changes a web hook; a new address is challenged again.'),
  'DELETE /webhooks/{id}': described.delete('Deletes a web hook.'),
  'POST /webhooks/{id}:ping': {
    id: 'WebHooks_Ping',
    summary: 'Sends a ping to the receiver of a web hook.',
    answers: { 202: { headers: ['Retry-After'] } }
  },
  'POST /webhooks/{id}:test': {
    id: 'WebHooks_Test',
    summary: 'Sends the newest matching event again, for each event of a web hook.',
    answers: { 202: { headers: ['Retry-After'] }, 204: {} }
  }
} as const satisfies Operations

export const webHooksApi = {
  operations: webHookOperations,
  schemas: webHookSchemas
} as const satisfies ApiDescription
