/** A request that creates a model, checked before anything is stored. @module */
import {
  type CustomProperties,
  invalidPayload,
  localeOf,
  objectOf,
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
  const parsed = requestFields(modelSchemas, 'CustomModel', objectOf(body, 'The body', ''))
  const properties = parsed.properties()
  const description = parsed.description()
  const customProperties = parsed.customProperties()
  const email = properties?.email()
  const text = inlineText(parsed.text({ maxLength: Number.POSITIVE_INFINITY }))
  const datasetIds = distinct(parsed.datasets('datasets') ?? [])
  checkDatasetWeights(customProperties, datasetIds, text !== undefined)
  const weight = properties?.customModelWeightPercent()
  const projectId = parsed.project('projects')
  const baseModelId = parsed.baseModel('models')
  const input = {
    displayName: parsed.displayName(),
    ...(description === undefined ? {} : { description }),
    locale: localeOf(parsed.locale(), locales),
    ...(projectId === undefined ? {} : { projectId }),
    ...(baseModelId === undefined ? {} : { baseModelId }),
    datasetIds,
    ...(text === undefined ? {} : { text }),
    ...(weight === undefined ? {} : { requestedWeightPercent: weight }),
    ...(email === undefined ? {} : { email }),
    ...(customProperties === undefined ? {} : { customProperties })
  }
  if (text === undefined && datasetIds.length === 0) {
    throw invalidPayload('datasets and text are both empty; at least one of them is required.', 'datasets')
  }
  return input
}

function inlineText(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined
  const bytes = Buffer.byteLength(text)
  if (bytes <= MAX_INLINE_TEXT_LENGTH) return text
  throw invalidPayload(
    `text has ${bytes} bytes; at most ${MAX_INLINE_TEXT_LENGTH} are accepted. Upload it as a dataset of kind Language.`,
    'text'
  )
}

function distinct(ids: readonly string[]): readonly string[] {
  const repeated = ids.findIndex((id, index) => ids.indexOf(id) < index)
  if (repeated < 0) return ids
  throw invalidPayload(
    `datasets names ${ids[repeated]} twice; name each dataset once.`,
    `datasets[${repeated}]`
  )
}
