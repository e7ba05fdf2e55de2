/** The REST operations of WebHooks, described. @module */
import { type ApiDescription, type Operations, standardOperations } from '../resources/index.ts'
import { webHookDescriptions } from './web-hook-descriptions.ts'
import { webHookSchemas } from './web-hook-schema.ts'

const described = standardOperations('WebHooks', 'WebHook')

export const webHookOperations = {
  'GET /webhooks': described.list('List the web hooks of the service'),
  'POST /webhooks': described.create('Create a web hook; its receiver must answer a challenge first'),
  'GET /webhooks/{id}': described.get('Get a web hook'),
  'PATCH /webhooks/{id}': described.update('Change a web hook; a new address must answer a challenge again'),
  'DELETE /webhooks/{id}': described.delete('Delete a web hook'),
  'POST /webhooks/{id}:ping': {
    id: 'WebHooks_Ping',
    summary: 'Send a ping to the receiver of a web hook',
    answers: { 202: { headers: ['Retry-After'] } }
  },
  'POST /webhooks/{id}:test': {
    id: 'WebHooks_Test',
    summary: 'Send the newest matching event again, for each event of a web hook',
    answers: { 202: { headers: ['Retry-After'] }, 204: {} }
  }
} as const satisfies Operations

export const webHooksApi = {
  operations: webHookOperations,
  schemas: webHookSchemas,
  descriptions: webHookDescriptions
} as const satisfies ApiDescription
