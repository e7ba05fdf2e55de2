/** Projects, as schemas. @module */
import { type Answers, customPropertiesSchema, ref, type Schemas } from '../resources/index.ts'

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
      '@nextLink': {
        type: 'string',
        format: 'uri',
        nullable: true,
        readOnly: true
      }
    }
  },
  Project: {
    type: 'object',
    required: ['displayName', 'locale'],
    properties: {
      self: {
        type: 'string',
        format: 'uri',
        nullable: true,
        readOnly: true
      },
      displayName: {
        type: 'string',
        minLength: 1
      },
      description: {
        type: 'string',
        nullable: true
      },
      locale: {
        type: 'string',
        minLength: 1
      },
      customProperties: customPropertiesSchema,
      links: ref('ProjectLinks'),
      properties: ref('ProjectProperties'),
      createdDateTime: {
        type: 'string',
        format: 'date-time',
        readOnly: true
      }
    }
  },
  ProjectLinks: {
    type: 'object',
    properties: {
      evaluations: {
        type: 'string',
        format: 'uri',
        nullable: true,
        readOnly: true
      },
      datasets: {
        type: 'string',
        format: 'uri',
        nullable: true,
        readOnly: true
      },
      models: {
        type: 'string',
        format: 'uri',
        nullable: true,
        readOnly: true
      },
      endpoints: {
        type: 'string',
        format: 'uri',
        nullable: true,
        readOnly: true
      },
      transcriptions: {
        type: 'string',
        format: 'uri',
        nullable: true,
        readOnly: true
      }
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
      displayName: {
        type: 'string',
        nullable: true
      },
      description: {
        type: 'string',
        nullable: true
      },
      customProperties: customPropertiesSchema
    }
  }
} as const satisfies Schemas

export type ProjectAnswers = Answers<typeof projectSchemas>
