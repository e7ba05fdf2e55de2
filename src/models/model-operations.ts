/** The REST operations of Models, described. @module */
import {
  type ApiDescription,
  jsonBody,
  type Operations,
  pagedQuery,
  patchBody,
  ref
} from '../resources/index.ts'
import { baseModelDetailsSchemas } from './base-model-details.ts'
import { modelSchemas } from './model-schema.ts'

const binary = { type: 'string', format: 'binary' } as const

export const modelOperations = {
  'GET /models': {
    id: 'Models_ListCustomModels',
    summary: 'Lists the custom models of the service.',
    query: pagedQuery,
    answers: { 200: { schema: ref('PaginatedCustomModels'), headers: ['Retry-After'] } }
  },
  'POST /models': {
    id: 'Models_Create',
    summary: 'Creates a custom model and starts its training.',
    body: jsonBody(ref('CustomModel')),
    answers: { 201: { schema: ref('CustomModel'), headers: ['Location'] } }
  },
  'GET /models/base': {
    id: 'Models_ListBaseModels',
    summary: 'Lists the base models.',
    query: pagedQuery,
    answers: { 200: { schema: ref('PaginatedBaseModels') } }
  },
  'GET /models/base/{id}': {
    id: 'Models_GetBaseModel',
    summary: 'Gets a base model.',
    answers: { 200: { schema: ref('BaseModel') } }
  },
  'GET /models/base/{id}/manifest': {
    id: 'Models_GetBaseModelManifest',
    summary: 'Gets the manifest of a base model.',
    query: ['sasValidityInSeconds'],
    answers: { 200: { schema: ref('ModelManifest') } }
  },
  'GET /models/locales': {
    id: 'Models_ListSupportedLocales',
    summary: 'Lists the locales of models.',
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
  'GET /models/{id}': {
    id: 'Models_GetCustomModel',
    summary: 'Gets a custom model, or a base model by its id.',
    answers: { 200: { schema: ref('CustomModel'), headers: ['Retry-After'] } }
  },
  'PATCH /models/{id}': {
    id: 'Models_Update',
    summary: 'Changes the name, description, project or custom properties of a model.',
    body: patchBody(ref('ModelUpdate')),
    answers: { 200: { schema: ref('CustomModel'), headers: ['Retry-After'] } }
  },
  'DELETE /models/{id}': {
    id: 'Models_Delete',
    summary: 'Deletes a model that nothing uses.',
    answers: { 204: {} }
  },
  'GET /models/{id}/files': {
    id: 'Models_ListFiles',
    summary: 'Lists the files of a model: the report of its training.',
    query: ['sasValidityInSeconds', 'skip', 'top', 'filter'],
    answers: { 200: { schema: ref('PaginatedFiles'), headers: ['Retry-After'] } }
  },
  'GET /models/{id}/files/{fileId}': {
    id: 'Models_GetFile',
    summary: 'Gets one file of a model.',
    query: ['sasValidityInSeconds'],
    answers: { 200: { schema: ref('File') } }
  },
  'GET /models/{id}/manifest': {
    id: 'Models_GetCustomModelManifest',
    summary: 'Gets the manifest of a custom model: every file of its bundle.',
    query: ['sasValidityInSeconds'],
    answers: { 200: { schema: ref('ModelManifest') } }
  },
  'POST /models/{id}:copy': {
    id: 'Models_Copy',
    summary: 'Copies a model to the service that authorised it.',
    body: jsonBody(ref('ModelCopyAuthorization')),
    answers: { 202: { schema: ref('Operation'), headers: ['Retry-After', 'Operation-Location'] } }
  },
  'POST /models:authorizecopy': {
    id: 'Models_AuthorizeCopy',
    summary: 'Authorises another service to bring a model here.',
    body: jsonBody(ref('ModelCopyAuthorizationDefinition')),
    answers: { 200: { schema: ref('ModelCopyAuthorization') } }
  },
  'POST /models/{id}:cancel': {
    id: 'Models_Cancel',
    summary: 'Cancels the training of a model.',
    answers: { 200: { schema: ref('CustomModel') } }
  },
  'POST /models/{id}:copyto': {
    id: 'Models_CopyTo',
    summary: 'Copies a model within this service, as clients of v3.1 do.',
    body: jsonBody(ref('ModelCopyTo')),
    answers: { 201: { schema: ref('CustomModel'), headers: ['Location'] } }
  },
  'GET /operations/models/copy/{id}': {
    id: 'Operations_GetModelCopy',
    summary: 'Gets the state of a copy of a model.',
    answers: { 200: { schema: ref('Operation'), headers: ['Retry-After'] } }
  },
  'GET /models/{id}:export': {
    id: 'Models_Export',
    summary: 'Gets the whole bundle of a model as one zip file.',
    answers: { 200: { content: { 'application/zip': binary } } }
  },
  'POST /models:import': {
    id: 'Models_Import',
    summary: 'Creates a model from an exported zip file.',
    body: { 'application/zip': binary },
    answers: { 201: { schema: ref('CustomModel'), headers: ['Location'] } }
  }
} as const satisfies Operations

export const modelsApi = {
  operations: modelOperations,
  schemas: { ...modelSchemas, ...baseModelDetailsSchemas }
} as const satisfies ApiDescription
