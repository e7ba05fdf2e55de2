/** Warnings about a model, and its regression check, as schemas. @module */
import { ref, type Schemas } from '../resources/index.ts'

export const modelQualitySchemas = {
  ModelWarning: {
    type: 'object',
    required: ['code', 'message'],
    properties: { code: { type: 'string' }, message: { type: 'string' } }
  },
  ModelQuality: {
    type: 'object',
    description: 'What Vernacular adds to the properties of a model.',
    properties: {
      warnings: { type: 'array', items: ref('ModelWarning') },
      generalSet: ref('GeneralSetResult')
    }
  },
  GeneralSetResult: {
    description:
      'Errors on everyday speech, compared with those of the base model; rates are fractions of 1.',
    oneOf: [ref('GeneralSetPending'), ref('GeneralSetSkipped'), ref('GeneralSetMeasured')]
  },
  GeneralSetPending: {
    type: 'object',
    required: ['status'],
    properties: { status: { type: 'string', enum: ['NotStarted'] } }
  },
  GeneralSetSkipped: {
    type: 'object',
    required: ['status', 'reason'],
    properties: { status: { type: 'string', enum: ['NotRun'] }, reason: { type: 'string' } }
  },
  GeneralSetMeasured: {
    type: 'object',
    required: [
      'status',
      'set',
      'utterances',
      'words',
      'baseWordErrorRate',
      'wordErrorRate',
      'relativeChange',
      'difference'
    ],
    properties: {
      status: { type: 'string', enum: ['Succeeded'] },
      set: { type: 'string' },
      utterances: { type: 'integer' },
      words: { type: 'integer' },
      baseWordErrorRate: { type: 'number' },
      wordErrorRate: { type: 'number' },
      relativeChange: { type: 'number' },
      difference: {
        type: 'object',
        description: '95 % confidence interval of the difference in error rate, model minus base model.',
        required: ['low', 'high'],
        properties: { low: { type: 'number' }, high: { type: 'number' } }
      }
    }
  }
} as const satisfies Schemas
