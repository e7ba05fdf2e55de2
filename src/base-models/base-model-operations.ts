/** The REST operations of the catalog and of installations, described. @module */
import { type ApiDescription, jsonBody, type Operations, ref } from '../resources/index.ts'
import { baseModelDescriptions } from './base-model-descriptions.ts'
import { baseModelSchemas } from './base-model-schema.ts'

export const baseModelOperations = {
  'GET /models/base:catalog': {
    id: 'Models_SearchCatalog',
    summary: 'Search the public models that can be installed as base models',
    query: ['search', 'language'],
    answers: { 200: { schema: ref('BaseModelCatalog') } }
  },
  'POST /models/base:install': {
    id: 'Models_InstallBaseModel',
    summary: 'Start the installation of a base model',
    body: jsonBody(ref('InstallBaseModel')),
    answers: {
      202: { schema: ref('BaseModelInstallation'), headers: ['Retry-After', 'Operation-Location'] }
    }
  },
  'POST /models/base:import': {
    id: 'Models_ImportBaseModel',
    summary: 'Start the installation of a base model from an archive in the body',
    query: ['name', 'language', 'title', 'file'],
    body: { 'application/octet-stream': { type: 'string', format: 'binary' } },
    answers: { 202: { schema: ref('BaseModelInstallation'), headers: ['Operation-Location'] } }
  },
  'GET /operations/models/install': {
    id: 'Operations_ListInstallations',
    summary: 'List the installations of base models, the newest first',
    answers: { 200: { schema: ref('BaseModelInstallations') } }
  },
  'GET /operations/models/install/{id}': {
    id: 'Operations_GetInstallation',
    summary: 'Get the state of an installation',
    answers: { 200: { schema: ref('BaseModelInstallation'), headers: ['Retry-After'] } }
  },
  'POST /operations/models/install/{id}:cancel': {
    id: 'Operations_CancelInstallation',
    summary: 'Cancel an installation; installing the model again resumes its download',
    answers: { 200: { schema: ref('BaseModelInstallation') } }
  },
  'DELETE /models/base/{id}': {
    id: 'Models_RemoveBaseModel',
    summary: 'Remove an installed base model that nothing uses',
    answers: { 204: {} }
  }
} as const satisfies Operations<'search' | 'language' | 'name' | 'title' | 'file'>

export const baseModelsApi = {
  operations: baseModelOperations,
  schemas: baseModelSchemas,
  descriptions: baseModelDescriptions,
  queryParameters: {
    name: { schema: { type: 'string' }, required: true, description: 'Name of the base model.' },
    title: { schema: { type: 'string' }, description: 'What it is called in lists.' },
    file: { schema: { type: 'string' }, description: 'Name of the archive, which says how it is packed.' },
    search: { schema: { type: 'string' }, description: 'Words of the name, title, architecture or license.' },
    language: {
      schema: { type: 'string' },
      description: 'A locale such as `en-US`, or a language such as `en`.'
    }
  }
} as const satisfies ApiDescription
