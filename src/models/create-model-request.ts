/** What a client asks a model to be, checked field by field before anything is stored. @module */
import {
  type CustomProperties,
  invalidPayload,
  localeOf,
  objectOf,
  referencedId,
  requestFields
} from '../resources/index.ts'
import { checkDatasetWeights } from './dataset-weights.ts'
import { modelSchemas } from './model-schema.ts'

/** Upstream's limit of 500 KB. */
export const MAX_INLINE_TEXT_LENGTH = 500 * 1024

export type CreateModelRequest = Readonly<{
  displayName: string
  description?: string
  locale: string
  projectId?: string
  /** A base or, refused later by name, a custom model. */
  baseModelId?: string
  datasetIds: readonly string[]
  text?: string
  requestedWeightPercent?: number
  email?: string
  customProperties?: CustomProperties
}>

/** Body of POST /models. @throws Problem naming the field */
export function parseCreateModelRequest(body: unknown, locales: readonly string[]): CreateModelRequest {
  const fields = objectOf(body, 'The body', '')
  const properties = fields.properties == null ? {} : objectOf(fields.properties, 'properties')
  const parsed = {
    ...requestFields(fields, modelSchemas.SharedModel),
    ...requestFields(fields, modelSchemas.CustomModel)
  }
  const description = parsed.description()
  const customProperties = parsed.customProperties()
  const email = requestFields(properties, modelSchemas.CustomModelProperties, 'properties.').email()
  const text = inlineText(parsed.text(Number.POSITIVE_INFINITY))
  const datasetIds = datasetsOf(fields.datasets)
  checkDatasetWeights(customProperties, datasetIds, text !== undefined)
  const weight = weightOf(properties.customModelWeightPercent)
  const input = {
    displayName: parsed.displayName(),
    ...(description === undefined ? {} : { description }),
    locale: localeOf(fields, locales),
    ...(fields.project == null ? {} : { projectId: referencedId(fields.project, 'projects') }),
    ...(fields.baseModel == null
      ? {}
      : { baseModelId: referencedId(fields.baseModel, 'models', 'baseModel') }),
    datasetIds,
    ...(text === undefined ? {} : { text }),
    ...(weight === undefined ? {} : { requestedWeightPercent: weight }),
    ...(email === undefined ? {} : { email }),
    ...(customProperties === undefined ? {} : { customProperties })
  }
  if (text === undefined && datasetIds.length === 0) {
    throw invalidPayload(
      'There is nothing to train on: datasets and text are both empty; at least one of them is required.',
      'datasets'
    )
  }
  return input
}

function inlineText(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined
  const bytes = Buffer.byteLength(text)
  if (bytes <= MAX_INLINE_TEXT_LENGTH) return text
  throw invalidPayload(
    `text has ${bytes} bytes; at most ${MAX_INLINE_TEXT_LENGTH} are accepted: upload it as a dataset of kind Language.`,
    'text'
  )
}

function datasetsOf(value: unknown): readonly string[] {
  if (value == null) return []
  if (!Array.isArray(value))
    throw invalidPayload('datasets must be a list of {"self": "<address>/datasets/<id>"}.', 'datasets')
  const ids = value.map((reference, index) => referencedId(reference, 'datasets', `datasets[${index}]`))
  const repeated = ids.findIndex((id, index) => ids.indexOf(id) < index)
  if (repeated < 0) return ids
  throw invalidPayload(
    `datasets names ${ids[repeated]} twice; each dataset is accepted once.`,
    `datasets[${repeated}]`
  )
}

function weightOf(value: unknown): number | undefined {
  if (value == null) return undefined
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 100) return value
  throw invalidPayload(
    `customModelWeightPercent is ${JSON.stringify(value)}; accepted is a whole number from 1 to 100.`,
    'properties.customModelWeightPercent'
  )
}
