/** The REST operations of Evaluations, described. @module */
import { type ApiDescription, type Operations, ref, standardOperations } from '../resources/index.ts'
import { comparisonSchemas } from './comparison-schema.ts'
import { evaluationDescriptions } from './evaluation-descriptions.ts'
import { evaluationFileSchemas } from './evaluation-file-schema.ts'
import { evaluationSchemas } from './evaluation-schema.ts'
import { tokenErrorSchemas } from './token-error-schema.ts'

const described = standardOperations('Evaluations', 'Evaluation')

export const evaluationOperations = {
  'GET /evaluations': described.list('List the evaluations of the service'),
  'POST /evaluations': described.create('Create an evaluation: measure two models on a test set'),
  'GET /evaluations/locales': described.locales('List the locales of evaluations'),
  'GET /evaluations/{id}': described.get('Get an evaluation with its error rates'),
  'PATCH /evaluations/{id}': described.update(
    'Change the name, description, project or custom properties of an evaluation'
  ),
  'DELETE /evaluations/{id}': described.delete('Delete an evaluation'),
  'GET /evaluations/{id}/files': described.listFiles(
    'List the files of an evaluation: the alignment of each utterance and model'
  ),
  'GET /evaluations/{id}/files/{fileId}': described.getFile('Get one file of an evaluation'),
  'POST /evaluations/{id}:cancel': described.cancel('Cancel an evaluation'),
  'GET /evaluations/{id}/comparison': {
    id: 'Evaluations_GetComparison',
    summary:
      'Get the confidence intervals of the error rates, whether the models differ, and the words recognized wrongly',
    answers: { 200: { schema: ref('EvaluationComparison') } }
  },
  'GET /evaluations/{id}/utterances': {
    id: 'Evaluations_ListUtterances',
    summary: 'Get all utterances of an evaluation, aligned with both models, as one JSON object per line',
    query: ['sasValidityInSeconds'],
    answers: { 200: { content: { 'application/x-ndjson': { type: 'string' } } } }
  }
} as const satisfies Operations

export const evaluationsApi = {
  operations: evaluationOperations,
  schemas: {
    ...evaluationSchemas,
    ...evaluationFileSchemas,
    ...tokenErrorSchemas,
    ...comparisonSchemas
  },
  descriptions: evaluationDescriptions
} as const satisfies ApiDescription
