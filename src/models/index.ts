/** Models: what other folders may know of them. @module */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Migration, Transaction } from '../platform/index.ts'
import { entityCollection } from '../projects/index.ts'
import type { RecognitionModel } from '../recognizers/index.ts'
import {
  type EntityUser,
  entityFilters,
  type Platform,
  type StoredCollection,
  selfLink
} from '../resources/index.ts'
import { ModelCopies } from './copy-models.ts'
import { copyRoutes, receiveRoute } from './copy-routes.ts'
import { copyMigrations } from './copy-store.ts'
import {
  createDisplayFormatter,
  type DisplayFormatter,
  type DisplayFormatterOptions
} from './display-formatter.ts'
import { modelAnswer } from './model-answer.ts'
import { modelRoutes } from './model-routes.ts'
import { modelMigrations as tableMigrations } from './model-store.ts'
import { type KnownModel, ModelService, type ModelsParts, type TextAdaptation } from './models.ts'
import { storedModels } from './stored-models.ts'
import { usableModel } from './usable-model.ts'

export type { BaseModelDetails, BaseModelMeasurementAnswer } from './base-model-details.ts'
export { baseModelId } from './base-models.ts'
export {
  type BundleManifest,
  bundleJson,
  CHECKSUMS_FILE,
  DISPLAY_FILE,
  FORMATTING_FILE,
  MANIFEST_FILE,
  manifestFields,
  REPORT_FILE,
  TEXT_FILE
} from './bundle.ts'
export { checksumsOf } from './bundle-checksums.ts'
export { readParts } from './check-bundle.ts'
export { requestedWeights as wantedShares } from './dataset-weights.ts'
export type { GeneralSetFigures } from './general-test-set.ts'
export { bundlePrefix, type Model, TRAINING_JOB } from './model.ts'
export { type DisplayWords, type ModelDisplay, modelDisplay } from './model-display.ts'
export { modelsApi } from './model-operations.ts'
export type { ModelStore } from './model-store.ts'
export { recognitionModelOf } from './recognition-model.ts'
export const modelMigrations: readonly Migration[] = [...tableMigrations, ...copyMigrations]
export type { DisplayFormatter, KnownModel, ModelsParts, TextAdaptation }

/** What training works on, and nothing else should: the stored models and their state transitions. */
export type ModelCatalog = Pick<ModelService, 'bases' | 'require' | 'store' | 'trained'>

/** What installing and removing base models works on. */
export type BaseModelList = Pick<ModelService, 'bases' | 'basesChanged' | 'requireUnusedBase'>

export type Models = Readonly<{
  catalog: ModelCatalog
  baseModels: BaseModelList
  /** A custom or a base model by its id. */
  get(id: string): Promise<KnownModel | undefined>
  /** Every base and custom model, in any state. */
  all(): Promise<readonly KnownModel[]>
  /** The newest base model of a locale. */
  defaultBase(locale: string): KnownModel | undefined
  /** The model that answers for an endpoint's: itself, or the newest base of its locale once it has expired. */
  answering(id: string): Promise<string>
  /** What an engine opens. Throws a Problem for a model that does not exist or is not trained. */
  recognitionModel(id: string): Promise<RecognitionModel>
  /** From the words that the model recognizes to text for readers. Throws as `recognitionModel` does. */
  displayFormatter(id: string, options: DisplayFormatterOptions): Promise<DisplayFormatter>
  /** Absolute address of the model, `/models/base/<id>` for a base model. */
  self(request: FastifyRequest, id: string): string
  /** Id of the model that a request names; throws a Problem when it cannot recognize speech of that locale. */
  usable(reference: unknown, target: string, locale: string): Promise<string>
  /** Trains a model that is the given one plus these sentences; returns its id at once. */
  adaptToText(id: string, text: string, as: TextAdaptation): Promise<string>
  /** Whether its training has ended, however. */
  settled(tx: Transaction, id: string): Promise<boolean>
  /** A noun that refers to models says so; a model in use cannot be deleted. */
  addUser(user: EntityUser): void
  /** In the transaction that will refer to it: throws a Problem when it was deleted since it was checked. */
  requireExisting(tx: Transaction, id: string): Promise<void>
  /** Their bundles, compared with the database before the first request. */
  stored: StoredCollection
  /** What a rebuild of a lost database would need, for models that lack it. */
  completeRecords(signal: AbortSignal): Promise<void>
  routes(app: FastifyInstance): void
  /** This service as a resource that models are copied from and to. */
  resourceId(): Promise<string>
  /** Outside the contract's base path: where another service brings a model. */
  receiveRoute(app: FastifyInstance): void
}>

export function createModels(platform: Platform, parts: ModelsParts): Models {
  const service = new ModelService(platform, parts)
  const copies = new ModelCopies(platform, service, parts.acceptsKey)
  parts.projects.addCollection(
    entityCollection({
      name: 'models',
      filters: entityFilters,
      store: service.store,
      answer: (request, model) => modelAnswer(request, service, model)
    })
  )
  parts.datasets.addUser(async (datasetId, tx) => {
    const user = await service.store.ofDataset(datasetId, tx)
    return user && `the model "${user.displayName}" (${user.id})`
  })
  return {
    catalog: service,
    baseModels: service,
    get: (id) => service.get(id),
    all: () => service.all(),
    defaultBase: (locale) => service.defaultBase(locale),
    answering: (id) => service.answering(id),
    recognitionModel: async (id) => (await service.trained(id)).model,
    displayFormatter: async (id, options) =>
      createDisplayFormatter((await service.trained(id)).display, options),
    self: (request, id) =>
      selfLink(
        request,
        service.bases.find(id) ? `models/base/${id.toLowerCase()}` : `models/${id.toLowerCase()}`
      ),
    usable: (reference, target, locale) => usableModel((id) => service.get(id), reference, target, locale),
    addUser: (user) => service.users.add(user),
    adaptToText: (id, text, as) => service.adaptToText(id, text, as),
    settled: (tx, id) => service.settled(tx, id),
    requireExisting: (tx, id) => service.requireExisting(tx, id),
    stored: storedModels(platform, service, parts),
    completeRecords: (signal) => service.completeRecords(signal),
    routes: (app) => {
      service.watchExpiry()
      modelRoutes(app, service, platform.links)
      copyRoutes(app, copies, service, platform)
    },
    resourceId: () => copies.resourceId(),
    receiveRoute: (app) => receiveRoute(app, copies)
  }
}
