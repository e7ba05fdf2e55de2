/** Base models, as schemas. @module */
import { dateTimeSchema, linkSchema, ref, type Schemas } from '../resources/index.ts'

export const baseModelSchemas = {
  BaseModel: {
    allOf: [ref('SharedModel')],
    type: 'object',
    required: ['displayName', 'locale'],
    properties: {
      links: ref('BaseModelLinks'),
      properties: ref('BaseModelProperties')
    }
  },
  BaseModelDeprecationDates: {
    type: 'object',
    properties: {
      adaptationDateTime: dateTimeSchema,
      transcriptionDateTime: dateTimeSchema
    }
  },
  BaseModelFeatures: {
    allOf: [ref('SharedModelFeatures')],
    type: 'object',
    properties: {
      supportsAdaptationsWith: {
        type: 'array',
        items: ref('DatasetKind'),
        nullable: true,
        readOnly: true
      }
    }
  },
  BaseModelLinks: {
    type: 'object',
    properties: {
      manifest: linkSchema
    }
  },
  BaseModelProperties: {
    type: 'object',
    properties: {
      deprecationDates: ref('BaseModelDeprecationDates'),
      features: ref('BaseModelFeatures'),
      chargeForAdaptation: {
        type: 'boolean',
        readOnly: true
      }
    }
  },
  PaginatedBaseModels: {
    type: 'object',
    properties: {
      values: {
        type: 'array',
        items: ref('BaseModel'),
        nullable: true,
        readOnly: true
      },
      '@nextLink': linkSchema
    }
  },
  AdaptationOptions: {
    type: 'object',
    description: 'What Vernacular adds to the properties of a base model: the options of its trainings.',
    required: ['adaptationOptions'],
    properties: {
      adaptationOptions: {
        type: 'array',
        items: { type: 'string', enum: ['customModelWeightPercent', 'datasetWeights'] },
        description: 'Options that a request to train may have.'
      }
    }
  }
} as const satisfies Schemas
