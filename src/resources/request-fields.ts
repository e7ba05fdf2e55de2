/** Fields of a request, checked as its schema describes them. @module */
import {
  type CustomProperties,
  customPropertiesOf,
  type Fields,
  optionalText,
  requiredText
} from './entity-fields.ts'

type TextSchema = Readonly<{ type: 'string' }>
type MapSchema = Readonly<{ type: 'object'; additionalProperties: TextSchema }>
type ObjectSchema = Readonly<{ properties: object; required?: readonly string[] }>

type Value<Schema, IsRequired> = Schema extends TextSchema
  ? IsRequired extends true
    ? string
    : string | undefined
  : CustomProperties | undefined

/** Texts and maps of texts that a request may hold; what the service alone sets (`readOnly`) is not among them. */
export type RequestFields<Schema extends ObjectSchema> = {
  readonly [Name in keyof Schema['properties'] as Schema['properties'][Name] extends { readOnly: true }
    ? never
    : Schema['properties'][Name] extends TextSchema | MapSchema
      ? Name
      : never]: (
    longest?: number
  ) => Value<
    Schema['properties'][Name],
    Schema extends { required: readonly (infer Required)[] } ? (Name extends Required ? true : false) : false
  >
}

/**
 * A reader of each field, to be called by itself or in `readAll`. Each throws a Problem that names the field if its
 * value is not what the schema accepts; an absent field and null are the same. `longest`: characters of an optional text.
 * @param path of the object that the schema describes, for example `properties.`; empty for the body
 */
export function requestFields<Schema extends ObjectSchema>(
  fields: Fields,
  schema: Schema,
  path = ''
): RequestFields<Schema> {
  const readers = Object.entries(schema.properties as Readonly<Record<string, Readonly<{ type?: string }>>>)
    .filter(([, { type }]) => type === 'string' || type === 'object')
    .map(([name, { type }]) => {
      if (type === 'object') return [name, () => customPropertiesOf(fields[name])]
      return schema.required?.includes(name)
        ? [name, () => requiredText(fields, name)]
        : [name, (longest?: number) => optionalText(fields, name, path + name, longest)]
    })
  return Object.fromEntries(readers) as RequestFields<Schema>
}
