/** Operations of Operations, described. @module */
import type { Operations } from '../operation.ts'
import { ref } from '../schema.ts'

export const operationsOperations = {
  'GET /operations/models/copy/{id}': {
    id: 'Operations_GetModelCopy',
    summary: 'Gets the state of a copy of a model.',
    answers: { 200: { schema: ref('Operation'), headers: ['Retry-After'] } }
  }
} as const satisfies Operations
