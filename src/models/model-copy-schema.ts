/** Copies of models to other services, and operations, as schemas. @module */
import { linkSchema, nonEmptyTextSchema, ref, type Schemas, stateFields } from '../resources/index.ts'

export const modelCopySchemas = {
  ModelCopyAuthorization: {
    type: 'object',
    required: [
      'expirationDateTime',
      'id',
      'sourceResourceId',
      'targetResourceEndpoint',
      'targetResourceId',
      'targetResourceRegion'
    ],
    properties: {
      targetResourceRegion: nonEmptyTextSchema,
      targetResourceId: nonEmptyTextSchema,
      targetResourceEndpoint: nonEmptyTextSchema,
      sourceResourceId: nonEmptyTextSchema,
      id: nonEmptyTextSchema,
      expirationDateTime: {
        type: 'string',
        format: 'date-time'
      }
    }
  },
  ModelCopyAuthorizationDefinition: {
    type: 'object',
    required: ['sourceResourceId'],
    properties: {
      sourceResourceId: nonEmptyTextSchema
    }
  },
  ModelCopyTo: {
    type: 'object',
    required: ['targetSubscriptionKey'],
    properties: { targetSubscriptionKey: { type: 'string' } }
  },
  Operation: {
    type: 'object',
    required: ['id'],
    properties: {
      id: {
        type: 'string',
        format: 'uuid',
        readOnly: true
      },
      result: ref('OperationResult'),
      error: ref('EntityError'),
      self: linkSchema,
      ...stateFields
    }
  },
  OperationResult: {
    type: 'object',
    properties: {
      link: linkSchema
    },
    readOnly: true
  }
} as const satisfies Schemas
