/** Endpoints, as schemas. @module */
import { type Answers, customPropertiesSchema, ref, type Schemas } from '../resources/index.ts'

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
      text: {
        type: 'string',
        nullable: true
      },
      model: ref('EntityReference'),
      project: ref('EntityReference'),
      customProperties: customPropertiesSchema,
      links: ref('EndpointLinks'),
      properties: ref('EndpointProperties'),
      createdDateTime: {
        type: 'string',
        format: 'date-time',
        readOnly: true
      },
      lastActionDateTime: {
        type: 'string',
        format: 'date-time',
        readOnly: true
      },
      status: ref('Status')
    }
  },
  EndpointLinks: {
    type: 'object',
    properties: {
      restInteractive: {
        type: 'string',
        format: 'uri',
        nullable: true,
        readOnly: true
      },
      restConversation: {
        type: 'string',
        format: 'uri',
        nullable: true,
        readOnly: true
      },
      restDictation: {
        type: 'string',
        format: 'uri',
        nullable: true,
        readOnly: true
      },
      webSocketInteractive: {
        type: 'string',
        format: 'uri',
        nullable: true,
        readOnly: true
      },
      webSocketConversation: {
        type: 'string',
        format: 'uri',
        nullable: true,
        readOnly: true
      },
      webSocketDictation: {
        type: 'string',
        format: 'uri',
        nullable: true,
        readOnly: true
      },
      logs: {
        type: 'string',
        format: 'uri',
        nullable: true,
        readOnly: true
      }
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
      email: {
        type: 'string',
        nullable: true
      },
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
      displayName: {
        type: 'string',
        nullable: true
      },
      description: {
        type: 'string',
        nullable: true
      },
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
      '@nextLink': {
        type: 'string',
        format: 'uri',
        nullable: true,
        readOnly: true
      }
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
