/** The REST operations of access keys, described for the OpenAPI document. @module */

const key = { id: { type: 'string' }, createdDateTime: { type: 'string', format: 'date-time' } } as const

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
      answers: { 201: { schema: { $ref: '#/components/schemas/NewAccessKey' } } }
    },
    'DELETE /keys/{id}': {
      id: 'Keys_Delete',
      summary: 'Deletes an access key, except the last one.',
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
      required: ['id', 'createdDateTime', 'current'],
      properties: { ...key, current: { type: 'boolean' } }
    },
    NewAccessKey: {
      type: 'object',
      required: ['id', 'createdDateTime', 'key'],
      properties: { ...key, key: { type: 'string' } }
    }
  }
} as const
