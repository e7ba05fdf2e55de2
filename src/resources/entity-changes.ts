/** What a PATCH of an entity may change, and what is fixed for life. @module */
import { withoutFinalSlashes } from '../platform/index.ts'
import { type CustomProperties, type Fields, invalidPayload } from './entity-fields.ts'

/** What a PATCH of any entity may change; `null` removes. */
export type EntityChanges = Readonly<{
  displayName?: string
  description?: string | null
  projectId?: string | null
  customProperties?: CustomProperties | null
}>

type ChangeReaders = Readonly<{
  displayName: () => string | undefined
  description: () => string | undefined
  customProperties: () => CustomProperties | undefined
  project?: (collection: string) => string | undefined
}>

/**
 * An empty display name is left alone, as the original does; an empty description is kept.
 * @param fields of the body: what is absent is left alone, what is null is removed
 * @param parsed readers of the same fields, by the schema of the change
 * @throws Problem naming the field
 */
export function entityChanges(fields: Fields, parsed: ChangeReaders): EntityChanges {
  const displayName = parsed.displayName()
  return {
    ...(displayName ? { displayName } : {}),
    ...(fields.description === undefined ? {} : { description: parsed.description() ?? null }),
    ...(fields.project === undefined || parsed.project === undefined
      ? {}
      : { projectId: parsed.project('projects') ?? null }),
    ...(fields.customProperties === undefined ? {} : { customProperties: parsed.customProperties() ?? null })
  }
}

/**
 * Fields that cannot change are rejected rather than ignored, so that nobody believes in a change that was not made. A
 * client that sends back what it received changes nothing, and is not rejected.
 * @param answer the entity as it is, in the contract's shape
 */
export function rejectChange(fields: Fields, what: string, fixed: readonly string[], answer: Fields): void {
  for (const name of fixed) {
    if (fields[name] === undefined || same(fields[name], answer[name])) continue
    throw invalidPayload(`You cannot change the ${name} of ${what} after its creation.`, name)
  }
}

/** References are the same when they lead to the same id, whatever host and version they name. */
function same(wanted: unknown, present: unknown): boolean {
  if (wanted == null || present == null) return (wanted ?? '') === (present ?? '')
  if (Array.isArray(wanted) && Array.isArray(present)) {
    return wanted.length === present.length && wanted.every((one, index) => same(one, present[index]))
  }
  if (typeof wanted === 'string' && typeof present === 'string') {
    return wanted === present || (!wanted.includes(' ') && wanted.toLowerCase() === present.toLowerCase())
  }
  const [one, other] = [wanted, present].map((value) => (value as { self?: unknown }).self)
  return typeof one === 'string' && typeof other === 'string' && lastPart(one) === lastPart(other)
}

const lastPart = (address: string): string =>
  withoutFinalSlashes(address.split(/[?#]/, 1)[0] ?? '')
    .split('/')
    .at(-1)
    ?.toLowerCase() ?? ''
