/** JSON Schema in the dialect of OpenAPI 3.0. @module */

export type Schema = Readonly<{ [keyword: string]: unknown }>
export type Schemas = Readonly<Record<string, Schema>>

export const ref = <Name extends string>(name: Name): Readonly<{ $ref: `#/components/schemas/${Name}` }> => ({
  $ref: `#/components/schemas/${name}`
})
