/** From the schema of a request to the TypeScript type of what was checked against it. @module */

type RequiredOf<Schema> = Schema extends { required: readonly (infer Name)[] } ? Name : never

type Properties<All, Required, Named> = {
  readonly [Name in keyof All as Name extends Required ? Name : never]: RequestValue<All[Name], Named>
} & {
  readonly [Name in keyof All as Name extends Required ? never : Name]?: RequestValue<All[Name], Named>
}

/**
 * A checked value. Times are dates; a property that is absent or null is not there.
 * @template Named the schemas that its references lead to
 */
export type RequestValue<Schema, Named> = Schema extends { $ref: `#/components/schemas/${infer Name}` }
  ? Name extends keyof Named
    ? RequestValue<Named[Name], Named>
    : never
  : Schema extends { enum: readonly (infer Word)[] }
    ? Word
    : Schema extends { type: 'string'; format: 'date-time' }
      ? Date
      : Schema extends { type: 'string' }
        ? string
        : Schema extends { type: 'integer' | 'number' }
          ? number
          : Schema extends { type: 'boolean' }
            ? boolean
            : Schema extends { type: 'array'; items: infer Item }
              ? readonly RequestValue<Item, Named>[]
              : Schema extends { properties: infer All }
                ? Properties<All, RequiredOf<Schema>, Named>
                : Schema extends { additionalProperties: infer Value }
                  ? Readonly<Record<string, RequestValue<Value, Named>>>
                  : unknown
