/** Operations of Evaluations, described. @module */
import { json, type Operations, paged, patch } from '../operation.ts'
import { ref } from '../schema.ts'

export const evaluationsOperations = {
  'GET /evaluations': {
    id: 'Evaluations_List',
    summary: 'Lists the evaluations of the service.',
    query: paged,
    answers: { 200: { schema: ref('PaginatedEvaluations'), headers: ['Retry-After'] } }
  },
  'POST /evaluations': {
    id: 'Evaluations_Create',
    summary: 'Measures two models on one test set.',
    body: json(ref('Evaluation')),
    answers: { 201: { schema: ref('Evaluation'), headers: ['Location'] } }
  },
  'GET /evaluations/locales': {
    id: 'Evaluations_ListSupportedLocales',
    summary: 'Lists the locales of evaluations.',
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
  'GET /evaluations/{id}': {
    id: 'Evaluations_Get',
    summary: 'Gets an evaluation with its error rates.',
    answers: { 200: { schema: ref('Evaluation'), headers: ['Retry-After'] } }
  },
  'PATCH /evaluations/{id}': {
    id: 'Evaluations_Update',
    summary: 'Changes the name, description, project or custom properties of an evaluation.',
    body: patch(ref('EvaluationUpdate')),
    answers: { 200: { schema: ref('Evaluation'), headers: ['Retry-After'] } }
  },
  'DELETE /evaluations/{id}': {
    id: 'Evaluations_Delete',
    summary: 'Deletes an evaluation.',
    answers: { 204: {} }
  },
  'GET /evaluations/{id}/files': {
    id: 'Evaluations_ListFiles',
    summary: 'Lists the files of an evaluation: the alignment of each utterance and model.',
    query: ['sasValidityInSeconds', 'skip', 'top', 'filter'],
    answers: { 200: { schema: ref('PaginatedFiles'), headers: ['Retry-After'] } }
  },
  'GET /evaluations/{id}/files/{fileId}': {
    id: 'Evaluations_GetFile',
    summary: 'Gets one file of an evaluation.',
    query: ['sasValidityInSeconds'],
    answers: { 200: { schema: ref('File') } }
  }
} as const satisfies Operations
