/** What a description says of an operation beyond its route. @module */
import type { Schema } from './schema.ts'

export type QueryName = keyof typeof queryParameters
export type HeaderName = keyof typeof headers

export type Answer = Readonly<{
  /** Of the JSON that is answered. */
  schema?: Schema
  /** Of anything else, by media type. */
  content?: Readonly<Record<string, Schema>>
  headers?: readonly HeaderName[]
}>

export type Operation = Readonly<{
  id: string
  summary: string
  query?: readonly QueryName[]
  /** Schema of the body by its media type. */
  body?: Readonly<Record<string, Schema>>
  deprecated?: boolean
  /** By status; errors are the same everywhere. */
  answers: Readonly<Record<number, Answer>>
}>

/** By method and path below the base path: `GET /datasets/{id}`. */
export type Operations = Readonly<Record<string, Operation>>

export const paged = ['skip', 'top', 'filter'] as const

export const json = (schema: Schema): Readonly<Record<string, Schema>> => ({ 'application/json': schema })

export const patch = (schema: Schema): Readonly<Record<string, Schema>> => ({
  'application/json': schema,
  'application/merge-patch+json': schema
})

const int32 = { type: 'integer', format: 'int32' }

export const queryParameters = {
  skip: { schema: int32, description: 'How many entries to pass over; 0 when absent.' },
  top: { schema: int32, description: 'How many entries a page has; 100 at most, and when absent.' },
  filter: {
    schema: { type: 'string' },
    description:
      "Comparisons of properties joined by and, or, not and parentheses: status eq 'Succeeded' and createdDateTime gt 2026-01-31T12:00:00Z."
  },
  sasValidityInSeconds: {
    schema: { ...int32, default: 43200 },
    description: 'How long the links to content in the answer are good.'
  },
  skipToken: { schema: { type: 'string' }, description: 'Where the page begins: as given in @nextLink.' },
  hours: {
    schema: { ...int32, default: 24, minimum: 1, maximum: 2160 },
    description: 'How many hours back, the present one included.'
  },
  endDate: {
    schema: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
    description: 'The last day, in UTC, of what is deleted; everything when absent.'
  },
  blockid: {
    schema: { type: 'string' },
    required: true,
    description: 'Base64 of at most 64 bytes; as long for every block of a dataset.'
  },
  phones: {
    schema: { type: 'string' },
    required: true,
    description: 'Phones of the base model with blanks between, at most 120: K UW B ER.'
  },
  voice: {
    schema: { type: 'string', enum: ['slt', 'rms', 'awb', 'kal16'], default: 'slt' },
    description: 'The synthetic voice of flite that speaks English; other languages have one voice.'
  },
  validate: {
    schema: { type: 'boolean' },
    description: 'Checks the content and answers the report; nothing is stored.'
  }
} as const

export const pathParameters: Readonly<Record<string, Schema>> = {
  id: { type: 'string', format: 'uuid' },
  fileId: { type: 'string', format: 'uuid' },
  logId: { type: 'string' },
  locale: { type: 'string' }
}

export const headers = {
  Location: { schema: { type: 'string', format: 'uri' }, description: 'Address of the new entity.' },
  'Operation-Location': {
    schema: { type: 'string', format: 'uri' },
    description: 'Address of the operation to poll.'
  },
  'Retry-After': {
    schema: int32,
    description: 'Seconds after which to look again; there while work goes on.'
  }
} as const
