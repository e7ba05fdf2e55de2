/** What a client asks an endpoint to be, checked before anything is stored. @module */
import { describeValue } from '../platform/index.ts'
import {
  type CustomProperties,
  type Fields,
  invalidPayload,
  localeOf,
  objectOf,
  readAll,
  referencedId,
  requestFields,
  timeToLiveOf
} from '../resources/index.ts'
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
  const properties = fields.properties == null ? {} : objectOf(fields.properties, 'properties')
  const parsed = requestFields(fields, endpointSchemas.Endpoint)
  const { description, projectId, text, customProperties, timeToLive, email, loggingEnabled, ...required } =
    readAll({
      displayName: parsed.displayName,
      description: parsed.description,
      locale: () => localeOf(fields, locales),
      projectId: () => (fields.project == null ? undefined : referencedId(fields.project, 'projects')),
      text: () => parsed.text(MAX_TEXT_LENGTH),
      customProperties: parsed.customProperties,
      loggingEnabled: () => loggingOf(fields),
      timeToLive: () => timeToLiveOf(properties.timeToLive),
      email: requestFields(properties, endpointSchemas.EndpointProperties, 'properties.').email
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

/** The contract has one name for it at creation and another for changes; clients mix them, so both are read. */
export function loggingOf(fields: Fields): boolean | undefined {
  const properties = fields.properties == null ? {} : objectOf(fields.properties, 'properties')
  for (const name of ['contentLoggingEnabled', 'loggingEnabled']) {
    const value = properties[name]
    if (value == null) continue
    if (typeof value === 'boolean') return value
    throw invalidPayload(
      `${name} is ${describeValue(value)}; accepted are true and false.`,
      `properties.${name}`
    )
  }
  return undefined
}
