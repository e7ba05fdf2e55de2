/** A request to install a base model, checked. @module */
import { checkValue, Problem, type RequestValue } from '../platform/index.ts'
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
