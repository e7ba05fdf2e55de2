/** The contract as a judge of answers: schemas by status, headers, and nothing that it does not know. @module */
import { readFileSync } from 'node:fs'
import { Ajv, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'

type Schema = {
  $ref?: string
  type?: string
  properties?: Record<string, Schema>
  allOf?: Schema[]
  items?: Schema
  additionalProperties?: Schema | boolean
}
type Response = {
  $ref?: string
  headers?: Record<string, unknown>
  content?: Record<string, { schema: Schema }>
}
type Operation = {
  operationId: string
  parameters?: { $ref: string }[]
  responses: Record<string, Response>
}
type Contract = {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}

const contract = JSON.parse(
  readFileSync(new URL('speechtotext-v3.2.openapi.json', import.meta.url), 'utf8')
) as Contract

/** Fields that Vernacular adds, by the schema they are added to. */
const ADDED: Readonly<Record<string, readonly string[]>> = {
  DatasetProperties: ['progress', 'stage'],
  EvaluationProperties: ['progress', 'stage'],
  TranscriptionProperties: ['progress', 'stage'],
  CustomModelProperties: ['warnings', 'generalSet', 'progress', 'stage'],
  BaseModelProperties: [
    'warnings',
    'adaptationOptions',
    // Of base models that were installed as files.
    'name',
    'architecture',
    'streaming',
    'sampleRate',
    'sizeBytes',
    'license',
    'installedDateTime',
    'files',
    'published',
    'measured'
  ],
  EndpointProperties: ['paused'],
  FileProperties: ['transcript']
}

export type Described = Readonly<{ id: string; method: string; path: string; statuses: readonly string[] }>

export const operations: readonly Described[] = Object.entries(contract.paths).flatMap(([path, item]) =>
  Object.entries(item)
    .filter(([method]) => method !== 'parameters')
    .map(([method, { operationId, responses }]) => ({
      id: operationId,
      method: method.toUpperCase(),
      path,
      statuses: Object.keys(responses)
    }))
)

const ajv = new Ajv({ strict: false, allErrors: true })
formats.default(ajv)
ajv.addSchema({ $id: 'contract', components: contract.components })
const validators = new Map<string, ValidateFunction>()

/** References inside a schema are to the whole contract. */
const validatorOf = (schema: Schema): ValidateFunction => {
  const text = JSON.stringify(schema).replaceAll('"#/components', '"contract#/components')
  const known = validators.get(text) ?? ajv.compile(JSON.parse(text) as object)
  validators.set(text, known)
  return known
}

export type CheckedResponse = Readonly<{ status: number; headers: Headers; text: string }>

/** What is wrong with an answer, by the contract; nothing when all is well. */
export function faultsOf(id: string, { status, headers, text }: CheckedResponse): string[] {
  const operation = Object.values(contract.paths)
    .flatMap((item) => Object.values(item))
    .find(({ operationId }) => operationId === id)
  if (!operation) return [`${id} is no operation of the contract`]
  const known = operation.responses[String(status)]
  const response: Response = known ?? {
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } }
  }
  if (!known && status < 400) return [`the status ${status} is not documented`]
  return [...headerFaults(response, status, headers), ...bodyFaults(response, headers, text)]
}

function headerFaults(response: Response, status: number, headers: Headers): string[] {
  const faults: string[] = []
  const declared = Object.keys(response.headers ?? {})
  for (const name of ['Location', 'Operation-Location']) {
    const value = headers.get(name)
    if (declared.includes(name) !== (value !== null)) faults.push(`${name} is ${value}`)
    if (value !== null && !URL.canParse(value)) faults.push(`${name} is no absolute address: ${value}`)
  }
  const wait = headers.get('Retry-After')
  if (wait !== null && !/^\d+$/.test(wait)) faults.push(`Retry-After is ${wait}`)
  if (wait !== null && status < 400 && !declared.includes('Retry-After'))
    faults.push('Retry-After is not declared')
  if (headers.get('apim-request-id') === null) faults.push('apim-request-id is missing')
  if (headers.get('cache-control') !== 'no-store')
    faults.push(`Cache-Control is ${headers.get('cache-control')}`)
  return faults
}

function bodyFaults(response: Response, headers: Headers, text: string): string[] {
  const schema = response.content?.['application/json']?.schema
  if (!schema) return text === '' ? [] : [`the body is to be empty: ${text.slice(0, 200)}`]
  if (!headers.get('content-type')?.startsWith('application/json')) {
    return [`the content type is ${headers.get('content-type')}`]
  }
  const value: unknown = JSON.parse(text)
  const validate = validatorOf(schema)
  if (!validate(value)) {
    return (validate.errors ?? []).map(
      ({ instancePath, message }) => `${instancePath || 'the body'} ${message}`
    )
  }
  return strangers(schema, value, '')
}

/** Fields that no schema names: a client generated from the contract would lose them. */
function strangers(schema: Schema, value: unknown, path: string): string[] {
  const { $ref } = schema
  const resolved = $ref ? (contract.components.schemas[$ref.split('/').at(-1) ?? ''] ?? {}) : schema
  if (Array.isArray(value)) {
    return value.flatMap((entry, index) => strangers(resolved.items ?? {}, entry, `${path}/${index}`))
  }
  if (typeof value !== 'object' || value === null) return []
  const known = propertiesOf(schema)
  const own = new Set(namesOf(schema).flatMap((name) => ADDED[name] ?? []))
  return Object.entries(value).flatMap(([name, field]) => {
    const property = known[name]
    if (property) return strangers(property, field, `${path}/${name}`)
    const rest = resolved.additionalProperties
    if (typeof rest === 'object') return strangers(rest, field, `${path}/${name}`)
    return rest === true || own.has(name) ? [] : [`${path}/${name} is not in the contract`]
  })
}

function propertiesOf(schema: Schema): Record<string, Schema> {
  const resolved = schema.$ref
    ? (contract.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {})
    : schema
  return Object.assign({}, ...(resolved.allOf ?? []).map(propertiesOf), resolved.properties) as Record<
    string,
    Schema
  >
}

const namesOf = ({ $ref }: Schema): string[] => ($ref ? [$ref.split('/').at(-1) ?? ''] : [])
