/** The REST operations of Evaluations, described. @module */
import { type ApiDescription, type Operations, ref, standardOperations } from '../resources/index.ts'
import { comparisonSchemas } from './comparison-schema.ts'
import { evaluationFileSchemas } from './evaluation-file-schema.ts'
import { evaluationSchemas } from './evaluation-schema.ts'
import { tokenErrorSchemas } from './token-error-schema.ts'

const described = standardOperations('Evaluations', 'Evaluation')

export const evaluationOperations = {
  'GET /evaluations': described.list('Lists the evaluations of the service.'),
  'POST /evaluations': described.create('Measures two models on one test set.'),
  'GET /evaluations/locales': described.locales('Lists the locales of evaluations.'),
  'GET /evaluations/{id}': described.get('Gets an evaluation with its error rates.'),
  'PATCH /evaluations/{id}': described.update(
    'Changes the name, description, project or custom properties of an evaluation.'
  ),
  'DELETE /evaluations/{id}': described.delete('Deletes an evaluation.'),
  'GET /evaluations/{id}/files': described.listFiles(
    'Lists the files of an evaluation: the alignment of each utterance and model.'
  ),
  'GET /evaluations/{id}/files/{fileId}': described.getFile('Gets one file of an evaluation.'),
  'POST /evaluations/{id}:cancel': described.cancel('Cancels an evaluation.'),
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
  schemas: {
    ...evaluationSchemas,
    ...evaluationFileSchemas,
    ...tokenErrorSchemas,
    ...comparisonSchemas
  }
} as const satisfies ApiDescription
