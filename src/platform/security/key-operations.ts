/** The REST operations of access keys, described, and their schemas. @module */
import { ref } from '../http/schemas/schema.ts'
import { SCOPES } from './principal.ts'

const MAX_NAME_CHARACTERS = 100
const MAX_ENDPOINTS = 1000
const MAX_SECONDS = 100 * 366 * 86_400

const options = {
  scope: {
    type: 'string',
    enum: SCOPES,
    default: 'owner',
    description: 'What the key may do: everything, change entities, read them, or recognize only.'
  },
  name: {
    type: 'string',
    minLength: 1,
    maxLength: MAX_NAME_CHARACTERS,
    description: 'A name by which you recognize the key.'
  },
  endpoints: {
    type: 'array',
    minItems: 1,
    maxItems: MAX_ENDPOINTS,
    items: { type: 'string', format: 'uuid' },
    description: 'IDs of the endpoints that the key is limited to; with the scope recognize only.'
  }
} as const
const time = (description: string) => ({ type: 'string', format: 'date-time', description }) as const
const key = {
  id: { type: 'string', description: 'ID of the key.' },
  ...options,
  createdDateTime: time('When it was created.'),
  expirationDateTime: time('When it expires; absent if it does not.'),
  lastUsedDateTime: time('When it was used last; absent if it never was.')
} as const

export const keysApi = {
  operations: {
    'GET /keys': {
      id: 'Keys_List',
      summary: 'List the access keys of the service',
      answers: { 200: { schema: ref('AccessKeys') } }
    },
    'POST /keys': {
      id: 'Keys_Create',
      summary: 'Create an access key; no later response shows it again',
      body: { 'application/json': ref('CreateAccessKey') },
      answers: { 201: { schema: ref('NewAccessKey') } }
    },
    'DELETE /keys/{id}': {
      id: 'Keys_Delete',
      summary: 'Delete an access key and its tokens; the last owner key cannot be deleted',
      answers: { 204: {} }
    }
  },
  schemas: {
    AccessKeys: {
      type: 'object',
      description: 'All access keys.',
      required: ['values'],
      properties: { values: { type: 'array', items: ref('AccessKey'), description: 'The keys.' } }
    },
    AccessKey: {
      type: 'object',
      description: 'An access key, without the key itself.',
      required: ['id', 'scope', 'createdDateTime', 'current'],
      properties: {
        ...key,
        current: { type: 'boolean', description: 'Whether this request used it.' }
      }
    },
    CreateAccessKey: {
      type: 'object',
      description: 'Options of a new access key.',
      additionalProperties: false,
      properties: {
        ...options,
        expires: time('When it expires; it does not when absent.'),
        expiresInSeconds: {
          type: 'integer',
          minimum: 1,
          maximum: MAX_SECONDS,
          description: 'In how many seconds it expires; not with expires.'
        }
      }
    },
    NewAccessKey: {
      type: 'object',
      description: 'A new access key.',
      required: ['id', 'scope', 'createdDateTime', 'key'],
      properties: { ...key, key: { type: 'string', description: 'The key itself.' } }
    }
  }
} as const
