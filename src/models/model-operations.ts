/** The REST operations of Models, described. @module */
import {
  type ApiDescription,
  jsonBody,
  type Operations,
  pagedQuery,
  ref,
  standardOperations
} from '../resources/index.ts'
import { baseModelDetailsSchemas } from './base-model-details.ts'
import { modelDescriptions } from './model-descriptions.ts'
import { modelSchemas } from './model-schema.ts'

const binary = { type: 'string', format: 'binary' } as const

const described = standardOperations('Models', 'CustomModel', {
  pages: 'PaginatedCustomModels',
  changes: 'ModelUpdate'
})

export const modelOperations = {
  'GET /models': {
    ...described.list('List the custom models of the service'),
    id: 'Models_ListCustomModels'
  },
  'POST /models': described.create('Create a custom model and start its training'),
  'GET /models/base': {
    id: 'Models_ListBaseModels',
    summary: 'List the base models',
    query: pagedQuery,
    answers: { 200: { schema: ref('PaginatedBaseModels') } }
  },
  'GET /models/base/{id}': {
    id: 'Models_GetBaseModel',
    summary: 'Get a base model',
    answers: { 200: { schema: ref('BaseModel') } }
  },
  'GET /models/base/{id}/manifest': {
    id: 'Models_GetBaseModelManifest',
    summary: 'Get the manifest of a base model',
    query: ['sasValidityInSeconds'],
    answers: { 200: { schema: ref('ModelManifest') } }
  },
  'GET /models/locales': described.locales('List the locales of models'),
  'GET /models/{id}': {
    ...described.get('Get a custom model, or a base model by its id'),
    id: 'Models_GetCustomModel'
  },
  'PATCH /models/{id}': described.update(
    'Change the name, description, project or custom properties of a model'
  ),
  'DELETE /models/{id}': described.delete('Delete a model that nothing uses'),
  'GET /models/{id}/files': described.listFiles('List the files of a model: its training report'),
  'GET /models/{id}/files/{fileId}': described.getFile('Get one file of a model'),
  'GET /models/{id}/manifest': {
    id: 'Models_GetCustomModelManifest',
    summary: 'Get the manifest of a custom model: every file of its bundle',
    query: ['sasValidityInSeconds'],
    answers: { 200: { schema: ref('ModelManifest') } }
  },
  'POST /models/{id}:copy': {
    id: 'Models_Copy',
    summary: 'Copy a model to the service that authorized it',
    body: jsonBody(ref('ModelCopyAuthorization')),
    answers: { 202: { schema: ref('Operation'), headers: ['Retry-After', 'Operation-Location'] } }
  },
  'POST /models:authorizecopy': {
    id: 'Models_AuthorizeCopy',
    summary: 'Authorize another service to copy a model to this one',
    body: jsonBody(ref('ModelCopyAuthorizationDefinition')),
    answers: { 200: { schema: ref('ModelCopyAuthorization') } }
  },
  'POST /models/{id}:cancel': described.cancel('Cancel the training of a model'),
  'POST /models/{id}:copyto': {
    id: 'Models_CopyTo',
    summary: 'Copy a model within this service, as clients of v3.1 do',
    body: jsonBody(ref('ModelCopyTo')),
    answers: { 201: { schema: ref('CustomModel'), headers: ['Location'] } }
  },
  'GET /operations/models/copy/{id}': {
    id: 'Operations_GetModelCopy',
    summary: 'Get the state of a copy of a model',
    answers: { 200: { schema: ref('Operation'), headers: ['Retry-After'] } }
  },
  'GET /models/{id}:export': {
    id: 'Models_Export',
    summary: 'Get the whole bundle of a model as one zip file',
    answers: { 200: { content: { 'application/zip': binary } } }
  },
  'POST /models:import': {
    id: 'Models_Import',
    summary: 'Create a model from an exported zip file',
    body: { 'application/zip': binary },
    answers: { 201: { schema: ref('CustomModel'), headers: ['Location'] } }
  }
} as const satisfies Operations

export const modelsApi = {
  operations: modelOperations,
  schemas: { ...modelSchemas, ...baseModelDetailsSchemas },
  descriptions: modelDescriptions
} as const satisfies ApiDescription
