/** Endpoints, as schemas. @module */
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

const trafficFigures = {
  requests: { type: 'integer' },
  failed: { type: 'integer' },
  refused: { type: 'integer' },
  errorRate: { type: 'number' },
  audioSeconds: { type: 'number' },
  latency: ref('Latency')
} as const

export const endpointSchemas = {
  Endpoint: {
    type: 'object',
    required: ['displayName', 'locale'],
    properties: {
      ...resourceFields,
      text: nullableTextSchema,
      model: ref('EntityReference'),
      project: ref('EntityReference'),
      customProperties: customPropertiesSchema,
      links: ref('EndpointLinks'),
      properties: ref('EndpointProperties'),
      ...stateFields
    }
  },
  EndpointLinks: {
    type: 'object',
    properties: {
      restInteractive: linkSchema,
      restConversation: linkSchema,
      restDictation: linkSchema,
      webSocketInteractive: linkSchema,
      webSocketConversation: linkSchema,
      webSocketDictation: linkSchema,
      logs: linkSchema
    },
    readOnly: true
  },
  EndpointProperties: {
    type: 'object',
    properties: {
      loggingEnabled: {
        type: 'boolean'
      },
      timeToLive: {
        type: 'string',
        'x-format': 'iso8601-duration'
      },
      email: nullableTextSchema,
      error: ref('EntityError')
    }
  },
  EndpointPropertiesUpdate: {
    type: 'object',
    properties: {
      contentLoggingEnabled: {
        type: 'boolean'
      }
    }
  },
  EndpointUpdate: {
    type: 'object',
    properties: {
      displayName: nullableTextSchema,
      description: nullableTextSchema,
      customProperties: customPropertiesSchema,
      project: ref('EntityReference'),
      model: ref('EntityReference'),
      properties: ref('EndpointPropertiesUpdate')
    }
  },
  PaginatedEndpoints: {
    type: 'object',
    properties: {
      values: {
        type: 'array',
        items: ref('Endpoint'),
        nullable: true,
        readOnly: true
      },
      '@nextLink': linkSchema
    }
  },
  EndpointDeployments: {
    type: 'object',
    required: ['values'],
    properties: { values: { type: 'array', items: ref('EndpointDeployment') } }
  },
  EndpointDeployment: {
    type: 'object',
    required: ['model', 'displayName', 'startDateTime', 'available'],
    properties: {
      model: ref('EntityReference'),
      displayName: { type: 'string' },
      startDateTime: { type: 'string', format: 'date-time' },
      endDateTime: { type: 'string', format: 'date-time' },
      available: { type: 'boolean' }
    }
  },
  EndpointTraffic: {
    type: 'object',
    required: ['total', 'hours'],
    properties: {
      total: ref('TrafficFigures'),
      hours: { type: 'array', items: ref('TrafficHour') }
    }
  },
  TrafficFigures: {
    type: 'object',
    required: ['requests', 'failed', 'refused', 'errorRate', 'audioSeconds'],
    properties: trafficFigures
  },
  TrafficHour: {
    type: 'object',
    required: ['startDateTime', 'requests', 'failed', 'refused', 'errorRate', 'audioSeconds'],
    properties: { startDateTime: { type: 'string', format: 'date-time' }, ...trafficFigures }
  },
  Latency: {
    type: 'object',
    required: ['p50', 'p95'],
    properties: { p50: { type: 'integer' }, p95: { type: 'integer' } }
  },
  EndpointState: {
    type: 'object',
    description: 'What Vernacular adds to the properties of an endpoint.',
    properties: { paused: { type: 'boolean' } }
  }
} as const satisfies Schemas

export type EndpointAnswers = Answers<typeof endpointSchemas>
