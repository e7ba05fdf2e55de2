/** The kinds of entities: their collection, and which option says what in their requests. @module */
import type { OptionKey } from './definitions/options.ts'

/**
 * Where an option's value goes in the body. `reference` and `references` hold the collection that bare ids belong to;
 * an addition on update only stands in `onUpdate`.
 */
export type Field = Readonly<{
  option: OptionKey
  to: string
  as:
    | 'text'
    | 'number'
    | 'boolean'
    | 'texts'
    | 'numbers'
    | 'events'
    | Readonly<{ reference: string }>
    | Readonly<{ references: string }>
}>

export type EntityKind = Readonly<{
  word: string
  plural: string
  collection: string
  area: 'csr' | 'batch'
  /** Whether the service works on it after it was made, so that one can wait. */
  works: boolean
  hasFiles: boolean
  create: readonly Field[]
  update: readonly Field[]
}>

const described: readonly Field[] = [
  { option: 'name', to: 'displayName', as: 'text' },
  { option: 'description', to: 'description', as: 'text' }
]
const inProject: Field = { option: 'project', to: 'project', as: { reference: 'projects' } }
const made: readonly Field[] = [...described, { option: 'language', to: 'locale', as: 'text' }]

export const ENTITY_KINDS = {
  project: {
    word: 'project',
    plural: 'projects',
    collection: 'projects',
    area: 'csr',
    works: false,
    hasFiles: false,
    create: made,
    update: described
  },
  dataset: {
    word: 'dataset',
    plural: 'datasets',
    collection: 'datasets',
    area: 'csr',
    works: true,
    hasFiles: true,
    create: [
      ...made,
      inProject,
      { option: 'kind', to: 'kind', as: 'text' },
      { option: 'content', to: 'contentUrl', as: 'text' },
      { option: 'email', to: 'properties.email', as: 'text' }
    ],
    update: [...described, inProject]
  },
  model: {
    word: 'model',
    plural: 'models',
    collection: 'models',
    area: 'csr',
    works: true,
    hasFiles: true,
    create: [
      ...made,
      inProject,
      { option: 'base', to: 'baseModel', as: { reference: 'models/base' } },
      { option: 'dataset', to: 'datasets', as: { references: 'datasets' } },
      { option: 'datasets', to: 'datasets', as: { references: 'datasets' } },
      { option: 'text', to: 'text', as: 'text' },
      { option: 'weight', to: 'properties.customModelWeightPercent', as: 'number' },
      { option: 'email', to: 'properties.email', as: 'text' }
    ],
    update: [...described, inProject]
  },
  evaluation: {
    word: 'evaluation',
    plural: 'evaluations',
    collection: 'evaluations',
    area: 'csr',
    works: true,
    hasFiles: true,
    create: [
      ...made,
      inProject,
      { option: 'model1', to: 'model1', as: { reference: 'models' } },
      { option: 'model2', to: 'model2', as: { reference: 'models' } },
      { option: 'dataset', to: 'dataset', as: { reference: 'datasets' } },
      { option: 'email', to: 'properties.email', as: 'text' }
    ],
    update: [...described, inProject]
  },
  endpoint: {
    word: 'endpoint',
    plural: 'endpoints',
    collection: 'endpoints',
    area: 'csr',
    works: true,
    hasFiles: false,
    create: [
      ...made,
      inProject,
      { option: 'model', to: 'model', as: { reference: 'models' } },
      { option: 'text', to: 'text', as: 'text' },
      { option: 'logging', to: 'properties.loggingEnabled', as: 'boolean' },
      { option: 'timeToLive', to: 'properties.timeToLive', as: 'text' },
      { option: 'email', to: 'properties.email', as: 'text' }
    ],
    update: [
      ...described,
      inProject,
      { option: 'model', to: 'model', as: { reference: 'models' } },
      { option: 'logging', to: 'properties.contentLoggingEnabled', as: 'boolean' }
    ]
  },
  transcription: {
    word: 'transcription',
    plural: 'transcriptions',
    collection: 'transcriptions',
    area: 'batch',
    works: true,
    hasFiles: true,
    create: [
      ...made,
      inProject,
      { option: 'content', to: 'contentUrls', as: 'texts' },
      { option: 'container', to: 'contentContainerUrl', as: 'text' },
      { option: 'dataset', to: 'dataset', as: { reference: 'datasets' } },
      { option: 'model', to: 'model', as: { reference: 'models' } },
      { option: 'wordTimes', to: 'properties.wordLevelTimestampsEnabled', as: 'boolean' },
      { option: 'profanity', to: 'properties.profanityFilterMode', as: 'text' },
      { option: 'punctuation', to: 'properties.punctuationMode', as: 'text' },
      { option: 'diarization', to: 'properties.diarizationEnabled', as: 'boolean' },
      { option: 'channels', to: 'properties.channels', as: 'numbers' },
      { option: 'timeToLive', to: 'properties.timeToLive', as: 'text' },
      { option: 'email', to: 'properties.email', as: 'text' }
    ],
    update: [...described, inProject]
  },
  webhook: {
    word: 'webhook',
    plural: 'webhooks',
    collection: 'webhooks',
    area: 'csr',
    works: true,
    hasFiles: false,
    create: [
      ...described,
      { option: 'webUrl', to: 'webUrl', as: 'text' },
      { option: 'events', to: 'events', as: 'events' },
      { option: 'secret', to: 'properties.secret', as: 'text' }
    ],
    update: [
      ...described,
      { option: 'webUrl', to: 'webUrl', as: 'text' },
      { option: 'events', to: 'events', as: 'events' },
      { option: 'secret', to: 'properties.secret', as: 'text' }
    ]
  }
} as const satisfies Record<string, EntityKind>

export type EntityWord = keyof typeof ENTITY_KINDS
export const entityWords = Object.keys(ENTITY_KINDS) as readonly EntityWord[]
export const kindOf = (word: EntityWord): EntityKind => ENTITY_KINDS[word]
