/** Custom models, as schemas. @module */
import {
  customPropertiesSchema,
  dateTimeSchema,
  linkSchema,
  nullableTextSchema,
  ref,
  type Schemas
} from '../resources/index.ts'

export const customModelSchemas = {
  CustomModel: {
    allOf: [ref('SharedModel')],
    type: 'object',
    required: ['displayName', 'locale'],
    properties: {
      links: ref('CustomModelLinks'),
      properties: ref('CustomModelProperties'),
      project: ref('EntityReference'),
      text: nullableTextSchema,
      baseModel: ref('EntityReference'),
      datasets: {
        type: 'array',
        items: ref('EntityReference'),
        nullable: true
      },
      customProperties: customPropertiesSchema
    }
  },
  CustomModelDeprecationDates: {
    type: 'object',
    properties: {
      transcriptionDateTime: dateTimeSchema
    },
    readOnly: true
  },
  CustomModelFeatures: {
    allOf: [ref('SharedModelFeatures')],
    type: 'object',
    readOnly: true
  },
  CustomModelLinks: {
    type: 'object',
    properties: {
      copy: linkSchema,
      files: linkSchema,
      manifest: linkSchema,
      copyTo: {
        type: 'string',
        format: 'uri',
        deprecated: true,
        nullable: true,
        readOnly: true,
        'x-revision': 'earlier-only'
      }
    },
    readOnly: true
  },
  CustomModelProperties: {
    type: 'object',
    properties: {
      customModelWeightPercent: {
        type: 'integer',
        format: 'int32',
        minimum: 1,
        maximum: 100,
        nullable: true
      },
      deprecationDates: ref('CustomModelDeprecationDates'),
      features: ref('CustomModelFeatures'),
      email: nullableTextSchema,
      error: ref('EntityError')
    }
  },
  ModelUpdate: {
    type: 'object',
    properties: {
      displayName: nullableTextSchema,
      description: nullableTextSchema,
      customProperties: customPropertiesSchema,
      project: ref('EntityReference')
    }
  },
  PaginatedCustomModels: {
    type: 'object',
    properties: {
      values: {
        type: 'array',
        items: ref('CustomModel'),
        nullable: true,
        readOnly: true
      },
      '@nextLink': linkSchema
    }
  }
} as const satisfies Schemas
