/** What schemas and their properties are, in words, for the published document. @module */
import type { Schema, Schemas } from '../../platform/index.ts'

/**
 * By the name of a schema, `Dataset`, or of one of its properties, `Dataset.contentUrl`. Kept beside the schemas of the
 * contract and not in them, because those are compared with the original word for word.
 */
export type Descriptions = Readonly<Record<string, string>>

/** Of properties that mean the same in every schema. */
const COMMON: Descriptions = {
  self: 'URL of the entity.',
  displayName: 'Name for people.',
  description: 'Description for people.',
  locale: 'Locale of the language, for example en-US.',
  customProperties: 'Up to 10 properties of your own.',
  createdDateTime: 'When it was created.',
  lastActionDateTime: 'When its status last changed.',
  values: 'The entries of this page.',
  '@nextLink': 'URL of the next page; absent on the last one.',
  email: 'Address that gets a message when the work ends; not shown after that.',
  files: 'URL of its files.',
  manifest: 'URL of its manifest.',
  message: 'What happened, in words.',
  name: 'Name.',
  id: 'ID.'
}

export const sharedDescriptions: Descriptions = {
  DetailedErrorCode: 'Detailed code of an error.',
  EntityError: 'Why the work of an entity failed.',
  'EntityError.code': 'Code of the error.',
  EntityReference: 'A reference to an entity.',
  Error: 'An error response.',
  'Error.details': 'Further errors.',
  'Error.target': 'The field of the request that is wrong.',
  ErrorCode: 'Code of an error.',
  InnerError: 'Details of an error.',
  'InnerError.details': 'Further details, by name.',
  'InnerError.target': 'The field of the request that is wrong.',
  File: 'A file of an entity.',
  FileKind: 'What a file contains.',
  FileLinks: 'Links of a file.',
  'FileLinks.contentUrl': 'URL of the content, valid for some time without a key.',
  FileProperties: 'Properties of a file.',
  'FileProperties.size': 'Size in bytes.',
  'FileProperties.duration': 'Length of the recording.',
  PaginatedFiles: 'A page of files.',
  Status: 'State of the work of an entity.',
  'JobProgress.progress': 'Completed fraction of the work, 0 to 1.',
  'JobProgress.stage': 'What is being done.',
  'RecordingProperties.transcript': 'The human-labeled transcript.'
}

/** The schemas with the descriptions that they lack; a property that is a reference has that of its target. */
export const describeSchemas = (schemas: Schemas, descriptions: Descriptions): Schemas =>
  Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => {
      const { properties } = schema as { properties?: Schemas }
      const described = withDescription(schema, descriptions[name])
      if (properties === undefined) return [name, described]
      const all = Object.entries(properties).map(([property, of]) => [
        property,
        withDescription(of, descriptions[`${name}.${property}`] ?? COMMON[property])
      ])
      return [name, { ...described, properties: Object.fromEntries(all) }]
    })
  )

const withDescription = (schema: Schema, description: string | undefined): Schema =>
  description === undefined || schema.description !== undefined || schema.$ref !== undefined
    ? schema
    : { ...schema, description }
