/** The REST operations of access keys, described for the OpenAPI document. @module */

const time = { type: 'string', format: 'date-time' } as const
const options = {
  scope: { type: 'string', enum: ['owner', 'contributor', 'reader', 'recognize'] },
  name: { type: 'string' },
  endpoints: { type: 'array', items: { type: 'string', format: 'uuid' } }
} as const
const key = {
  id: { type: 'string' },
  ...options,
  createdDateTime: time,
  expirationDateTime: time,
  lastUsedDateTime: time
} as const

export const keysApi = {
  operations: {
    'GET /keys': {
      id: 'Keys_List',
      summary: 'Gets the access keys of this service, by their ids.',
      answers: { 200: { schema: { $ref: '#/components/schemas/AccessKeys' } } }
    },
    'POST /keys': {
      id: 'Keys_Create',
      summary: 'Creates another access key; no later answer shows it again.',
      body: { 'application/json': { $ref: '#/components/schemas/CreateAccessKey' } },
      answers: { 201: { schema: { $ref: '#/components/schemas/NewAccessKey' } } }
    },
    'DELETE /keys/{id}': {
      id: 'Keys_Delete',
      summary: 'Withdraws an access key and its tokens, except the last owner key.',
      answers: { 204: {} }
    }
  },
  schemas: {
    AccessKeys: {
      type: 'object',
      required: ['values'],
      properties: { values: { type: 'array', items: { $ref: '#/components/schemas/AccessKey' } } }
    },
    AccessKey: {
      type: 'object',
      required: ['id', 'scope', 'createdDateTime', 'current'],
      properties: { ...key, current: { type: 'boolean' } }
    },
    CreateAccessKey: {
      type: 'object',
      properties: { ...options, expires: time, expiresInSeconds: { type: 'integer' } }
    },
    NewAccessKey: {
      type: 'object',
      required: ['id', 'scope', 'createdDateTime', 'key'],
      properties: { ...key, key: { type: 'string' } }
    }
  }
} as const
