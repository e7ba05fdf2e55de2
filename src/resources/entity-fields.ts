/** Fields that every entity of the contract has, checked where a request enters. @module */
import { checkValue, describeValue, Problem } from '../platform/index.ts'

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
    throw new Problem('InvalidRequest', 'EmptyRequest', `${what} is empty; it must be a JSON object.`)
  }
  throw invalidPayload(`${what} must be a JSON object; found ${describeValue(value)}.`, target)
}

/**
 * Reads every field before it rejects the request, so that one answer names all that is wrong, joined by " OR " as in
 * the original. The first problem gives code and target.
 * @example readAll({ displayName: given.displayName, locale: () => localeOf(given.locale(), ['en-US']) })
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

/** The locale as the service spells it. @throws Problem InvalidLocale naming those accepted */
export const localeOf = (locale: string, accepted: readonly string[]): string =>
  checkValue(locale, { type: 'string', enum: accepted } as const, {}, 'locale', { inner: 'InvalidLocale' })
