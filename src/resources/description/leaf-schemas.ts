/** Schemas of single values, each with its description, for what only answers and files have. @module */

export const textSchema = (description: string) => ({ type: 'string', description }) as const

/** One of a few words. */
export const wordSchema = <const Words extends readonly string[]>(words: Words, description: string) =>
  ({ type: 'string', enum: words, description }) as const

export const urlSchema = (description: string) => ({ type: 'string', format: 'uri', description }) as const

export const timeSchema = (description: string) =>
  ({ type: 'string', format: 'date-time', description }) as const

/** For example `PT4M12.76S`. */
export const durationSchema = (description: string) =>
  ({ type: 'string', description, 'x-format': 'iso8601-duration' }) as const

export const countSchema = (description: string) => ({ type: 'integer', minimum: 0, description }) as const

export const numberSchema = (description: string) => ({ type: 'number', description }) as const

/** `null` is an answer here, for a number that does not exist or is infinite. */
export const numberOrNullSchema = (description: string) =>
  ({ type: 'number', nullable: true, 'x-null': 'sent', description }) as const

export const booleanSchema = (description: string) => ({ type: 'boolean', description }) as const

export const listSchema = <const Item>(items: Item, description: string) =>
  ({ type: 'array', items, description }) as const
