/** Fields of a request, checked as its schema describes them. @module */
import {
  type CheckOptions,
  checkValue,
  type RequestValue,
  resolved,
  type Schema,
  type Schemas
} from '../platform/index.ts'
import { sharedSchemas } from './description/shared-schemas.ts'
import { type Fields, invalidPayload, objectOf } from './entity-fields.ts'
import { referencedId } from './links.ts'
import { timeToLiveOf } from './time-to-live.ts'

type Reference = Readonly<{ $ref: '#/components/schemas/EntityReference' }>

type Target<One, Named> = One extends { $ref: `#/components/schemas/${infer Name}` }
  ? Name extends keyof Named
    ? Named[Name]
    : never
  : One

type Optional<Value, IsRequired> = IsRequired extends true ? Value : Value | undefined

export type FieldOptions = CheckOptions &
  Readonly<{
    /** Characters of a text; the schema says how many when absent. */
    maxLength?: number
    /** Of a URL: `https`. */
    schemes?: readonly string[]
  }>

type Reader<One, IsRequired, Named> = One extends Reference
  ? (collection: string) => Optional<string, IsRequired>
  : One extends { type: 'array'; items: Reference }
    ? (collection: string) => Optional<readonly string[], IsRequired>
    : One extends { additionalProperties: Reference }
      ? (collection: string) => Optional<Readonly<Record<string, string>>, IsRequired>
      : Target<One, Named> extends { properties: object }
        ? () => Optional<RequestFields<Target<One, Named>, Named>, IsRequired>
        : (options?: FieldOptions) => Optional<RequestValue<One, Named>, IsRequired>

/** A reader of each field that a request may hold; what the service alone sets (`readOnly`) is not among them. */
export type RequestFields<One, Named> = One extends {
  allOf: readonly (infer Parent)[]
  properties: object
}
  ? RequestFields<Target<Parent, Named>, Named> & OwnFields<One, Named>
  : OwnFields<One, Named>

type OwnFields<One, Named> = One extends { properties: infer All }
  ? {
      readonly [Name in keyof All as Target<All[Name], Named> extends { readOnly: true }
        ? never
        : Name]: Reader<
        All[Name],
        One extends { required: readonly (infer Required)[] }
          ? Name extends Required
            ? true
            : false
          : false,
        Named
      >
    }
  : never

type RequestSchemas<Named> = Named & typeof sharedSchemas

/**
 * A reader of each field, to be called by itself or in `readAll`. Each throws a Problem that names the field if its
 * value is not what the schema accepts; an absent field and null are the same. References are read to ids, and an
 * object within, for example `properties`, to readers of its own.
 * @param schemas of the resource; its references may lead to the shared ones too
 * @param name of the schema that describes `fields`
 */
export function requestFields<Named extends Schemas, Name extends keyof Named>(
  schemas: Named,
  name: Name,
  fields: Fields
): RequestFields<Named[Name], RequestSchemas<Named>> {
  const named = { ...sharedSchemas, ...schemas }
  return readersOf(fields, named[name as string] ?? {}, named, '') as RequestFields<
    Named[Name],
    RequestSchemas<Named>
  >
}

type ObjectSchema = Readonly<{
  properties: Schemas
  required?: readonly string[]
  allOf?: readonly Schema[]
}>
type AnyReader = (...parameters: never[]) => unknown

function readersOf(
  fields: Fields,
  schema: Schema,
  named: Schemas,
  path: string
): Readonly<Record<string, AnyReader>> {
  const { properties, required = [], allOf = [] } = schema as ObjectSchema
  return {
    ...Object.assign({}, ...allOf.map((parent) => readersOf(fields, resolved(parent, named), named, path))),
    ...Object.fromEntries(
      Object.entries(properties).map(([name, property]) => [
        name,
        readerOf(
          { value: fields[name], schema: property, named, target: path + name },
          required.includes(name)
        )
      ])
    )
  }
}

type Field = Readonly<{ value: unknown; schema: Schema; named: Schemas; target: string }>

function readerOf(field: Field, required: boolean): AnyReader {
  const { value, schema, named, target } = field
  const { items, additionalProperties } = schema as { items?: Schema; additionalProperties?: Schema }
  if (isReference(schema)) {
    return (collection: string) =>
      value == null && !required ? undefined : referencedId(value, collection, target)
  }
  if (items && isReference(items)) return (collection: string) => referencedIds(field, collection)
  if (additionalProperties && isReference(additionalProperties)) {
    return (collection: string) => mappedIds(field, collection)
  }
  const { properties } = resolved(schema, named)
  if (properties !== undefined) {
    return () =>
      value == null && !required
        ? undefined
        : readersOf(objectOf(value, target), resolved(schema, named), named, `${target}.`)
  }
  return (options?: FieldOptions) => readValue(field, required, options)
}

const isReference = (schema: Schema): schema is Reference =>
  schema.$ref === '#/components/schemas/EntityReference'

function referencedIds({ value, target }: Field, collection: string): readonly string[] | undefined {
  if (value == null) return undefined
  if (!Array.isArray(value)) {
    throw invalidPayload(`${target} must be a list of {"self": "<address>/${collection}/<id>"}.`, target)
  }
  return value.map((one, index) => referencedId(one, collection, `${target}[${index}]`))
}

const mappedIds = ({ value, target }: Field, collection: string): Fields | undefined =>
  value == null
    ? undefined
    : Object.fromEntries(
        Object.entries(objectOf(value, target)).map(([key, one]) => [
          key,
          referencedId(one, collection, `${target}.${key}`)
        ])
      )

function readValue(field: Field, required: boolean, options: FieldOptions = {}): unknown {
  const { value, named, target } = field
  const schema = resolved(field.schema, named)
  const { maxLength, schemes, ...codes } = options
  if (required && (value == null || (typeof value === 'string' && value.trim() === ''))) {
    throw invalidPayload(`${target} is missing or empty; it is required.`, target)
  }
  if (value == null || (value === '' && schema.format === 'uri')) return undefined
  if (schema['x-format'] === 'iso8601-duration') {
    return timeToLiveOf(value, target) === undefined ? undefined : value
  }
  const limits = {
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(schemes === undefined ? {} : { 'x-schemes': schemes })
  }
  const narrowed = Object.keys(limits).length === 0 ? schema : { ...schema, ...limits }
  return checkValue(value, narrowed, named, target, codes)
}
