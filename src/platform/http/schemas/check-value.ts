/** A value of a request, checked against its schema. @module */
import type { z } from 'zod'
import { Problem, type ProblemCode } from '../problem.ts'
import { acceptedValues, foundValue } from './accepted-values.ts'
import type { RequestValue } from './request-value.ts'
import { resolved, type Schema, type Schemas } from './schema.ts'
import { isObject, keywordsOf, schemaType } from './schema-type.ts'

export type CheckOptions = Readonly<{
  /** Codes of the Problem; InvalidRequest and InvalidPayload when absent. */
  code?: ProblemCode
  inner?: string
  /** What is accepted, where the schema alone does not say it. */
  accepted?: string
}>

/** Schemas are constants, so each is compiled once. */
const compiled = new WeakMap<Schema, z.ZodType>()

function compiledType(schema: Schema, named: Schemas): z.ZodType {
  const known = compiled.get(schema)
  if (known !== undefined) return known
  const type = schemaType(schema, named)
  compiled.set(schema, type)
  return type
}

/**
 * @param target path of the value in the request, for example `properties.channels`
 * @param named the schemas that references lead to
 * @throws Problem that says where the value is wrong, what is accepted and what was found
 */
export function checkValue<One extends Schema, Named extends Schemas>(
  value: unknown,
  schema: One,
  named: Named,
  target: string,
  options: CheckOptions = {}
): RequestValue<One, Named> {
  const read = compiledType(schema, named).safeParse(value)
  if (read.success) return read.data as RequestValue<One, Named>
  const [issue] = read.error.issues
  throw problemOf(issue, { value, schema, named, target, options })
}

type Checked = Readonly<{
  value: unknown
  schema: Schema
  named: Schemas
  target: string
  options: CheckOptions
}>

function problemOf(issue: z.core.$ZodIssue | undefined, checked: Checked): Problem {
  const { code = 'InvalidRequest', inner = 'InvalidPayload', accepted } = checked.options
  let { value, target } = checked
  let schema = resolved(checked.schema, checked.named)
  for (const step of issue?.path ?? []) {
    const { items, properties, additionalProperties } = keywordsOf(schema)
    schema = resolved(
      (typeof step === 'number' ? items : (properties?.[String(step)] ?? (additionalProperties || {}))) ?? {},
      checked.named
    )
    value = (value as Readonly<Record<PropertyKey, unknown>>)[step]
    target = typeof step === 'number' ? `${target}[${step}]` : pathOf(target, String(step))
  }
  if (issue?.code === 'unrecognized_keys') {
    const [name = ''] = issue.keys
    const at = pathOf(target, name)
    const known = Object.keys(keywordsOf(schema).properties ?? {}).join(', ')
    return new Problem(code, inner, `${at} is not known. Accepted here: ${known}.`, at)
  }
  if (value === undefined) {
    return new Problem(code, inner, `${target} is missing; it must be ${acceptedValues(schema)}.`, target)
  }
  return new Problem(
    code,
    inner,
    `${target || 'The body'} must be ${accepted === undefined || issue?.path.length ? acceptedValues(schema) : accepted}; found ${foundValue(schema, value)}.`,
    target || undefined
  )
}

const pathOf = (above: string, name: string): string => (above === '' ? name : `${above}.${name}`)

/**
 * A query parameter or a field of a form, whose value is text in the form of its schema.
 * @throws Problem as `checkValue` does, by default with the codes of parameters
 */
export function checkParameter<One extends Schema>(
  value: unknown,
  schema: One,
  name: string,
  options: CheckOptions = {}
): RequestValue<One, Schemas> | undefined {
  if (value === undefined) return undefined
  const codes = { code: 'InvalidArgument', inner: 'InvalidParameterValue', ...options } as const
  return checkValue(typed(value, schema), schema, {}, name, codes)
}

function typed(value: unknown, schema: Schema): unknown {
  const { type } = keywordsOf(schema)
  if (typeof value !== 'string') return value
  if (type === 'integer' && /^\d{1,10}$/.test(value)) return Number(value)
  if (type === 'number' && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value)
  if (type === 'boolean' && /^(?:true|false)$/i.test(value)) return value.toLowerCase() === 'true'
  return value
}

/** A parameter of a query by its name, which many clients write in lower case. */
export const queryValue = (query: unknown, name: string): unknown =>
  isObject(query) ? (query[name] ?? query[name.toLowerCase()]) : undefined
