/** The REST operations of WebHooks, described. @module */
import {
  type ApiDescription,
  jsonBody,
  type Operations,
  pagedQuery,
  patchBody,
  ref
} from '../resources/index.ts'
import { webHookSchemas } from './web-hook-schema.ts'

export const webHookOperations = {
  'GET /webhooks': {
    id: 'WebHooks_List',
    summary: 'Lists the web hooks of the service.',
    query: pagedQuery,
    answers: { 200: { schema: ref('PaginatedWebHooks'), headers: ['Retry-After'] } }
  },
  'POST /webhooks': {
    id: 'WebHooks_Create',
    summary: 'Creates a web hook; its receiver is challenged before it is told of anything.',
    body: jsonBody(ref('WebHook')),
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
    body: patchBody(ref('WebHookUpdate')),
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

export const webHooksApi = {
  operations: webHookOperations,
  schemas: webHookSchemas
} as const satisfies ApiDescription
