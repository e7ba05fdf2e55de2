/** The REST operation that answers whether the service works, described. @module */
import { type ApiDescription, ref } from './resources/index.ts'

export const healthApi = {
  operations: {
    'GET /healthstatus': {
      id: 'HealthStatus_Get',
      summary: 'Get the health of the service and its components',
      answers: { 200: { schema: ref('Health') } }
    }
  },
  schemas: {
    Health: {
      type: 'object',
      description: 'Health of the service.',
      required: ['status', 'message', 'components', 'resourceId'],
      properties: {
        status: {
          type: 'string',
          enum: ['Healthy', 'Degraded', 'Unhealthy'],
          description: 'Whether it works: fully, in part, or not.'
        },
        message: { type: 'string' },
        resourceId: { type: 'string', description: 'ID of this service, for copies of models.' },
        components: {
          type: 'array',
          items: ref('ComponentHealth'),
          description: 'Its components.'
        }
      }
    },
    ComponentHealth: {
      type: 'object',
      description: 'Health of a component.',
      required: ['name', 'status', 'message'],
      properties: {
        name: { type: 'string' },
        status: {
          type: 'string',
          enum: ['Healthy', 'Degraded', 'Unhealthy'],
          description: 'Whether it works: fully, in part, or not.'
        },
        message: { type: 'string' }
      }
    }
  }
} as const satisfies ApiDescription
