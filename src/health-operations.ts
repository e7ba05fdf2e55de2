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
      required: ['status', 'message', 'components', 'resourceId'],
      properties: {
        status: { type: 'string', enum: ['Healthy', 'Degraded', 'Unhealthy'] },
        message: { type: 'string' },
        resourceId: { type: 'string' },
        components: { type: 'array', items: ref('ComponentHealth') }
      }
    },
    ComponentHealth: {
      type: 'object',
      required: ['name', 'status', 'message'],
      properties: {
        name: { type: 'string' },
        status: { type: 'string', enum: ['Healthy', 'Degraded', 'Unhealthy'] },
        message: { type: 'string' }
      }
    }
  }
} as const satisfies ApiDescription
