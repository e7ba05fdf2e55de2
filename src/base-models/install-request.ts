/** A request to install a base model, checked. @module */
import { checkValue, Problem, type RequestValue, type Schema } from '../platform/index.ts'
import { baseModelSchemas } from './base-model-schema.ts'

const SCHEMA = baseModelSchemas.InstallBaseModel

export type InstallRequest = RequestValue<typeof SCHEMA, typeof baseModelSchemas> &
  Readonly<{ licenseAccepted: boolean }>

/** @throws Problem InvalidPayload that names the field */
export function parseInstallRequest(body: unknown): InstallRequest {
  const { title, licenseAccepted = false, ...rest } = checkValue(body ?? {}, SCHEMA, baseModelSchemas, '')
  if (rest.name === undefined && rest.url === undefined) {
    throw new Problem(
      'InvalidRequest',
      'InvalidPayload',
      'The body has neither "name" nor "url". Send the name of a model in the catalog, or the address of an archive.',
      'name'
    )
  }
  return { ...rest, ...(title === undefined ? {} : { title: title.trim() }), licenseAccepted }
}

const UPLOAD_SCHEMA = {
  type: 'object',
  required: ['name', 'language'],
  properties: {
    name: SCHEMA.properties.name,
    /** The locale; by the name that the search of the catalog has for it. */
    language: SCHEMA.properties.locale,
    title: SCHEMA.properties.title,
    /** Name of the archive. */
    file: { type: 'string', minLength: 5, maxLength: 200 }
  }
} as const satisfies Schema

export type UploadRequest = RequestValue<typeof UPLOAD_SCHEMA, typeof baseModelSchemas>

/** @throws Problem InvalidPayload that names the query parameter */
export const parseUploadRequest = (query: unknown): UploadRequest =>
  checkValue(query, UPLOAD_SCHEMA, baseModelSchemas, '')
