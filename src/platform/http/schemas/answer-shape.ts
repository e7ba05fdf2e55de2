/** From the schemas of a resource to the TypeScript types of its answers. @module */

type Intersection<Union> = (Union extends unknown ? (one: Union) => void : never) extends (
  one: infer All
) => void
  ? All
  : never

type Properties<All, Required, Named> = {
  readonly [Name in keyof All as Name extends Required ? Name : never]: AnswerShape<All[Name], Named>
} & {
  readonly [Name in keyof All as Name extends Required
    ? never
    : All[Name] extends { writeOnly: true }
      ? never
      : Name]?: AnswerShape<All[Name], Named>
}

type Flat<T> = { readonly [Name in keyof T]: T[Name] }

/**
 * What the service answers for a schema. It leaves out what it does not have, and sends null only where null has a
 * meaning of its own (`x-null`); what only requests have (`writeOnly`) is not there.
 * @template Named the schemas that its references lead to
 */
export type AnswerShape<Schema, Named> =
  | (Schema extends { 'x-null': 'sent' } ? null : never)
  | ValueShape<Schema, Named>

type ValueShape<Schema, Named> = Schema extends { $ref: `#/components/schemas/${infer Name}` }
  ? Name extends keyof Named
    ? AnswerShape<Named[Name], Named>
    : never
  : Schema extends { allOf: readonly (infer Parent)[]; properties: infer All }
    ? Flat<
        Intersection<Parent extends unknown ? AnswerShape<Parent, Named> : never> &
          Properties<All, RequiredOf<Schema>, Named>
      >
    : Schema extends { allOf: readonly (infer Parent)[] }
      ? Flat<Intersection<Parent extends unknown ? AnswerShape<Parent, Named> : never>>
      : Schema extends { oneOf: readonly (infer Choice)[] }
        ? AnswerShape<Choice, Named>
        : Schema extends { enum: readonly (infer Word)[] }
          ? Word
          : Schema extends { type: 'string' }
            ? string
            : Schema extends { type: 'integer' | 'number' }
              ? number
              : Schema extends { type: 'boolean' }
                ? boolean
                : Schema extends { type: 'array'; items: infer Item }
                  ? readonly AnswerShape<Item, Named>[]
                  : Schema extends { properties: infer All }
                    ? Flat<Properties<All, RequiredOf<Schema>, Named>>
                    : Schema extends { additionalProperties: infer Value }
                      ? Readonly<Record<string, AnswerShape<Value, Named>>>
                      : unknown

type RequiredOf<Schema> = Schema extends { required: readonly (infer Name)[] } ? Name : never
