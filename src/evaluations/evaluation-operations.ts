/** The REST operations of Evaluations, described. @module */
import {
  type ApiDescription,
  jsonBody,
  type Operations,
  pagedQuery,
  patchBody,
  ref
} from '../resources/index.ts'
import { comparisonSchemas } from './comparison-schema.ts'
import { evaluationSchemas } from './evaluation-schema.ts'
import { tokenErrorSchemas } from './token-error-schema.ts'

export const evaluationOperations = {
  'GET /evaluations': {
    id: 'Evaluations_List',
    summary: 'Lists the evaluations of the service.',
    query: pagedQuery,
    answers: { 200: { schema: ref('PaginatedEvaluations'), headers: ['Retry-After'] } }
  },
  'POST /evaluations': {
    id: 'Evaluations_Create',
    summary: 'Measures two models on one test set.',
    body: jsonBody(ref('Evaluation')),
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
    body: patchBody(ref('EvaluationUpdate')),
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
  },
  'POST /evaluations/{id}:cancel': {
    id: 'Evaluations_Cancel',
    summary: 'Cancels an evaluation.',
    answers: { 200: { schema: ref('Evaluation') } }
  },
  'GET /evaluations/{id}/comparison': {
    id: 'Evaluations_GetComparison',
    summary:
      'Gets the confidence intervals of the error rates, whether the models differ, and the words recognized wrongly.',
    answers: { 200: { schema: ref('EvaluationComparison') } }
  },
  'GET /evaluations/{id}/utterances': {
    id: 'Evaluations_ListUtterances',
    summary: 'Gets all utterances of an evaluation, aligned with both models, as one JSON object per line.',
    query: ['sasValidityInSeconds'],
    answers: { 200: { content: { 'application/x-ndjson': { type: 'string' } } } }
  }
} as const satisfies Operations

export const evaluationsApi = {
  operations: evaluationOperations,
  schemas: { ...evaluationSchemas, ...tokenErrorSchemas, ...comparisonSchemas }
} as const satisfies ApiDescription
