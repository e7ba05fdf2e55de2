/** The REST operations of Projects, described. @module */
import {
  type ApiDescription,
  jsonBody,
  type Operations,
  pagedQuery,
  patchBody,
  ref
} from '../resources/index.ts'
import { projectSchemas } from './project-schema.ts'

export const projectOperations = {
  'GET /projects': {
    id: 'Projects_List',
    summary: 'Lists the projects of the service.',
    query: pagedQuery,
    answers: { 200: { schema: ref('PaginatedProjects') } }
  },
  'POST /projects': {
    id: 'Projects_Create',
    summary: 'Creates a project.',
    body: jsonBody(ref('Project')),
    answers: { 201: { schema: ref('Project'), headers: ['Location'] } }
  },
  'GET /projects/locales': {
    id: 'Projects_ListSupportedLocales',
    summary: 'Lists the locales of projects.',
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
  'GET /projects/{id}': {
    id: 'Projects_Get',
    summary: 'Gets a project with the counts of what belongs to it.',
    answers: { 200: { schema: ref('Project') } }
  },
  'PATCH /projects/{id}': {
    id: 'Projects_Update',
    summary: 'Changes the name, description or custom properties of a project.',
    body: patchBody(ref('ProjectUpdate')),
    answers: { 200: { schema: ref('Project') } }
  },
  'DELETE /projects/{id}': {
    id: 'Projects_Delete',
    summary: 'Deletes a project; what belonged to it stays.',
    answers: { 204: {} }
  },
  'GET /projects/{id}/datasets': {
    id: 'Projects_ListDatasets',
    summary: 'Lists the datasets of a project.',
    query: pagedQuery,
    answers: { 200: { schema: ref('PaginatedDatasets'), headers: ['Retry-After'] } }
  },
  'GET /projects/{id}/endpoints': {
    id: 'Projects_ListEndpoints',
    summary: 'Lists the endpoints of a project.',
    query: pagedQuery,
    answers: { 200: { schema: ref('PaginatedEndpoints'), headers: ['Retry-After'] } }
  },
  'GET /projects/{id}/evaluations': {
    id: 'Projects_ListEvaluations',
    summary: 'Lists the evaluations of a project.',
    query: pagedQuery,
    answers: { 200: { schema: ref('PaginatedEvaluations'), headers: ['Retry-After'] } }
  },
  'GET /projects/{id}/models': {
    id: 'Projects_ListModels',
    summary: 'Lists the models of a project.',
    query: pagedQuery,
    answers: { 200: { schema: ref('PaginatedCustomModels'), headers: ['Retry-After'] } }
  },
  'GET /projects/{id}/transcriptions': {
    id: 'Projects_ListTranscriptions',
    summary: 'Lists the transcriptions of a project.',
    query: pagedQuery,
    answers: { 200: { schema: ref('PaginatedTranscriptions'), headers: ['Retry-After'] } }
  }
} as const satisfies Operations

export const projectsApi = {
  operations: projectOperations,
  schemas: projectSchemas
} as const satisfies ApiDescription
