/** A request that creates a transcription, checked before anything is stored. @module */
import { Problem } from '../platform/index.ts'
import {
  type CustomProperties,
  type Fields,
  localeOf,
  type RequestFields,
  readAll,
  requestFields,
  type sharedSchemas
} from '../resources/index.ts'
import type { TranscriptionOptions } from './transcription.ts'
import { transcriptionOptions } from './transcription-options.ts'
import { transcriptionSchemas } from './transcription-schema.ts'

export type RecordingsSource =
  | Readonly<{ kind: 'urls'; urls: readonly string[] }>
  | Readonly<{ kind: 'container'; url: string }>
  | Readonly<{ kind: 'dataset'; id: string }>

export type CreateTranscriptionRequest = Readonly<{
  displayName: string
  description?: string
  locale: string
  projectId?: string
  customProperties?: CustomProperties
  source: RecordingsSource
  options: TranscriptionOptions
}>

/** Body of POST /transcriptions, apart from its model. @throws Problem naming every field at fault */
export function parseCreateTranscriptionRequest(
  fields: Fields,
  locales: readonly string[]
): CreateTranscriptionRequest {
  const parsed = requestFields(transcriptionSchemas, 'Transcription', fields)
  const source = readSource(fields, parsed)
  const { description, projectId, customProperties, ...rest } = readAll({
    displayName: parsed.displayName,
    locale: () => localeOf(parsed.locale(), locales),
    description: parsed.description,
    projectId: () => parsed.project('projects'),
    customProperties: parsed.customProperties
  })
  return {
    ...rest,
    ...(description === undefined ? {} : { description }),
    ...(projectId === undefined ? {} : { projectId }),
    ...(customProperties === undefined ? {} : { customProperties }),
    source,
    options: transcriptionOptions(parsed.properties(), rest.locale)
  }
}

type Given = RequestFields<
  (typeof transcriptionSchemas)['Transcription'],
  typeof transcriptionSchemas & typeof sharedSchemas
>

function readSource(fields: Fields, parsed: Given): RecordingsSource {
  const { contentUrls, contentContainerUrl, dataset } = fields
  const sources = Object.entries({ contentUrls, contentContainerUrl, dataset }).filter(
    ([, value]) => value != null && value !== ''
  )
  if (sources.length !== 1) {
    throw new Problem(
      'InvalidRequest',
      'OnlyOneOfUrlsOrContainerOrDataset',
      `Exactly one of contentUrls, contentContainerUrl and dataset is required; found ${sources.length === 0 ? 'none' : sources.map(([name]) => name).join(' and ')}.`
    )
  }
  checkUrlCount(contentUrls)
  const urls = parsed.contentUrls({ inner: 'InvalidRecordingsUri' })
  if (urls !== undefined) return { kind: 'urls', urls }
  const id = parsed.dataset('datasets')
  if (id !== undefined) return { kind: 'dataset', id }
  const url = parsed.contentContainerUrl({
    inner: 'InvalidRecordingsUri',
    schemes: ['http', 'https', 'file'],
    accepted: 'an absolute http or https URL'
  })
  return { kind: 'container', url: url ?? '' }
}

/** The contract has a code for each. */
function checkUrlCount(contentUrls: unknown): void {
  if (!Array.isArray(contentUrls)) return
  const { length } = contentUrls
  const { maxItems } = transcriptionSchemas.Transcription.properties.contentUrls
  if (length >= 1 && length <= maxItems) return
  throw new Problem(
    'InvalidRequest',
    length === 0 ? 'MissingInputRecords' : 'ExceededNumberOfRecordingsUris',
    `contentUrls must be a list of 1 to ${maxItems} URLs; found ${length}.`,
    'contentUrls'
  )
}
