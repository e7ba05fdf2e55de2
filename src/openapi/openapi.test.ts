import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningService, startInProcess } from '../../tests/in-process-service.ts'
import { describedPaths } from './described-paths.ts'
import { descriptions, operations } from './document.ts'

type Node = { [key: string]: unknown }
type OperationNode = {
  operationId: string
  summary?: string
  deprecated?: boolean
  parameters?: Node[]
  requestBody?: { content: Node }
  responses: Record<string, { headers?: Node; content?: Node }>
}
type Document = {
  paths: Record<string, Record<string, OperationNode>>
  components: { schemas: Record<string, Node>; parameters: Record<string, Node> }
}

let running: RunningService
let document: Document
let contract: Document

beforeAll(async () => {
  running = await startInProcess()
  document = (await (await fetch(`${running.address}/openapi.json`)).json()) as Document
  contract = JSON.parse(
    await readFile(new URL('../../tests/contract/speechtotext-v3.2.openapi.json', import.meta.url), 'utf8')
  ) as Document
})
afterAll(() => running.close())

const operationsOf = ({ paths }: Document): [string, OperationNode][] =>
  Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => method !== 'parameters')
      .map(([method, operation]): [string, OperationNode] => [`${method.toUpperCase()} ${path}`, operation])
  )

/** Without descriptions, which the contract's schemas do not have. */
function undescribed({ description: _own, ...schema }: Node): Node {
  const { properties } = schema as { properties?: Record<string, Node> }
  if (properties === undefined) return schema
  const plain = Object.entries(properties).map(([name, { description: _text, ...property }]) => [
    name,
    property
  ])
  return { ...schema, properties: Object.fromEntries(plain) }
}

/** What both documents must say alike; words are each document's own. */
const facts = (operation: OperationNode | undefined): unknown =>
  operation && {
    id: operation.operationId,
    deprecated: operation.deprecated ?? false,
    parameters: (operation.parameters ?? []).map(({ $ref }) => String($ref)).sort(),
    body: operation.requestBody?.content,
    answers: Object.entries(operation.responses).map(([status, { headers, content }]) => [
      status,
      Object.keys(headers ?? {}).sort(),
      content
    ])
  }

describe('the OpenAPI document, made from the routes', () => {
  test('has every operation of the contract, with the same parameters, bodies, answers and headers', () => {
    const own = new Map(operationsOf(document))
    for (const [name, operation] of operationsOf(contract)) {
      expect([name, facts(own.get(name))]).toEqual([name, facts(operation)])
    }
  })

  test('has every schema and parameter of the contract', () => {
    for (const [name, { title: _title, ...schema }] of Object.entries(contract.components.schemas)) {
      expect([name, undescribed(document.components.schemas[name] ?? {})]).toEqual([name, schema])
    }
    for (const [name, parameter] of Object.entries(contract.components.parameters)) {
      const { description: _own, ...described } = document.components.parameters[name] ?? {}
      const { 'x-format': _format, ...requested } = parameter
      expect([name, described]).toEqual([name, requested])
    }
  })

  test('says of every operation, schema, property and query parameter what it is', () => {
    const { schemas, parameters } = document.components
    const silent = [
      ...operationsOf(document)
        .filter(([, { summary }]) => !summary)
        .map(([name]) => name),
      ...Object.entries(parameters).flatMap(([name, parameter]) =>
        parameter.in === 'query' && !parameter.description ? [name] : []
      ),
      ...Object.entries(schemas).flatMap(([name, schema]) => [
        ...(schema.description ? [] : [name]),
        ...Object.entries((schema.properties ?? {}) as Record<string, Node>).flatMap(([property, of]) =>
          of.$ref || of.description ? [] : [`${name}.${property}`]
        )
      ])
    ]
    expect(silent).toEqual([])
  })

  test('describes nothing that there is not', () => {
    const routes = new Set(operationsOf(document).map(([name]) => name))
    expect(Object.keys(operations).filter((name) => !routes.has(name))).toEqual([])
    const named = Object.entries(document.components.schemas).flatMap(([name, { properties }]) => [
      name,
      ...Object.keys(properties ?? {}).map((property) => `${name}.${property}`)
    ])
    expect(Object.keys(descriptions).filter((name) => !named.includes(name))).toEqual([])
  })
})

test('the types of clients are those of the document; npm run api-types writes them', async () => {
  const script = fileURLToPath(new URL('../../scripts/api-types.mjs', import.meta.url))
  await promisify(execFile)(process.execPath, ['--import', 'tsx', script, '--check'])
})

test('the reference names every operation, and leads nowhere that is not on the page', async () => {
  const answer = await fetch(`${running.address}/docs`)
  const page = await answer.text()
  expect(answer.headers.get('content-type')).toContain('text/html')
  for (const [, operation] of operationsOf(document)) expect(page).toContain(`id="${operation.operationId}"`)
  const targets = [...page.matchAll(/href="#([\w-]+)"/g)].map(([, id]) => id)
  expect(targets.length).toBeGreaterThan(100)
  for (const id of new Set(targets)) expect(page).toContain(`id="${id}"`)
})

test.each([
  ['/models/:id(^[^:/]+)::copy', ['/models/{id}:copy']],
  ['/models::import', ['/models:import']],
  ['/datasets/:id(^[^:/]+)/files/:fileId', ['/datasets/{id}/files/{fileId}']],
  ['/projects/:id(^[^:/]+)/:of(^(?:models|datasets)$)', ['/projects/{id}/models', '/projects/{id}/datasets']]
])('the route %s is described as %j', (route, paths) => expect(describedPaths(route)).toEqual(paths))
