/** The comparison of the two models of an evaluation, as schemas. @module */
import { type Answers, ref, type Schemas } from '../resources/index.ts'

export const comparisonSchemas = {
  EvaluationComparison: {
    type: 'object',
    required: ['utterances', 'model1', 'model2', 'wordErrorRateDifference'],
    properties: {
      utterances: { type: 'integer' },
      model1: ref('ModelErrors'),
      model2: ref('ModelErrors'),
      wordErrorRateDifference: ref('ErrorRateDifference')
    }
  },
  ErrorRateDifference: {
    type: 'object',
    required: ['difference', 'low', 'high', 'probabilityOfImprovement', 'resamples', 'significant'],
    properties: {
      difference: { type: 'number' },
      low: { type: 'number' },
      high: { type: 'number' },
      probabilityOfImprovement: { type: 'number' },
      resamples: { type: 'integer' },
      significant: { type: 'boolean' }
    }
  },
  ErrorRateInterval: {
    type: 'object',
    required: ['rate', 'low', 'high', 'resamples'],
    properties: {
      rate: { type: 'number' },
      low: { type: 'number' },
      high: { type: 'number' },
      resamples: { type: 'number' }
    }
  },
  ModelErrors: {
    type: 'object',
    required: ['wordErrorRate', 'confusedWords', 'missedWords', 'missedNewWords', 'insertedWords'],
    properties: {
      wordErrorRate: ref('ErrorRateInterval'),
      tokenErrorRate: ref('ErrorRateInterval'),
      confusedWords: { type: 'array', items: ref('ConfusedWords') },
      missedWords: { type: 'array', items: ref('MissedWord') },
      missedNewWords: { type: 'array', items: ref('MissedWord') },
      insertedWords: { type: 'array', items: ref('InsertedWord') }
    }
  },
  ConfusedWords: {
    type: 'object',
    required: ['ref', 'hyp', 'count'],
    properties: { ref: { type: 'string' }, hyp: { type: 'string' }, count: { type: 'integer' } }
  },
  MissedWord: {
    type: 'object',
    required: ['word', 'said', 'missed', 'substituted', 'deleted'],
    properties: {
      word: { type: 'string' },
      said: { type: 'integer' },
      missed: { type: 'integer' },
      substituted: { type: 'integer' },
      deleted: { type: 'integer' }
    }
  },
  InsertedWord: {
    type: 'object',
    required: ['word', 'count'],
    properties: { word: { type: 'string' }, count: { type: 'integer' } }
  }
} as const satisfies Schemas

export type ComparisonAnswers = Answers<typeof comparisonSchemas>
