/** What a client asks a transcription to be, checked field by field before anything is stored. @module */
import { Problem } from '../platform/index.ts'
import {
  type CustomProperties,
  type Fields,
  localeOf,
  readAll,
  referencedId,
  requestFields
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

const MAX_URLS = 1000

/** Body of POST /transcriptions, apart from its model. @throws Problem naming every field at fault */
export function parseCreateTranscriptionRequest(
  fields: Fields,
  locales: readonly string[]
): CreateTranscriptionRequest {
  const source = readSource(fields)
  const parsed = requestFields(fields, transcriptionSchemas.Transcription)
  const { description, projectId, customProperties, ...rest } = readAll({
    displayName: parsed.displayName,
    locale: () => localeOf(fields, locales),
    description: parsed.description,
    projectId: () => (fields.project == null ? undefined : referencedId(fields.project, 'projects')),
    customProperties: parsed.customProperties
  })
  return {
    ...rest,
    ...(description === undefined ? {} : { description }),
    ...(projectId === undefined ? {} : { projectId }),
    ...(customProperties === undefined ? {} : { customProperties }),
    source,
    options: transcriptionOptions(fields.properties, rest.locale)
  }
}

function readSource({ contentUrls, contentContainerUrl, dataset }: Fields): RecordingsSource {
  const provided = Object.entries({ contentUrls, contentContainerUrl, dataset }).filter(
    ([, value]) => value != null && value !== ''
  )
  if (provided.length !== 1) {
    throw new Problem(
      'InvalidRequest',
      'OnlyOneOfUrlsOrContainerOrDataset',
      `${provided.length === 0 ? 'None' : provided.map(([name]) => name).join(' and ')} of contentUrls, contentContainerUrl and dataset ${provided.length > 1 ? 'are' : 'is'} given; accepted is exactly one.`
    )
  }
  if (contentUrls != null) return { kind: 'urls', urls: urlsOf(contentUrls) }
  if (dataset != null) return { kind: 'dataset', id: referencedId(dataset, 'datasets') }
  return { kind: 'container', url: urlOf(contentContainerUrl, 'contentContainerUrl', /^(?:https?|file):$/) }
}

function urlsOf(value: unknown): readonly string[] {
  if (!Array.isArray(value)) throw invalidUri('contentUrls', value, 'a list of absolute http or https URLs')
  if (value.length === 0) {
    throw new Problem(
      'InvalidRequest',
      'MissingInputRecords',
      'contentUrls is empty; accepted are 1 to 1000 URLs.',
      'contentUrls'
    )
  }
  if (value.length > MAX_URLS) {
    throw new Problem(
      'InvalidRequest',
      'ExceededNumberOfRecordingsUris',
      `contentUrls has ${value.length} entries; at most ${MAX_URLS} are accepted.`,
      'contentUrls'
    )
  }
  return value.map((url, index) => urlOf(url, `contentUrls[${index}]`, /^https?:$/))
}

function urlOf(value: unknown, target: string, protocols: RegExp): string {
  if (typeof value === 'string' && URL.canParse(value) && protocols.test(new URL(value).protocol))
    return value
  throw invalidUri(target, value, 'an absolute http or https URL')
}

const invalidUri = (target: string, value: unknown, accepted: string): Problem =>
  new Problem(
    'InvalidRequest',
    'InvalidRecordingsUri',
    // Cut short: it may be of any size, and a URL carries its grant at its end.
    `${target} is ${typeof value === 'string' ? JSON.stringify(value.slice(0, 80)) : typeof value}; accepted is ${accepted}.`,
    target
  )
