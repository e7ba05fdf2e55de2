/** Evaluations, as schemas. @module */
import {
  type Answers,
  customPropertiesSchema,
  linkSchema,
  nullableTextSchema,
  ref,
  resourceFields,
  type Schemas,
  stateFields
} from '../resources/index.ts'
import type { tokenErrorSchemas } from './token-error-schema.ts'

export const evaluationSchemas = {
  Evaluation: {
    type: 'object',
    required: ['dataset', 'displayName', 'locale', 'model1', 'model2'],
    properties: {
      ...resourceFields,
      model1: ref('EntityReference'),
      model2: ref('EntityReference'),
      transcription1: ref('EntityReference'),
      transcription2: ref('EntityReference'),
      dataset: ref('EntityReference'),
      project: ref('EntityReference'),
      customProperties: customPropertiesSchema,
      links: ref('EvaluationLinks'),
      properties: ref('EvaluationProperties'),
      ...stateFields
    }
  },
  EvaluationLinks: {
    type: 'object',
    properties: {
      files: linkSchema
    },
    readOnly: true
  },
  EvaluationProperties: {
    type: 'object',
    properties: {
      wordErrorRate1: {
        type: 'number',
        format: 'double',
        readOnly: true
      },
      sentenceErrorRate1: {
        type: 'number',
        format: 'double',
        readOnly: true
      },
      tokenErrorRate1: {
        type: 'number',
        format: 'double',
        nullable: true,
        readOnly: true
      },
      sentenceCount1: {
        type: 'integer',
        format: 'int32',
        readOnly: true
      },
      wordCount1: {
        type: 'integer',
        format: 'int32',
        readOnly: true
      },
      correctWordCount1: {
        type: 'integer',
        format: 'int32',
        readOnly: true
      },
      wordSubstitutionCount1: {
        type: 'integer',
        format: 'int32',
        readOnly: true
      },
      wordDeletionCount1: {
        type: 'integer',
        format: 'int32',
        readOnly: true
      },
      wordInsertionCount1: {
        type: 'integer',
        format: 'int32',
        readOnly: true
      },
      tokenCount1: {
        type: 'integer',
        format: 'int32',
        nullable: true,
        readOnly: true
      },
      correctTokenCount1: {
        type: 'integer',
        format: 'int32',
        nullable: true,
        readOnly: true
      },
      tokenSubstitutionCount1: {
        type: 'integer',
        format: 'int32',
        nullable: true,
        readOnly: true
      },
      tokenDeletionCount1: {
        type: 'integer',
        format: 'int32',
        nullable: true,
        readOnly: true
      },
      tokenInsertionCount1: {
        type: 'integer',
        format: 'int32',
        nullable: true,
        readOnly: true
      },
      tokenErrors1: ref('TokenErrorDetails'),
      wordErrorRate2: {
        type: 'number',
        format: 'double',
        readOnly: true
      },
      sentenceErrorRate2: {
        type: 'number',
        format: 'double',
        readOnly: true
      },
      tokenErrorRate2: {
        type: 'number',
        format: 'double',
        nullable: true,
        readOnly: true
      },
      sentenceCount2: {
        type: 'integer',
        format: 'int32',
        readOnly: true
      },
      wordCount2: {
        type: 'integer',
        format: 'int32',
        readOnly: true
      },
      correctWordCount2: {
        type: 'integer',
        format: 'int32',
        readOnly: true
      },
      wordSubstitutionCount2: {
        type: 'integer',
        format: 'int32',
        readOnly: true
      },
      wordDeletionCount2: {
        type: 'integer',
        format: 'int32',
        readOnly: true
      },
      wordInsertionCount2: {
        type: 'integer',
        format: 'int32',
        readOnly: true
      },
      tokenCount2: {
        type: 'integer',
        format: 'int32',
        nullable: true,
        readOnly: true
      },
      correctTokenCount2: {
        type: 'integer',
        format: 'int32',
        nullable: true,
        readOnly: true
      },
      tokenSubstitutionCount2: {
        type: 'integer',
        format: 'int32',
        nullable: true,
        readOnly: true
      },
      tokenDeletionCount2: {
        type: 'integer',
        format: 'int32',
        nullable: true,
        readOnly: true
      },
      tokenInsertionCount2: {
        type: 'integer',
        format: 'int32',
        nullable: true,
        readOnly: true
      },
      tokenErrors2: ref('TokenErrorDetails'),
      email: nullableTextSchema,
      error: ref('EntityError')
    },
    readOnly: true
  },
  EvaluationUpdate: {
    type: 'object',
    properties: {
      displayName: nullableTextSchema,
      description: nullableTextSchema,
      customProperties: customPropertiesSchema,
      project: ref('EntityReference')
    }
  },
  PaginatedEvaluations: {
    type: 'object',
    properties: {
      values: {
        type: 'array',
        items: ref('Evaluation'),
        nullable: true,
        readOnly: true
      },
      '@nextLink': linkSchema
    }
  }
} as const satisfies Schemas

export type EvaluationAnswers = Answers<typeof evaluationSchemas, typeof tokenErrorSchemas>
