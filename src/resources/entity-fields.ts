/** Fields that every entity of the contract has, checked where a request enters. @module */
import { describeValue, Problem, withoutFinalSlashes } from '../platform/index.ts'
import { customPropertiesSchema } from './description/shared-schemas.ts'
import { referencedId } from './links.ts'

export type Fields = Readonly<Record<string, unknown>>
export type CustomProperties = Readonly<Record<string, string>>

export const invalidPayload = (message: string, target: string): Problem =>
  new Problem('InvalidRequest', 'InvalidPayload', message, target || undefined)

/**
 * @param target the field's path; empty for the body itself
 * @throws Problem when the value is no JSON object
 */
export function objectOf(value: unknown, what: string, target = what): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields
  if (value === undefined && target === '') {
    throw new Problem('InvalidRequest', 'EmptyRequest', `${what} is empty; accepted is a JSON object.`)
  }
  throw invalidPayload(`${what} is ${describeValue(value)}; accepted is a JSON object.`, target)
}

/** Keeps lists readable; the contract names no limit. */
const MAX_TEXT_LENGTH = 4096

/** Absent and null are the same. @throws Problem when it is no text */
export function optionalText(
  fields: Fields,
  name: string,
  target = name,
  longest = MAX_TEXT_LENGTH
): string | undefined {
  const value = fields[name]
  if (value == null) return undefined
  if (typeof value !== 'string')
    throw invalidPayload(`${target} is ${describeValue(value)}; accepted is a text.`, target)
  if (value.length > longest) {
    throw invalidPayload(`${target} has ${value.length} characters; at most ${longest} are accepted.`, target)
  }
  return value
}

/** @throws Problem when it is absent, blank or no text */
export function requiredText(fields: Fields, name: string): string {
  const text = optionalText(fields, name)
  if (text === undefined || text.trim() === '') {
    throw invalidPayload(`${name} is missing or empty; it is required.`, name)
  }
  return text
}

/**
 * Reads every field before it refuses, so that one answer names all that is wrong, joined by " OR " as in the
 * original. The first finding gives code and target.
 * @example readAll({ displayName: () => requiredText(fields, 'displayName'), locale: () => localeOf(fields, ['en-US']) })
 * @throws Problem
 */
export function readAll<T>(readers: { readonly [Name in keyof T]: () => T[Name] }): T {
  const problems: Problem[] = []
  const values: Partial<T> = {}
  for (const name of Object.keys(readers) as (keyof T)[]) {
    try {
      values[name] = readers[name]()
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      problems.push(error)
    }
  }
  const [first] = problems
  if (first === undefined) return values as T
  const messages = problems.map(({ message }) => message)
  throw new Problem(first.code, first.inner, messages.join(' OR '), first.target)
}

const { maxProperties: MAX_PROPERTIES, 'x-key-maxLength': MAX_KEY_LENGTH } = customPropertiesSchema
const MAX_VALUE_LENGTH = customPropertiesSchema.additionalProperties.maxLength

/** Entries of texts, within the limits of their schema. */
export function customPropertiesOf(value: unknown): CustomProperties | undefined {
  if (value == null) return undefined
  const entries = Object.entries(objectOf(value, 'customProperties'))
  if (entries.length > MAX_PROPERTIES) {
    throw invalidPayload(
      `customProperties has ${entries.length} entries; at most ${MAX_PROPERTIES} are accepted.`,
      'customProperties'
    )
  }
  for (const [key, text] of entries) {
    if (key.length > MAX_KEY_LENGTH) {
      throw invalidPayload(
        `A key of customProperties has ${key.length} characters; at most ${MAX_KEY_LENGTH} are accepted.`,
        'customProperties'
      )
    }
    if (typeof text !== 'string' || text.length > MAX_VALUE_LENGTH) {
      throw invalidPayload(
        `customProperties.${key} is ${typeof text === 'string' ? `${text.length} characters long` : describeValue(text)}; accepted is a text of at most ${MAX_VALUE_LENGTH} characters.`,
        `customProperties.${key}`
      )
    }
  }
  return Object.fromEntries(entries) as CustomProperties
}

/** The locale as the service spells it. @throws Problem InvalidLocale naming those accepted */
export function localeOf(fields: Fields, accepted: readonly string[]): string {
  const requested = requiredText(fields, 'locale')
  const known = accepted.find((locale) => locale.toLowerCase() === requested.toLowerCase())
  if (known !== undefined) return known
  throw new Problem(
    'InvalidRequest',
    'InvalidLocale',
    `locale is "${requested}"; accepted are ${accepted.join(', ')}.`,
    'locale'
  )
}

/** What a PATCH of any entity may change; `null` removes. */
export type EntityChanges = Readonly<{
  displayName?: string
  description?: string | null
  projectId?: string | null
  customProperties?: CustomProperties | null
}>

/** An empty display name is left alone, as the original does; an empty description is kept. */
export function entityChanges(fields: Fields): EntityChanges {
  const displayName = optionalText(fields, 'displayName')
  const { description, project, customProperties } = fields
  return {
    ...(displayName ? { displayName } : {}),
    ...(description === undefined ? {} : { description: optionalText(fields, 'description') ?? null }),
    ...(project === undefined
      ? {}
      : { projectId: project === null ? null : referencedId(project, 'projects') }),
    ...(customProperties === undefined
      ? {}
      : { customProperties: customPropertiesOf(customProperties) ?? null })
  }
}

/**
 * Fields fixed for life are refused rather than ignored, so that nobody believes in a change that was not made. A client
 * that sends back what it was answered changes nothing, and is not refused.
 * @param answer the entity as it is, in the contract's shape
 */
export function rejectChange(fields: Fields, what: string, fixed: readonly string[], answer: Fields): void {
  for (const name of fixed) {
    if (fields[name] === undefined || same(fields[name], answer[name])) continue
    throw invalidPayload(`The ${name} of ${what} cannot change after its creation.`, name)
  }
}

/** References are the same when they lead to the same id, whatever host and version they name. */
function same(requested: unknown, present: unknown): boolean {
  if (requested == null || present == null) return (requested ?? '') === (present ?? '')
  if (Array.isArray(requested) && Array.isArray(present)) {
    return requested.length === present.length && requested.every((one, index) => same(one, present[index]))
  }
  if (typeof requested === 'string' && typeof present === 'string') {
    return (
      requested === present || (!requested.includes(' ') && requested.toLowerCase() === present.toLowerCase())
    )
  }
  const [one, other] = [requested, present].map((value) => (value as { self?: unknown }).self)
  return typeof one === 'string' && typeof other === 'string' && lastPart(one) === lastPart(other)
}

const lastPart = (address: string): string =>
  withoutFinalSlashes(address.split(/[?#]/, 1)[0] ?? '')
    .split('/')
    .at(-1)
    ?.toLowerCase() ?? ''
