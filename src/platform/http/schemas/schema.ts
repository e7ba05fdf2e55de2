/** JSON Schema in the dialect of OpenAPI 3.0. @module */

export type Schema = Readonly<{ [keyword: string]: unknown }>
export type Schemas = Readonly<Record<string, Schema>>

const PREFIX = '#/components/schemas/'

export const ref = <Name extends string>(name: Name): Readonly<{ $ref: `#/components/schemas/${Name}` }> => ({
  $ref: `#/components/schemas/${name}`
})

/**
 * The schema itself, or the one that its reference leads to.
 * @throws Error for a reference to a schema that is not among those named
 */
export function resolved(schema: Schema, named: Schemas): Schema {
  const { $ref } = schema
  if (typeof $ref !== 'string') return schema
  const target = named[$ref.slice(PREFIX.length)]
  if (target === undefined) throw new Error(`There is no schema ${$ref}`)
  return resolved(target, named)
}
