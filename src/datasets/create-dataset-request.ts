/** A request that creates a dataset, checked before anything is stored. @module */
import {
  type CustomProperties,
  invalidPayload,
  localeOf,
  objectOf,
  requestFields
} from '../resources/index.ts'
import type { DatasetKind } from './dataset.ts'
import { datasetSchemas } from './dataset-schema.ts'
import type { TextNormalizationKind } from './lexical-text.ts'

const MAX_URL_LENGTH = 4096

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
  const parsed = requestFields(datasetSchemas, 'Dataset', objectOf(body, 'The body', ''))
  const properties = parsed.properties()
  const description = parsed.description()
  const contentUrl = parsed.contentUrl({ maxLength: MAX_URL_LENGTH })
  const email = properties?.email()
  const customProperties = parsed.customProperties()
  const projectId = parsed.project('projects')
  return {
    displayName: parsed.displayName(),
    ...(description === undefined ? {} : { description }),
    kind: parsed.kind(),
    locale: localeOf(parsed.locale(), locales),
    ...(customProperties === undefined ? {} : { customProperties }),
    ...(contentUrl === undefined ? {} : { contentUrl: new URL(contentUrl).href }),
    ...(projectId === undefined ? {} : { projectId }),
    textNormalizationKind: properties?.textNormalizationKind() ?? 'Default',
    ...(email === undefined ? {} : { email })
  }
}

/** Fields of the form of POST /datasets/upload, all of them text: the project is a URL, customProperties JSON. */
export function parseDatasetForm(
  fields: Readonly<Record<string, string>>,
  locales: readonly string[]
): CreateDatasetRequest {
  const { project, customProperties, email, textNormalizationKind } = fields
  return parseCreateDatasetRequest(
    {
      ...fields,
      contentUrl: undefined,
      project: project ? { self: project } : undefined,
      customProperties: customProperties ? jsonOf(customProperties, 'customProperties') : undefined,
      properties: { email: email || undefined, textNormalizationKind: textNormalizationKind || undefined }
    },
    locales
  )
}

function jsonOf(text: string, target: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw invalidPayload(`${target} is not valid JSON. Send a JSON object of strings.`, target)
  }
}
