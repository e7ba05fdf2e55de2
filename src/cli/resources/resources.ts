/** The resources of the service: their collections, and which option sets which field of a request. @module */
import type { Option } from '../command-line/option.ts'
import {
  base,
  description,
  email,
  inlineText,
  language,
  logging,
  name,
  resourceReference,
  timeToLive
} from '../options/resource.ts'
import { channels, diarization, wordTimes } from '../options/transcription.ts'
import {
  container,
  content,
  dataKind,
  datasets,
  events,
  model1,
  model2,
  profanity,
  punctuation,
  receiver,
  secret,
  weight
} from './resource-options.ts'

/**
 * Where an option's value goes in the body of a request: `to` is a path such as `properties.email`. `reference` and
 * `references` name the collection that bare IDs belong to.
 */
export type Field = Readonly<{
  option: Option
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

export type ResourceName = keyof typeof resourceReference

export type Resource = Readonly<{
  name: ResourceName
  plural: string
  collection: string
  area: 'csr' | 'batch'
  /** Whether the service processes it after creation, so that a command can wait for it. */
  hasWork: boolean
  hasFiles: boolean
  create: readonly Field[]
  update: readonly Field[]
}>

const describing: readonly Field[] = [
  { option: name, to: 'displayName', as: 'text' },
  { option: description, to: 'description', as: 'text' }
]
const inProject: Field = { option: resourceReference.project, to: 'project', as: { reference: 'projects' } }
const creating: readonly Field[] = [...describing, { option: language, to: 'locale', as: 'text' }]

export const RESOURCES: Readonly<Record<ResourceName, Resource>> = {
  project: {
    name: 'project',
    plural: 'projects',
    collection: 'projects',
    area: 'csr',
    hasWork: false,
    hasFiles: false,
    create: creating,
    update: describing
  },
  dataset: {
    name: 'dataset',
    plural: 'datasets',
    collection: 'datasets',
    area: 'csr',
    hasWork: true,
    hasFiles: true,
    create: [
      ...creating,
      inProject,
      { option: dataKind, to: 'kind', as: 'text' },
      { option: content, to: 'contentUrl', as: 'text' },
      { option: email, to: 'properties.email', as: 'text' }
    ],
    update: [...describing, inProject]
  },
  model: {
    name: 'model',
    plural: 'models',
    collection: 'models',
    area: 'csr',
    hasWork: true,
    hasFiles: true,
    create: [
      ...creating,
      inProject,
      { option: base, to: 'baseModel', as: { reference: 'models/base' } },
      { option: resourceReference.dataset, to: 'datasets', as: { references: 'datasets' } },
      { option: datasets, to: 'datasets', as: { references: 'datasets' } },
      { option: inlineText, to: 'text', as: 'text' },
      { option: weight, to: 'properties.customModelWeightPercent', as: 'number' },
      { option: email, to: 'properties.email', as: 'text' }
    ],
    update: [...describing, inProject]
  },
  evaluation: {
    name: 'evaluation',
    plural: 'evaluations',
    collection: 'evaluations',
    area: 'csr',
    hasWork: true,
    hasFiles: true,
    create: [
      ...creating,
      inProject,
      { option: model1, to: 'model1', as: { reference: 'models' } },
      { option: model2, to: 'model2', as: { reference: 'models' } },
      { option: resourceReference.dataset, to: 'dataset', as: { reference: 'datasets' } },
      { option: email, to: 'properties.email', as: 'text' }
    ],
    update: [...describing, inProject]
  },
  endpoint: {
    name: 'endpoint',
    plural: 'endpoints',
    collection: 'endpoints',
    area: 'csr',
    hasWork: true,
    hasFiles: false,
    create: [
      ...creating,
      inProject,
      { option: resourceReference.model, to: 'model', as: { reference: 'models' } },
      { option: inlineText, to: 'text', as: 'text' },
      { option: logging, to: 'properties.loggingEnabled', as: 'boolean' },
      { option: timeToLive, to: 'properties.timeToLive', as: 'text' },
      { option: email, to: 'properties.email', as: 'text' }
    ],
    update: [
      ...describing,
      inProject,
      { option: resourceReference.model, to: 'model', as: { reference: 'models' } },
      { option: logging, to: 'properties.contentLoggingEnabled', as: 'boolean' }
    ]
  },
  transcription: {
    name: 'transcription',
    plural: 'transcriptions',
    collection: 'transcriptions',
    area: 'batch',
    hasWork: true,
    hasFiles: true,
    create: [
      ...creating,
      inProject,
      { option: content, to: 'contentUrls', as: 'texts' },
      { option: container, to: 'contentContainerUrl', as: 'text' },
      { option: resourceReference.dataset, to: 'dataset', as: { reference: 'datasets' } },
      { option: resourceReference.model, to: 'model', as: { reference: 'models' } },
      { option: wordTimes, to: 'properties.wordLevelTimestampsEnabled', as: 'boolean' },
      { option: profanity, to: 'properties.profanityFilterMode', as: 'text' },
      { option: punctuation, to: 'properties.punctuationMode', as: 'text' },
      { option: diarization, to: 'properties.diarizationEnabled', as: 'boolean' },
      { option: channels, to: 'properties.channels', as: 'numbers' },
      { option: timeToLive, to: 'properties.timeToLive', as: 'text' },
      { option: email, to: 'properties.email', as: 'text' }
    ],
    update: [...describing, inProject]
  },
  webhook: {
    name: 'webhook',
    plural: 'webhooks',
    collection: 'webhooks',
    area: 'csr',
    hasWork: true,
    hasFiles: false,
    create: [
      ...describing,
      { option: receiver, to: 'webUrl', as: 'text' },
      { option: events, to: 'events', as: 'events' },
      { option: secret, to: 'properties.secret', as: 'text' }
    ],
    update: [
      ...describing,
      { option: receiver, to: 'webUrl', as: 'text' },
      { option: events, to: 'events', as: 'events' },
      { option: secret, to: 'properties.secret', as: 'text' }
    ]
  }
}
