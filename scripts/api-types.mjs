/**
 * Writes src/openapi/api-types.ts, the types of the published OpenAPI document, for clients: `npm run api-types`.
 * With --check it writes nothing, and fails if the file is not what it would write.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { compile } from 'json-schema-to-typescript'
import { openApiDocument, operations } from '../src/openapi/document.ts'

const FILE = new URL('../src/openapi/api-types.ts', import.meta.url)
const HEAD = `/** The shapes of the REST API. Generated from the OpenAPI document by \`npm run api-types\`: do not edit. @module */

/** A shape in an answer: the service leaves out what it does not have; it never sends null, which requests may. */
export type Answered<T> = T extends readonly (infer Item)[]
  ? readonly Answered<Item>[]
  : T extends object
    ? { readonly [Name in keyof T]: Answered<NonNullable<T[Name]>> }
    : T

/** Properties that every answer has, although the schema lets requests leave them out. */
export type Always<T, Name extends keyof T> = T & Required<Pick<T, Name>>
`

/** The document as the service publishes it: a test keeps its routes and the described operations equal. */
function publishedSchemas() {
  const routes = Object.keys(operations).map((operation) => {
    const [method = '', path = ''] = operation.split(' ')
    return { method, path }
  })
  return openApiDocument(routes, '').components.schemas
}

/** OpenAPI 3.0 writes null and references in ways of its own; here they become those of JSON Schema. */
function toJsonSchema(node) {
  if (Array.isArray(node)) return node.map(toJsonSchema)
  if (typeof node !== 'object' || node === null) return node
  const { nullable, ...schema } = Object.fromEntries(
    Object.entries(node).map(([keyword, value]) => [
      keyword,
      keyword === '$ref' ? value.replace('#/components/schemas/', '#/definitions/') : toJsonSchema(value)
    ])
  )
  return nullable === true ? { ...schema, type: [schema.type, 'null'] } : schema
}

const schemas = publishedSchemas()
const types = await compile(
  {
    type: 'object',
    additionalProperties: false,
    required: Object.keys(schemas),
    properties: Object.fromEntries(
      Object.keys(schemas).map((name) => [name, { $ref: `#/definitions/${name}` }])
    ),
    definitions: toJsonSchema(schemas)
  },
  'Schemas',
  {
    additionalProperties: false,
    bannerComment: HEAD,
    ignoreMinAndMaxItems: true,
    style: { semi: false, singleQuote: true, printWidth: 110, trailingComma: 'none' }
  }
)

if (!process.argv.includes('--check')) await writeFile(FILE, types)
else if ((await readFile(FILE, 'utf8')) !== types) {
  console.error('src/openapi/api-types.ts is not what the OpenAPI document says; run: npm run api-types')
  process.exitCode = 1
}
