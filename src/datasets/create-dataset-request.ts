/** What a client asks a dataset to be, checked field by field before anything is stored. @module */
import {
  type CustomProperties,
  type Fields,
  invalidPayload,
  localeOf,
  objectOf,
  referencedId,
  requestFields
} from '../resources/index.ts'
import { type DatasetKind, datasetKind } from './dataset.ts'
import { datasetSchemas } from './dataset-schema.ts'
import type { TextNormalizationKind } from './lexical-text.ts'

export type CreateDatasetRequest = Readonly<{
  displayName: string
  description?: string
  locale: string
  kind: DatasetKind
  contentUrl?: string
  projectId?: string
  customProperties?: CustomProperties
  textNormalizationKind: TextNormalizationKind
  email?: string
}>

/** Body of POST /datasets. @throws Problem naming the field */
export function parseCreateDatasetRequest(body: unknown, locales: readonly string[]): CreateDatasetRequest {
  const fields = objectOf(body, 'The body', '')
  const properties = fields.properties == null ? {} : objectOf(fields.properties, 'properties')
  const contentUrl = requestFields(fields, datasetSchemas.Dataset).contentUrl()
  const email = requestFields(properties, datasetSchemas.DatasetProperties, 'properties.').email()
  return {
    ...sharedFields(fields, locales),
    ...customProperties(fields),
    ...(contentUrl ? { contentUrl: checkContentUrl(contentUrl) } : {}),
    ...(fields.project == null ? {} : { projectId: referencedId(fields.project, 'projects') }),
    textNormalizationKind: normalizationOf(properties.textNormalizationKind),
    ...(email === undefined ? {} : { email })
  }
}

/** Fields of the form of POST /datasets/upload, all of them text: the project is a URL, customProperties JSON. */
export function parseDatasetForm(
  fields: Readonly<Record<string, string>>,
  locales: readonly string[]
): CreateDatasetRequest {
  const email = requestFields(fields, datasetSchemas.DatasetUploadForm).email()
  return {
    ...sharedFields(fields, locales),
    ...(fields.customProperties
      ? customProperties({ customProperties: jsonOf(fields.customProperties, 'customProperties') })
      : {}),
    ...(fields.project ? { projectId: referencedId({ self: fields.project }, 'projects') } : {}),
    textNormalizationKind: normalizationOf(fields.textNormalizationKind || undefined),
    ...(email ? { email } : {})
  }
}

function sharedFields(
  fields: Fields,
  locales: readonly string[]
): Pick<CreateDatasetRequest, 'displayName' | 'description' | 'locale' | 'kind'> {
  const parsed = requestFields(fields, datasetSchemas.DatasetUploadForm)
  const description = parsed.description()
  return {
    displayName: parsed.displayName(),
    ...(description === undefined ? {} : { description }),
    kind: datasetKind(parsed.kind()),
    locale: localeOf(fields, locales)
  }
}

function customProperties(fields: Fields): Pick<CreateDatasetRequest, 'customProperties'> {
  const read = requestFields(fields, datasetSchemas.Dataset).customProperties()
  return read ? { customProperties: read } : {}
}

function normalizationOf(value: unknown): TextNormalizationKind {
  if (value == null || value === 'Default') return 'Default'
  if (value === 'None') return 'None'
  throw invalidPayload(
    `textNormalizationKind is ${JSON.stringify(value)}; accepted are Default and None.`,
    'properties.textNormalizationKind'
  )
}

function checkContentUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url && (url.protocol === 'http:' || url.protocol === 'https:')) return url.href
  throw invalidPayload(
    'contentUrl is not a URL that the service can fetch. Send an absolute http or https URL.',
    'contentUrl'
  )
}

function jsonOf(text: string, target: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw invalidPayload(`${target} is not valid JSON; accepted is an object of texts.`, target)
  }
}
