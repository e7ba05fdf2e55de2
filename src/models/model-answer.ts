/** Models and their manifests in the shapes of the contract. @module */
import type { FastifyRequest } from 'fastify'
import { type FileLinks, type StoredFile, timestamp } from '../platform/index.ts'
import { isTerminal, type Progress, selfLink } from '../resources/index.ts'
import type { BaseModelDetails } from './base-model-details.ts'
import type { BaseModels, ListedBase } from './base-models.ts'
import { generalSetWarning } from './general-test-set.ts'
import type { Lifecycle } from './lifecycle.ts'
import { bundlePrefix, type Model } from './model.ts'
import type { ModelAnswers } from './model-schema.ts'

export type ModelAnswer = ModelAnswers['CustomModel'] &
  Readonly<{ properties?: Progress & ModelAnswers['ModelQuality'] }>
export type BaseModelAnswer = ModelAnswers['BaseModel'] &
  Readonly<{
    properties?: ModelAnswers['AdaptationOptions'] &
      Pick<ModelAnswers['ModelQuality'], 'warnings'> &
      Partial<BaseModelDetails>
  }>

/** This version serves endpoints and batches; it ships no containers. */
const FEATURES = {
  supportsTranscriptions: true,
  supportsEndpoints: true,
  supportsTranscriptionsOnSpeechContainers: false,
  supportedOutputFormats: ['Lexical', 'Display']
} as const

export function baseAnswer(request: FastifyRequest, base: ListedBase, lifecycle: Lifecycle): BaseModelAnswer {
  const self = selfLink(request, `models/base/${base.id}`)
  const dates = lifecycle.baseDates(base.firstSeen)
  const warning = lifecycle.warning(dates.transcription, base.locale)
  return {
    self,
    displayName: base.release,
    description: base.description,
    locale: base.locale,
    links: { manifest: `${self}/manifest` },
    properties: {
      deprecationDates: {
        adaptationDateTime: timestamp(dates.adaptation),
        transcriptionDateTime: timestamp(dates.transcription)
      },
      features: { ...FEATURES, supportsAdaptationsWith: [...base.adaptsWith] },
      adaptationOptions: [...base.adaptationOptions],
      chargeForAdaptation: false,
      ...base.details,
      name: base.name,
      ...(warning ? { warnings: [warning] } : {})
    },
    createdDateTime: timestamp(base.createdDateTime),
    lastActionDateTime: timestamp(base.createdDateTime),
    status: 'Succeeded'
  }
}

/** What an answer needs to know beyond the model itself. */
export type ModelNames = Readonly<{ bases: BaseModels; lifecycle: Lifecycle }>

export function modelAnswer(
  request: FastifyRequest,
  { bases, lifecycle }: ModelNames,
  model: Model,
  progress: Progress = {}
): ModelAnswer {
  const self = selfLink(request, `models/${model.id}`)
  const base = bases.named(model.base)
  const until = lifecycle.customDate(model.createdDateTime)
  const warnings = [lifecycle.warning(until, model.locale), generalSetWarning(model.generalSet)].filter(
    (warning) => warning !== undefined
  )
  const weight = model.requestedWeightPercent ?? model.weightPercent
  return {
    self,
    displayName: model.displayName,
    ...(model.description === undefined ? {} : { description: model.description }),
    locale: model.locale,
    ...(base === undefined ? {} : { baseModel: { self: selfLink(request, `models/base/${base.id}`) } }),
    datasets: model.datasetIds.map((id) => ({ self: selfLink(request, `datasets/${id}`) })),
    ...(model.projectId === undefined
      ? {}
      : { project: { self: selfLink(request, `projects/${model.projectId}`) } }),
    ...(model.customProperties === undefined ? {} : { customProperties: model.customProperties }),
    links: { manifest: `${self}/manifest`, files: `${self}/files`, copy: `${self}:copy` },
    properties: {
      ...(weight === undefined ? {} : { customModelWeightPercent: weight }),
      deprecationDates: { transcriptionDateTime: timestamp(until) },
      features: FEATURES,
      ...(model.email === undefined || isTerminal(model.status) ? {} : { email: model.email }),
      ...(model.error === undefined ? {} : { error: model.error }),
      ...(warnings.length > 0 ? { warnings } : {}),
      ...(model.generalSet === undefined ? {} : { generalSet: model.generalSet }),
      ...progress
    },
    createdDateTime: timestamp(model.createdDateTime),
    lastActionDateTime: timestamp(model.lastActionDateTime),
    status: model.status
  }
}

/** The bundle, file by file, under their names in it. */
export const manifestAnswer = (
  request: FastifyRequest,
  links: FileLinks,
  model: Model,
  files: readonly StoredFile[]
): ModelAnswers['ModelManifest'] => ({
  model: { self: selfLink(request, `models/${model.id}`) },
  modelFiles: files.map(({ key }) => ({
    name: key.slice(bundlePrefix(model.id).length + 1),
    contentUrl: links.contentUrl(request, key)
  })),
  properties: {
    base: model.base,
    ...(model.weightPercent === undefined ? {} : { weight: model.weightPercent / 100 })
  }
})
