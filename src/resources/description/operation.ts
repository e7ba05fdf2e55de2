/** What the description of a resource says of an operation beyond its route. @module */
import type { Schema, Schemas } from '../../platform/index.ts'
import type { Descriptions } from './descriptions.ts'

type Answer = Readonly<{
  /** Of the JSON that is answered. */
  schema?: Schema
  /** Of anything else, by media type. */
  content?: Readonly<Record<string, Schema>>
  headers?: readonly HeaderName[]
}>

/** @template QueryName names of the query parameters that the operation may take */
export type Operation<QueryName extends string = string> = Readonly<{
  id: string
  summary: string
  query?: readonly QueryName[]
  /** Schema of the body by its media type. */
  body?: Readonly<Record<string, Schema>>
  deprecated?: boolean
  /** Its path begins at the root of the service, not below the base path of the contract. */
  atRoot?: boolean
  /** The access key as a bearer token, as OpenAI's clients send it; else in the header of the contract. */
  security?: 'bearer'
  /** By status; errors are the same everywhere. */
  answers: Readonly<Record<number, Answer>>
}>

/**
 * By method and path below the base path: `GET /datasets/{id}`.
 * @template OwnQueryName names of the query parameters of this resource alone
 */
export type Operations<OwnQueryName extends string = never> = Readonly<
  Record<string, Operation<keyof typeof sharedQueryParameters | OwnQueryName>>
>

export type QueryParameters = Readonly<
  Record<
    string,
    Readonly<{
      /** As clients write it, where another resource has a parameter of the same name. */
      name?: string
      schema: Schema
      required?: boolean
      description: string
    }>
  >
>

/** What a resource publishes of itself; src/openapi puts the descriptions of all resources together. */
export type ApiDescription = Readonly<{
  operations: Readonly<Record<string, Operation>>
  /** Named in the document: a name belongs to one resource. */
  schemas: Schemas
  /** Of schemas and properties that have no description of their own. */
  descriptions?: Descriptions
  /** Of its paths and operations alone. */
  pathParameters?: Schemas
  queryParameters?: QueryParameters
}>

/** Query parameters of a list in pages. */
export const pagedQuery = ['skip', 'top', 'filter'] as const

export const jsonBody = <Body extends Schema>(schema: Body): Readonly<{ 'application/json': Body }> => ({
  'application/json': schema
})

export const patchBody = <Body extends Schema>(
  schema: Body
): Readonly<{ 'application/json': Body; 'application/merge-patch+json': Body }> => ({
  'application/json': schema,
  'application/merge-patch+json': schema
})

const int32 = { type: 'integer', format: 'int32' } as const

export const sharedQueryParameters = {
  skip: { schema: int32, description: 'How many entries to skip; the default is 0.' },
  top: { schema: int32, description: 'Entries per page; 100 at most, and when absent.' },
  filter: {
    schema: { type: 'string' },
    description:
      "Comparisons of properties joined by and, or, not, and parentheses: status eq 'Succeeded' and createdDateTime gt 2026-01-31T12:00:00Z."
  },
  sasValidityInSeconds: {
    schema: { ...int32, default: 43200 },
    description: 'How long the links to content in the response are valid, in seconds.'
  }
} as const satisfies QueryParameters

export const sharedPathParameters = {
  id: { type: 'string', format: 'uuid' },
  fileId: { type: 'string', format: 'uuid' }
} as const satisfies Schemas

type HeaderName = keyof typeof answerHeaders

export const answerHeaders = {
  Location: { schema: { type: 'string', format: 'uri' }, description: 'Address of the new entity.' },
  'Operation-Location': {
    schema: { type: 'string', format: 'uri' },
    description: 'Address of the operation to poll.'
  },
  'Retry-After': {
    schema: int32,
    description: 'Seconds to wait before the next request; only present while the work is running.'
  }
} as const
