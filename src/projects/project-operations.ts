/** The REST operations of Projects, described. @module */
import {
  type ApiDescription,
  type Operations,
  pagedQuery,
  ref,
  standardOperations
} from '../resources/index.ts'
import { projectSchemas } from './project-schema.ts'

const described = standardOperations('Projects', 'Project', { hasWork: false })

export const projectOperations = {
  'GET /projects': described.list('Lists the projects of the service.'),
  'POST /projects': described.create('Creates a project.'),
  'GET /projects/locales': described.locales('Lists the locales of projects.'),
  'GET /projects/{id}': described.get('Gets a project with the counts of what belongs to it.'),
  'PATCH /projects/{id}': described.update(
    'Changes the name, description or custom properties of a project.'
  ),
  'DELETE /projects/{id}': described.delete('Deletes a project; what belonged to it stays.'),
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
