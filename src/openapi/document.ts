/** The OpenAPI document, put together from the routes that the service really has. @module */
import { headers, type Operation, type Operations, pathParameters, queryParameters } from './operation.ts'
import { datasetsOperations } from './operations/datasets.ts'
import { endpointsOperations } from './operations/endpoints.ts'
import { evaluationsOperations } from './operations/evaluations.ts'
import { modelsOperations } from './operations/models.ts'
import { operationsOperations } from './operations/operations.ts'
import { ownOperations } from './operations/own.ts'
import { projectsOperations } from './operations/projects.ts'
import { transcriptionsOperations } from './operations/transcriptions.ts'
import { webHooksOperations } from './operations/web-hooks.ts'
import type { Schema, Schemas } from './schema.ts'
import { commonSchemas } from './schemas/common.ts'
import { datasetsSchemas } from './schemas/datasets.ts'
import { endpointsSchemas } from './schemas/endpoints.ts'
import { evaluationsSchemas } from './schemas/evaluations.ts'
import { modelsSchemas } from './schemas/models.ts'
import { projectsSchemas } from './schemas/projects.ts'
import { tokenErrorsSchemas } from './schemas/token-errors.ts'
import { transcriptionsSchemas } from './schemas/transcriptions.ts'
import { webHooksSchemas } from './schemas/web-hooks.ts'

export type Route = Readonly<{
  method: string
  /** As described: `/datasets/{id}`, below the base path. */
  path: string
}>

export const operations: Operations = {
  ...projectsOperations,
  ...datasetsOperations,
  ...modelsOperations,
  ...operationsOperations,
  ...evaluationsOperations,
  ...endpointsOperations,
  ...transcriptionsOperations,
  ...webHooksOperations,
  ...ownOperations
}

export const schemas: Schemas = {
  ...commonSchemas,
  ...projectsSchemas,
  ...datasetsSchemas,
  ...modelsSchemas,
  ...evaluationsSchemas,
  ...tokenErrorsSchemas,
  ...endpointsSchemas,
  ...transcriptionsSchemas,
  ...webHooksSchemas
}

const named = (kind: string, name: string): Schema => ({ $ref: `#/components/${kind}/${name}` })

/**
 * @param server address of the base path
 * @throws Error for a route that nobody described
 */
export function openApiDocument(routes: readonly Route[], server: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  const tags = new Set<string>()
  for (const { method, path } of routes) {
    const operation = operations[`${method} ${path}`]
    if (!operation) throw new Error(`The route ${method} ${path} is not described`)
    const tag = operation.id.split('_')[0] ?? ''
    tags.add(tag)
    const item = paths[path] ?? {}
    item[method.toLowerCase()] = operationObject(path, tag, operation)
    paths[path] = item
  }
  return {
    openapi: '3.0.3',
    info: {
      title: 'Vernacular',
      version: 'v3.2',
      description:
        'Custom speech on a machine of your own: the Speech to text REST API v3.2, and what Vernacular adds to it.'
    },
    servers: [{ url: server }],
    security: [{ api_key: [] }],
    tags: [...tags].sort().map((name) => ({ name })),
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1))),
    components: {
      schemas,
      parameters: {
        ...Object.fromEntries(
          Object.entries(pathParameters).map(([name, schema]) => [
            name,
            { name, in: 'path', required: true, schema }
          ])
        ),
        ...Object.fromEntries(
          Object.entries(queryParameters).map(([name, parameter]) => [
            name,
            { name, in: 'query', required: false, ...parameter }
          ])
        )
      },
      headers,
      responses: {
        Error: {
          description: 'The request is refused, or failed.',
          content: { 'application/json': { schema: named('schemas', 'Error') } }
        }
      },
      securitySchemes: { api_key: { type: 'apiKey', in: 'header', name: 'Ocp-Apim-Subscription-Key' } }
    }
  }
}

function operationObject(path: string, tag: string, operation: Operation): Record<string, unknown> {
  const parameters = [
    ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => named('parameters', name)),
    ...(operation.query ?? []).map((name) => named('parameters', name))
  ]
  const answers = Object.entries(operation.answers).map(([status, answer]) => [
    status,
    {
      description: DESCRIPTIONS[status] ?? 'Done.',
      ...(answer.headers
        ? { headers: Object.fromEntries(answer.headers.map((name) => [name, named('headers', name)])) }
        : {}),
      ...(answer.schema ? { content: { 'application/json': { schema: answer.schema } } } : {}),
      ...(answer.content ? { content: contentOf(answer.content) } : {})
    }
  ])
  return {
    operationId: operation.id,
    summary: operation.summary,
    tags: [tag],
    ...(operation.deprecated ? { deprecated: true } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(operation.body ? { requestBody: { required: true, content: contentOf(operation.body) } } : {}),
    responses: { ...Object.fromEntries(answers), default: named('responses', 'Error') }
  }
}

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  200: 'OK.',
  201: 'Created.',
  202: 'Accepted: the work goes on.',
  204: 'Done; there is nothing to say.'
}

const contentOf = (content: Readonly<Record<string, Schema>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(content).map(([type, schema]) => [type, { schema }]))
