/** The OpenAPI document, put together from the routes that the service really has. @module */
import { baseModelsApi } from '../base-models/index.ts'
import { datasetsApi } from '../datasets/index.ts'
import { endpointsApi } from '../endpoints/index.ts'
import { evaluationsApi } from '../evaluations/index.ts'
import { healthApi } from '../health-operations.ts'
import { modelsApi } from '../models/index.ts'
import { BASE_PATH, keysApi } from '../platform/index.ts'
import { projectsApi } from '../projects/index.ts'
import { recognitionApi } from '../recognition/index.ts'
import {
  type ApiDescription,
  answerHeaders,
  describeSchemas,
  type Operation,
  type QueryParameters,
  type Schema,
  type Schemas,
  sharedDescriptions,
  sharedPathParameters,
  sharedQueryParameters,
  sharedSchemas
} from '../resources/index.ts'
import { trainingApi } from '../training/index.ts'
import { transcriptionsApi } from '../transcriptions/index.ts'
import { webHooksApi } from '../webhooks/index.ts'

export type Route = Readonly<{
  method: string
  /** As described: `/datasets/{id}`, below the base path. */
  path: string
}>

const DESCRIPTIONS: readonly ApiDescription[] = [
  projectsApi,
  datasetsApi,
  modelsApi,
  baseModelsApi,
  trainingApi,
  evaluationsApi,
  endpointsApi,
  transcriptionsApi,
  webHooksApi,
  recognitionApi,
  keysApi,
  healthApi
]

/** @throws Error when two descriptions use the same name */
function joined<Value>(
  shared: Readonly<Record<string, Value>>,
  partOf: (description: ApiDescription) => Readonly<Record<string, Value>> | undefined
): Readonly<Record<string, Value>> {
  const all = new Map(Object.entries(shared))
  for (const description of DESCRIPTIONS) {
    for (const [name, value] of Object.entries(partOf(description) ?? {})) {
      if (all.has(name)) throw new Error(`${name} is described twice`)
      all.set(name, value)
    }
  }
  return Object.fromEntries(all)
}

export const operations = joined<Operation>({}, (description) => description.operations)
/** Of schemas and their properties. */
export const descriptions = joined<string>(sharedDescriptions, (description) => description.descriptions)
export const schemas: Schemas = describeSchemas(
  joined<Schema>(sharedSchemas, (description) => description.schemas),
  descriptions
)
export const queryParameters: QueryParameters = joined(
  sharedQueryParameters as QueryParameters,
  (description) => description.queryParameters
)
const pathParameters: Schemas = joined<Schema>(
  sharedPathParameters,
  (description) => description.pathParameters
)

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
    item[method.toLowerCase()] = operationObject(path, tag, operation, server)
    paths[path] = item
  }
  return {
    openapi: '3.0.3',
    info: {
      title: 'Vernacular',
      version: 'v3.2',
      description:
        'Self-hosted custom speech: the Speech to text REST API v3.2 with extensions, fast transcription, and an OpenAI-compatible API.'
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
      headers: answerHeaders,
      responses: {
        Error: {
          description: 'The request was rejected, or failed.',
          content: { 'application/json': { schema: named('schemas', 'Error') } }
        }
      },
      securitySchemes: {
        api_key: { type: 'apiKey', in: 'header', name: 'Ocp-Apim-Subscription-Key' },
        bearer: { type: 'http', scheme: 'bearer' }
      }
    }
  }
}

function operationObject(
  path: string,
  tag: string,
  operation: Operation,
  server: string
): Record<string, unknown> {
  const parameters = [
    ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => named('parameters', name)),
    ...(operation.query ?? []).map((name) => named('parameters', name))
  ]
  const answers = Object.entries(operation.answers).map(([status, answer]) => [
    status,
    {
      description: STATUS_TEXTS[status] ?? 'OK.',
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
    ...(operation.atRoot ? { servers: [{ url: server.replace(BASE_PATH, '') || '/' }] } : {}),
    ...(operation.security ? { security: [{ [operation.security]: [] }] } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(operation.body ? { requestBody: { required: true, content: contentOf(operation.body) } } : {}),
    responses: { ...Object.fromEntries(answers), default: named('responses', 'Error') }
  }
}

const STATUS_TEXTS: Readonly<Record<string, string>> = {
  200: 'OK.',
  201: 'Created.',
  202: 'Accepted; the work continues in the background.',
  204: 'No content.'
}

const contentOf = (content: Readonly<Record<string, Schema>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(content).map(([type, schema]) => [type, { schema }]))
