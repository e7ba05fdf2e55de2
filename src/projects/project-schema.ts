/** Projects, as schemas. @module */
import {
  type Answers,
  customPropertiesSchema,
  dateTimeSchema,
  linkSchema,
  nullableTextSchema,
  ref,
  resourceFields,
  type Schemas
} from '../resources/index.ts'

export const projectSchemas = {
  PaginatedProjects: {
    type: 'object',
    properties: {
      values: {
        type: 'array',
        items: ref('Project'),
        nullable: true,
        readOnly: true
      },
      '@nextLink': linkSchema
    }
  },
  Project: {
    type: 'object',
    required: ['displayName', 'locale'],
    properties: {
      ...resourceFields,
      customProperties: customPropertiesSchema,
      links: ref('ProjectLinks'),
      properties: ref('ProjectProperties'),
      createdDateTime: dateTimeSchema
    }
  },
  ProjectLinks: {
    type: 'object',
    properties: {
      evaluations: linkSchema,
      datasets: linkSchema,
      models: linkSchema,
      endpoints: linkSchema,
      transcriptions: linkSchema
    },
    readOnly: true
  },
  ProjectProperties: {
    type: 'object',
    properties: {
      datasetCount: {
        type: 'integer',
        format: 'int32',
        readOnly: true
      },
      evaluationCount: {
        type: 'integer',
        format: 'int32',
        readOnly: true
      },
      modelCount: {
        type: 'integer',
        format: 'int32',
        readOnly: true
      },
      transcriptionCount: {
        type: 'integer',
        format: 'int32',
        readOnly: true
      },
      endpointCount: {
        type: 'integer',
        format: 'int32',
        readOnly: true
      }
    },
    readOnly: true
  },
  ProjectUpdate: {
    type: 'object',
    properties: {
      displayName: nullableTextSchema,
      description: nullableTextSchema,
      customProperties: customPropertiesSchema
    }
  }
} as const satisfies Schemas

export type ProjectAnswers = Answers<typeof projectSchemas>
