/** Operations of Endpoints, described. @module */
import { json, type Operations, paged, patch } from '../operation.ts'
import { ref } from '../schema.ts'

export const endpointsOperations = {
  'GET /endpoints': {
    id: 'Endpoints_List',
    summary: 'Lists the endpoints of the service.',
    query: paged,
    answers: { 200: { schema: ref('PaginatedEndpoints'), headers: ['Retry-After'] } }
  },
  'POST /endpoints': {
    id: 'Endpoints_Create',
    summary: 'Creates an endpoint and deploys its model.',
    body: json(ref('Endpoint')),
    answers: { 201: { schema: ref('Endpoint'), headers: ['Location'] } }
  },
  'GET /endpoints/base/{locale}/files/logs': {
    id: 'Endpoints_ListBaseModelLogs',
    summary: 'Lists the logs of the base models of a locale.',
    query: ['sasValidityInSeconds', 'skipToken', 'top'],
    answers: { 200: { schema: ref('PaginatedFiles') } }
  },
  'DELETE /endpoints/base/{locale}/files/logs': {
    id: 'Endpoints_DeleteBaseModelLogs',
    summary: 'Deletes the logs of the base models of a locale, all or up to a day.',
    query: ['endDate'],
    answers: { 202: {} }
  },
  'GET /endpoints/base/{locale}/files/logs/{logId}': {
    id: 'Endpoints_GetBaseModelLog',
    summary: 'Gets one log of the base models of a locale.',
    query: ['sasValidityInSeconds'],
    answers: { 200: { schema: ref('File') } }
  },
  'DELETE /endpoints/base/{locale}/files/logs/{logId}': {
    id: 'Endpoints_DeleteBaseModelLog',
    summary: 'Deletes one logged session of the base models of a locale.',
    answers: { 204: {} }
  },
  'GET /endpoints/locales': {
    id: 'Endpoints_ListSupportedLocales',
    summary: 'Lists the locales of endpoints.',
    answers: {
      200: {
        schema: {
          type: 'array',
          items: {
            type: 'string'
          }
        }
      }
    }
  },
  'GET /endpoints/{id}': {
    id: 'Endpoints_Get',
    summary: 'Gets an endpoint.',
    answers: { 200: { schema: ref('Endpoint'), headers: ['Retry-After'] } }
  },
  'PATCH /endpoints/{id}': {
    id: 'Endpoints_Update',
    summary: 'Changes an endpoint: its name, its model, whether it logs.',
    body: patch(ref('EndpointUpdate')),
    answers: { 200: { schema: ref('Endpoint'), headers: ['Retry-After'] } }
  },
  'DELETE /endpoints/{id}': {
    id: 'Endpoints_Delete',
    summary: 'Deletes an endpoint and its logs.',
    answers: { 204: {} }
  },
  'GET /endpoints/{id}/files/logs': {
    id: 'Endpoints_ListLogs',
    summary: 'Lists the logs of an endpoint.',
    query: ['sasValidityInSeconds', 'skipToken', 'top'],
    answers: { 200: { schema: ref('PaginatedFiles'), headers: ['Retry-After'] } }
  },
  'DELETE /endpoints/{id}/files/logs': {
    id: 'Endpoints_DeleteLogs',
    summary: 'Deletes the logs of an endpoint, all or up to a day.',
    query: ['endDate'],
    answers: { 202: {} }
  },
  'GET /endpoints/{id}/files/logs/{logId}': {
    id: 'Endpoints_GetLog',
    summary: 'Gets one log of an endpoint.',
    query: ['sasValidityInSeconds'],
    answers: { 200: { schema: ref('File') } }
  },
  'DELETE /endpoints/{id}/files/logs/{logId}': {
    id: 'Endpoints_DeleteLog',
    summary: 'Deletes one logged session of an endpoint.',
    answers: { 204: {} }
  }
} as const satisfies Operations
