/** Web hooks, as schemas. @module */
import {
  type Answers,
  customPropertiesSchema,
  linkSchema,
  nonEmptyTextSchema,
  nullableTextSchema,
  ref,
  type Schemas,
  stateFields
} from '../resources/index.ts'

export const webHookSchemas = {
  PaginatedWebHooks: {
    type: 'object',
    properties: {
      values: {
        type: 'array',
        items: ref('WebHook'),
        nullable: true,
        readOnly: true
      },
      '@nextLink': linkSchema
    }
  },
  WebHook: {
    type: 'object',
    required: ['displayName', 'events', 'webUrl'],
    properties: {
      self: linkSchema,
      displayName: nonEmptyTextSchema,
      description: nullableTextSchema,
      webUrl: {
        type: 'string',
        format: 'uri'
      },
      events: ref('WebHookEvents'),
      customProperties: customPropertiesSchema,
      links: ref('WebHookLinks'),
      properties: ref('WebHookProperties'),
      ...stateFields
    }
  },
  WebHookEvents: {
    type: 'object',
    properties: {
      datasetCreation: {
        type: 'boolean'
      },
      datasetProcessing: {
        type: 'boolean'
      },
      datasetCompletion: {
        type: 'boolean'
      },
      datasetDeletion: {
        type: 'boolean'
      },
      modelCreation: {
        type: 'boolean'
      },
      modelProcessing: {
        type: 'boolean'
      },
      modelCompletion: {
        type: 'boolean'
      },
      modelDeletion: {
        type: 'boolean'
      },
      evaluationCreation: {
        type: 'boolean'
      },
      evaluationProcessing: {
        type: 'boolean'
      },
      evaluationCompletion: {
        type: 'boolean'
      },
      evaluationDeletion: {
        type: 'boolean'
      },
      transcriptionCreation: {
        type: 'boolean'
      },
      transcriptionProcessing: {
        type: 'boolean'
      },
      transcriptionCompletion: {
        type: 'boolean'
      },
      transcriptionDeletion: {
        type: 'boolean'
      },
      endpointCreation: {
        type: 'boolean'
      },
      endpointProcessing: {
        type: 'boolean'
      },
      endpointCompletion: {
        type: 'boolean'
      },
      endpointDeletion: {
        type: 'boolean'
      },
      ping: {
        type: 'boolean'
      },
      challenge: {
        type: 'boolean'
      }
    }
  },
  WebHookLinks: {
    type: 'object',
    properties: {
      ping: linkSchema,
      test: linkSchema
    },
    readOnly: true
  },
  WebHookProperties: {
    type: 'object',
    properties: {
      error: ref('EntityError'),
      apiVersion: {
        type: 'string',
        nullable: true,
        readOnly: true
      },
      secret: nullableTextSchema
    }
  },
  WebHookPropertiesUpdate: {
    type: 'object',
    properties: {
      secret: nullableTextSchema
    }
  },
  WebHookUpdate: {
    type: 'object',
    properties: {
      displayName: nullableTextSchema,
      description: nullableTextSchema,
      customProperties: customPropertiesSchema,
      webUrl: {
        type: 'string',
        format: 'uri',
        nullable: true
      },
      properties: ref('WebHookPropertiesUpdate'),
      events: ref('WebHookEvents')
    }
  }
} as const satisfies Schemas

export type WebHookAnswers = Answers<typeof webHookSchemas>
