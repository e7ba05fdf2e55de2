/** Operations of WebHooks, described. @module */
import { json, type Operations, paged, patch } from '../operation.ts'
import { ref } from '../schema.ts'

export const webHooksOperations = {
  'GET /webhooks': {
    id: 'WebHooks_List',
    summary: 'Lists the web hooks of the service.',
    query: paged,
    answers: { 200: { schema: ref('PaginatedWebHooks'), headers: ['Retry-After'] } }
  },
  'POST /webhooks': {
    id: 'WebHooks_Create',
    summary: 'Creates a web hook; its receiver is challenged before it is told of anything.',
    body: json(ref('WebHook')),
    answers: { 201: { schema: ref('WebHook'), headers: ['Location'] } }
  },
  'GET /webhooks/{id}': {
    id: 'WebHooks_Get',
    summary: 'Gets a web hook.',
    answers: { 200: { schema: ref('WebHook'), headers: ['Retry-After'] } }
  },
  'PATCH /webhooks/{id}': {
    id: 'WebHooks_Update',
    summary: 'Changes a web hook; a new address is challenged again.',
    body: patch(ref('WebHookUpdate')),
    answers: { 200: { schema: ref('WebHook'), headers: ['Retry-After'] } }
  },
  'DELETE /webhooks/{id}': { id: 'WebHooks_Delete', summary: 'Deletes a web hook.', answers: { 204: {} } },
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
