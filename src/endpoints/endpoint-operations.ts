/** The REST operations of Endpoints, described. @module */
import {
  type ApiDescription,
  type Operations,
  type QueryParameters,
  ref,
  standardOperations
} from '../resources/index.ts'
import { endpointDescriptions } from './endpoint-descriptions.ts'
import { endpointSchemas } from './endpoint-schema.ts'

export const endpointQueryParameters = {
  skipToken: { schema: { type: 'string' }, description: 'Where the page begins; taken from @nextLink.' },
  hours: {
    schema: { type: 'integer', format: 'int32', default: 24, minimum: 1, maximum: 2160 },
    description: 'How many hours back, including the current one.'
  },
  endDate: {
    schema: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
    description: 'The last day to delete, in UTC; without it, everything is deleted.'
  }
} as const satisfies QueryParameters

const described = standardOperations('Endpoints', 'Endpoint')

export const endpointOperations = {
  'GET /endpoints': described.list('List the endpoints of the service'),
  'POST /endpoints': described.create('Create an endpoint and deploy its model'),
  'GET /endpoints/base/{locale}/files/logs': {
    id: 'Endpoints_ListBaseModelLogs',
    summary: 'List the logs of the base models of a locale',
    query: ['sasValidityInSeconds', 'skipToken', 'top'],
    answers: { 200: { schema: ref('PaginatedFiles') } }
  },
  'DELETE /endpoints/base/{locale}/files/logs': {
    id: 'Endpoints_DeleteBaseModelLogs',
    summary: 'Delete the logs of the base models of a locale, all or up to a day',
    query: ['endDate'],
    answers: { 202: {} }
  },
  'GET /endpoints/base/{locale}/files/logs/{logId}': {
    id: 'Endpoints_GetBaseModelLog',
    summary: 'Get one log of the base models of a locale',
    query: ['sasValidityInSeconds'],
    answers: { 200: { schema: ref('File') } }
  },
  'DELETE /endpoints/base/{locale}/files/logs/{logId}': {
    id: 'Endpoints_DeleteBaseModelLog',
    summary: 'Delete one logged session of the base models of a locale',
    answers: { 204: {} }
  },
  'GET /endpoints/locales': described.locales('List the locales of endpoints'),
  'GET /endpoints/{id}': described.get('Get an endpoint'),
  'PATCH /endpoints/{id}': described.update('Change the name, model or logging of an endpoint'),
  'DELETE /endpoints/{id}': described.delete('Delete an endpoint and its logs'),
  'GET /endpoints/{id}/files/logs': {
    id: 'Endpoints_ListLogs',
    summary: 'List the logs of an endpoint',
    query: ['sasValidityInSeconds', 'skipToken', 'top'],
    answers: { 200: { schema: ref('PaginatedFiles'), headers: ['Retry-After'] } }
  },
  'DELETE /endpoints/{id}/files/logs': {
    id: 'Endpoints_DeleteLogs',
    summary: 'Delete the logs of an endpoint, all or up to a day',
    query: ['endDate'],
    answers: { 202: {} }
  },
  'GET /endpoints/{id}/files/logs/{logId}': {
    id: 'Endpoints_GetLog',
    summary: 'Get one log of an endpoint',
    query: ['sasValidityInSeconds'],
    answers: { 200: { schema: ref('File') } }
  },
  'DELETE /endpoints/{id}/files/logs/{logId}': {
    id: 'Endpoints_DeleteLog',
    summary: 'Delete one logged session of an endpoint',
    answers: { 204: {} }
  },
  'POST /endpoints/{id}:pause': {
    id: 'Endpoints_Pause',
    summary: 'Pause an endpoint: it keeps its model and address, and rejects every request',
    answers: { 200: { schema: ref('Endpoint') } }
  },
  'POST /endpoints/{id}:resume': {
    id: 'Endpoints_Resume',
    summary: 'Resume a paused endpoint',
    answers: { 200: { schema: ref('Endpoint') } }
  },
  'POST /endpoints/{id}:rollback': {
    id: 'Endpoints_Rollback',
    summary: 'Deploy the previous model of an endpoint again, without interrupting requests',
    answers: { 200: { schema: ref('Endpoint'), headers: ['Retry-After'] } }
  },
  'GET /endpoints/{id}/models': {
    id: 'Endpoints_ListModels',
    summary: 'Get the models that an endpoint has served, newest first',
    answers: { 200: { schema: ref('EndpointDeployments') } }
  },
  'GET /endpoints/{id}/traffic': {
    id: 'Endpoints_GetTraffic',
    summary: 'Get requests, seconds of audio, latency, and error rate of an endpoint per hour',
    query: ['hours'],
    answers: { 200: { schema: ref('EndpointTraffic') } }
  }
} as const satisfies Operations<keyof typeof endpointQueryParameters>

export const endpointsApi = {
  operations: endpointOperations,
  schemas: endpointSchemas,
  descriptions: endpointDescriptions,
  pathParameters: { logId: { type: 'string' }, locale: { type: 'string' } },
  queryParameters: endpointQueryParameters
} as const satisfies ApiDescription
