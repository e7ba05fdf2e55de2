/** What a client asks an endpoint to be, checked before anything is stored. @module */
import {
  type CustomProperties,
  customPropertiesOf,
  type Fields,
  localeOf,
  objectOf,
  optionalText,
  Problem,
  referencedId,
  requiredText
} from '../platform/index.ts'

export type EndpointDraft = Readonly<{
  displayName: string
  description?: string
  locale: string
  projectId?: string
  /** As the client wrote it; absent asks for the base model of the locale. */
  model?: unknown
  customProperties?: CustomProperties
}>

/** Body of POST /endpoints. @throws Problem naming the field */
export function endpointDraft(fields: Fields, locales: readonly string[]): EndpointDraft {
  refuseUnsupported(fields)
  const description = optionalText(fields, 'description')
  const customProperties = customPropertiesOf(fields.customProperties)
  return {
    displayName: requiredText(fields, 'displayName'),
    ...(description === undefined ? {} : { description }),
    locale: localeOf(fields, locales),
    ...(fields.project == null ? {} : { projectId: referencedId(fields.project, 'projects') }),
    ...(fields.model == null ? {} : { model: fields.model }),
    ...(customProperties === undefined ? {} : { customProperties })
  }
}

/** Better refused by name than accepted and forgotten. */
export function refuseUnsupported(fields: Fields): void {
  const properties = fields.properties == null ? {} : objectOf(fields.properties, 'properties')
  const unsupported: readonly (readonly [string, unknown])[] = [
    ['text', fields.text || undefined],
    ['properties.loggingEnabled', properties.loggingEnabled || undefined],
    ['properties.contentLoggingEnabled', properties.contentLoggingEnabled || undefined],
    ['properties.timeToLive', properties.timeToLive ?? undefined]
  ]
  for (const [target, value] of unsupported) {
    if (value === undefined) continue
    throw new Problem(
      'InvalidRequest',
      'InvalidParameterValue',
      `This version of Vernacular has no ${target} of endpoints; leave it out.`,
      target
    )
  }
}
