/** The REST operations of Projects, described. @module */
import {
  type ApiDescription,
  type Operations,
  pagedQuery,
  ref,
  standardOperations
} from '../resources/index.ts'
import { projectDescriptions } from './project-descriptions.ts'
import { projectSchemas } from './project-schema.ts'

const described = standardOperations('Projects', 'Project', { hasWork: false })

export const projectOperations = {
  'GET /projects': described.list('List the projects of the service'),
  'POST /projects': described.create('Create a project'),
  'GET /projects/locales': described.locales('List the locales of projects'),
  'GET /projects/{id}': described.get('Get a project and the numbers of its resources'),
  'PATCH /projects/{id}': described.update('Change the name, description or custom properties of a project'),
  'DELETE /projects/{id}': described.delete('Delete a project; its resources remain'),
  'GET /projects/{id}/datasets': {
    id: 'Projects_ListDatasets',
    summary: 'List the datasets of a project',
    query: pagedQuery,
    answers: { 200: { schema: ref('PaginatedDatasets'), headers: ['Retry-After'] } }
  },
  'GET /projects/{id}/endpoints': {
    id: 'Projects_ListEndpoints',
    summary: 'List the endpoints of a project',
    query: pagedQuery,
    answers: { 200: { schema: ref('PaginatedEndpoints'), headers: ['Retry-After'] } }
  },
  'GET /projects/{id}/evaluations': {
    id: 'Projects_ListEvaluations',
    summary: 'List the evaluations of a project',
    query: pagedQuery,
    answers: { 200: { schema: ref('PaginatedEvaluations'), headers: ['Retry-After'] } }
  },
  'GET /projects/{id}/models': {
    id: 'Projects_ListModels',
    summary: 'List the models of a project',
    query: pagedQuery,
    answers: { 200: { schema: ref('PaginatedCustomModels'), headers: ['Retry-After'] } }
  },
  'GET /projects/{id}/transcriptions': {
    id: 'Projects_ListTranscriptions',
    summary: 'List the transcriptions of a project',
    query: pagedQuery,
    answers: { 200: { schema: ref('PaginatedTranscriptions'), headers: ['Retry-After'] } }
  }
} as const satisfies Operations

export const projectsApi = {
  operations: projectOperations,
  schemas: projectSchemas,
  descriptions: projectDescriptions
} as const satisfies ApiDescription
