/** What a client asks an endpoint to be, checked before anything is stored. @module */
import { millisecondsOf } from '../platform/index.ts'
import { type CustomProperties, type Fields, localeOf, readAll, requestFields } from '../resources/index.ts'
import { endpointSchemas } from './endpoint-schema.ts'

/** As for the inline text of models. */
const MAX_TEXT_LENGTH = 500 * 1024

export type CreateEndpointRequest = Readonly<{
  displayName: string
  description?: string
  locale: string
  projectId?: string
  /** As the client wrote it; absent asks for the base model of the locale. */
  model?: unknown
  /** Sentences to adapt the model to, for this endpoint alone. */
  text?: string
  customProperties?: CustomProperties
  loggingEnabled: boolean
  /** Milliseconds from the end of the deployment. */
  timeToLive?: number
  email?: string
}>

/** Body of POST /endpoints. @throws Problem naming the fields */
export function parseCreateEndpointRequest(
  fields: Fields,
  locales: readonly string[]
): CreateEndpointRequest {
  const parsed = requestFields(endpointSchemas, 'Endpoint', fields)
  const properties = parsed.properties()
  const { description, projectId, text, customProperties, timeToLive, email, loggingEnabled, ...required } =
    readAll({
      displayName: parsed.displayName,
      description: parsed.description,
      locale: () => localeOf(parsed.locale(), locales),
      projectId: () => parsed.project('projects'),
      text: () => parsed.text({ maxLength: MAX_TEXT_LENGTH }),
      customProperties: parsed.customProperties,
      loggingEnabled: () => loggingOf(fields),
      timeToLive: () => millisecondsOf(properties?.timeToLive() ?? ''),
      email: () => properties?.email()
    })
  return {
    ...required,
    loggingEnabled: loggingEnabled ?? false,
    ...(description === undefined ? {} : { description }),
    ...(projectId === undefined ? {} : { projectId }),
    ...(fields.model == null ? {} : { model: fields.model }),
    ...(text ? { text } : {}),
    ...(customProperties === undefined ? {} : { customProperties }),
    ...(timeToLive === undefined ? {} : { timeToLive }),
    ...(email === undefined ? {} : { email })
  }
}

/**
 * The contract has one name for it at creation and another for changes; clients mix them, so both are read.
 * @throws Problem naming the field
 */
export function loggingOf(fields: Fields): boolean | undefined {
  const changed = requestFields(endpointSchemas, 'EndpointUpdate', fields).properties()
  const created = requestFields(endpointSchemas, 'Endpoint', fields).properties()
  return changed?.contentLoggingEnabled() ?? created?.loggingEnabled()
}
