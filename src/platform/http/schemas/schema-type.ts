/** From the schema of a request to the zod type that checks it. @module */
import { z } from 'zod'
import { resolved, type Schema, type Schemas } from './schema.ts'

/** Keeps lists readable; the contract names no limit for most texts. */
const MAX_TEXT_LENGTH = 4096
const MAX_INT32 = 2_147_483_647

type Keywords = Readonly<{
  type?: string
  format?: string
  enum?: readonly string[]
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  uniqueItems?: boolean
  items?: Schema
  properties?: Schemas
  required?: readonly string[]
  nullable?: boolean
  additionalProperties?: Schema | false
  maxProperties?: number
  'x-key-maxLength'?: number
  'x-schemes'?: readonly string[]
  /** What a pattern accepts, in words. */
  'x-accepted'?: string
}>

export const WEB_SCHEMES: readonly string[] = ['http', 'https']

/** Characters; a URL may carry any grant in its query. */
export const maxLengthOf = ({ maxLength, format }: Keywords): number =>
  maxLength ?? (format === 'uri' ? Number.POSITIVE_INFINITY : MAX_TEXT_LENGTH)

export const keywordsOf = (schema: Schema): Keywords => schema as Keywords

/** @throws Error for a reference to a schema that is not among those named */
export function schemaType(schema: Schema, named: Schemas): z.ZodType {
  const keywords = keywordsOf(resolved(schema, named))
  switch (keywords.type) {
    case 'string':
      return textType(keywords)
    case 'integer':
    case 'number':
      return numberType(keywords)
    case 'boolean':
      return z.boolean()
    case 'array':
      return listType(keywords, named)
    case 'object':
      return keywords.properties === undefined ? mapType(keywords, named) : objectType(keywords, named)
    default:
      return z.unknown()
  }
}

function textType(keywords: Keywords): z.ZodType {
  const { enum: words, format, pattern, minLength = 0 } = keywords
  const maxLength = maxLengthOf(keywords)
  if (words !== undefined) {
    // In any letter case, as the original takes them.
    const known = new Map(words.map((word) => [word.toLowerCase(), word]))
    return z
      .string()
      .transform((text) => known.get(text.toLowerCase()) ?? text)
      .pipe(z.enum(words))
  }
  if (format === 'date-time') return z.iso.datetime({ offset: true }).transform((text) => new Date(text))
  if (format === 'date') return z.iso.date()
  if (format === 'uuid') return z.guid().toLowerCase()
  const text = z.string().min(minLength).max(maxLength)
  if (format === 'uri') return text.refine((url) => hasScheme(url, keywords['x-schemes'] ?? WEB_SCHEMES))
  return pattern === undefined ? text : text.regex(new RegExp(pattern, 'u'))
}

const hasScheme = (url: string, schemes: readonly string[]): boolean =>
  URL.canParse(url) && schemes.includes(new URL(url).protocol.slice(0, -1))

function numberType({ type, format, minimum, maximum }: Keywords): z.ZodType {
  const int32 = format === 'int32'
  const lowest = minimum ?? (int32 ? -MAX_INT32 - 1 : -Number.MAX_SAFE_INTEGER)
  const highest = maximum ?? (int32 ? MAX_INT32 : Number.MAX_SAFE_INTEGER)
  return (type === 'integer' ? z.int() : z.number()).min(lowest).max(highest)
}

/** Its length is checked before any of its entries is. */
function listType({ items = {}, minItems = 0, maxItems, uniqueItems }: Keywords, named: Schemas): z.ZodType {
  return z
    .custom<unknown[]>(
      (value) =>
        Array.isArray(value) && value.length >= minItems && value.length <= (maxItems ?? value.length)
    )
    .pipe(z.array(schemaType(items, named)))
    .refine((list) => uniqueItems !== true || new Set(list).size === list.length)
}

function mapType(keywords: Keywords, named: Schemas): z.ZodType {
  const { additionalProperties, maxProperties, 'x-key-maxLength': maxKeyLength } = keywords
  const value = additionalProperties ? schemaType(additionalProperties, named) : z.unknown()
  const most = maxProperties ?? Number.POSITIVE_INFINITY
  const longest = maxKeyLength ?? Number.POSITIVE_INFINITY
  return z
    .custom<Record<string, unknown>>(
      (map) =>
        isObject(map) &&
        Object.keys(map).length <= most &&
        Object.keys(map).every((key) => key.length <= longest)
    )
    .pipe(z.record(z.string(), value))
}

/** What the schema does not name is passed over, unless it says `additionalProperties: false`. */
function objectType(
  { properties = {}, required = [], additionalProperties }: Keywords,
  named: Schemas
): z.ZodType {
  const strict = additionalProperties === false
  const fields = Object.entries(properties).map(([name, property]): [string, z.ZodType] => {
    const type = schemaType(property, named)
    if (required.includes(name)) return [name, type]
    if (strict && keywordsOf(property).nullable !== true) return [name, type.optional()]
    return [name, type.nullish().transform((value) => value ?? undefined)]
  })
  const shape = Object.fromEntries(fields)
  return strict ? z.strictObject(shape) : z.object(shape)
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
