/** Operations of Models, described. @module */
import { json, type Operations, paged, patch } from '../operation.ts'
import { ref } from '../schema.ts'

export const modelsOperations = {
  'GET /models': {
    id: 'Models_ListCustomModels',
    summary: 'Lists the custom models of the service.',
    query: paged,
    answers: { 200: { schema: ref('PaginatedCustomModels'), headers: ['Retry-After'] } }
  },
  'POST /models': {
    id: 'Models_Create',
    summary: 'Creates a custom model and starts its training.',
    body: json(ref('CustomModel')),
    answers: { 201: { schema: ref('CustomModel'), headers: ['Location'] } }
  },
  'GET /models/base': {
    id: 'Models_ListBaseModels',
    summary: 'Lists the base models.',
    query: paged,
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
    body: patch(ref('ModelUpdate')),
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
    body: json(ref('ModelCopyAuthorization')),
    answers: { 202: { schema: ref('Operation'), headers: ['Retry-After', 'Operation-Location'] } }
  },
  'POST /models:authorizecopy': {
    id: 'Models_AuthorizeCopy',
    summary: 'Authorises another service to bring a model here.',
    body: json(ref('ModelCopyAuthorizationDefinition')),
    answers: { 200: { schema: ref('ModelCopyAuthorization') } }
  }
} as const satisfies Operations
