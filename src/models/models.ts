/** The models of the service: made, changed, deleted, and read by all that recognize speech. @module */
import { randomUUID } from 'node:crypto'
import type { Datasets } from '../datasets/index.ts'
import { Problem, type StoredFile, type Transaction } from '../platform/index.ts'
import type { Projects } from '../projects/index.ts'
import type { Engine } from '../recognizers/index.ts'
import {
  cancelWork,
  type EntityChanges,
  type EntityRecords,
  type EntityStatus,
  EntityUsers,
  everything,
  invalidPayload,
  isTerminal,
  type Platform,
  type Progress,
  progressOf
} from '../resources/index.ts'
import { BaseModels, type ListedBase } from './base-models.ts'
import { CHECKSUMS_FILE } from './bundle.ts'
import { type BundleParts, checkBundle } from './check-bundle.ts'
import type { CreateModelRequest } from './create-model-request.ts'
import { datasetWeightNames } from './dataset-weights.ts'
import { Lifecycle } from './lifecycle.ts'
import { bundlePrefix, checkDeletable, DELETED_MODELS, type Model, TRAINING_JOB } from './model.ts'
import { modelDisplay } from './model-display.ts'
import { modelRecords } from './model-records.ts'
import { ModelStore } from './model-store.ts'
import { type Trained, TrainedModels } from './trained-models.ts'
import {
  checkAdaptsWith,
  checkHasWords,
  checkTakesOption,
  TrainingReferences
} from './training-references.ts'
import { watchExpiry } from './watch-expiry.ts'

export type ModelsParts = Readonly<{
  projects: Projects
  datasets: Datasets
  engine: Engine
  /** Whether a key opens this service. */
  acceptsKey: (key: string) => boolean
}>

/** What the model of an endpoint's text is called, and where it belongs. */
export type TextAdaptation = Readonly<{ displayName: string; locale: string; projectId?: string }>

/** A model as its users see it, custom or base. */
export type KnownModel = Readonly<{
  id: string
  kind: 'base' | 'custom'
  displayName: string
  locale: string
  status: EntityStatus
  /** Past its date, where models expire. */
  expired: boolean
  /** For a base model its release. */
  createdDateTime: Date
}>

export class ModelService {
  readonly store: ModelStore
  readonly bases: BaseModels
  readonly users = new EntityUsers('model')
  readonly lifecycle: Lifecycle
  readonly records: EntityRecords<Model>
  readonly engine: Engine
  readonly #references: TrainingReferences
  readonly #trained: TrainedModels
  readonly #platform: Platform
  readonly #parts: ModelsParts

  constructor(platform: Platform, parts: ModelsParts) {
    this.#platform = platform
    this.#parts = parts
    this.store = new ModelStore(platform)
    this.bases = new BaseModels(parts.engine.baseModels, platform.settings.defaultBaseModels)
    this.lifecycle = new Lifecycle(platform.settings.modelExpiry)
    this.records = modelRecords(platform, parts.projects)
    const { datasets, engine } = parts
    this.engine = engine
    const { bases, lifecycle, store } = this
    this.#references = new TrainingReferences({ bases, datasets, lifecycle, store })
    this.#trained = new TrainedModels(platform.files, engine)
  }

  async get(id: string): Promise<KnownModel | undefined> {
    const base = this.bases.find(id)
    return base ? this.#knownBase(base) : this.#knownCustom(await this.store.find(id))
  }

  defaultBase(locale: string): KnownModel | undefined {
    const base = this.bases.defaultFor(locale)
    return base && this.#knownBase(base)
  }

  /** Base models by release, then custom ones by creation. */
  async all(): Promise<readonly KnownModel[]> {
    const custom = await everything((paging) => this.store.list(paging))
    const known = [
      ...this.bases.all.map((base) => this.#knownBase(base)),
      ...custom.map((model) => this.#knownCustom(model))
    ]
    return known.filter((model) => model !== undefined)
  }

  /** The model that answers for an endpoint's: itself, or the newest base model of its locale once it has expired. */
  async answering(id: string): Promise<string> {
    const model = await this.get(id)
    return (model?.expired ? this.bases.defaultFor(model.locale)?.id : undefined) ?? id
  }

  #knownBase({ id, release, locale, firstSeen, createdDateTime }: ListedBase): KnownModel {
    const expired = this.lifecycle.over(this.lifecycle.baseDates(firstSeen).transcription)
    return { id, kind: 'base', displayName: release, locale, status: 'Succeeded', expired, createdDateTime }
  }

  #knownCustom(model: Model | undefined): KnownModel | undefined {
    if (!model) return undefined
    const { id, displayName, locale, status, createdDateTime } = model
    const expired = this.lifecycle.over(this.lifecycle.customDate(createdDateTime))
    return { id, kind: 'custom', displayName, locale, status, expired, createdDateTime }
  }

  /** @throws Problem `NotFound` */
  require(id: string): Promise<Model> {
    return this.store.require(id)
  }

  /** @throws Problem for a model that does not exist or is not trained */
  async trained(id: string): Promise<Trained> {
    const base = this.bases.find(id)
    if (base) return { model: { base: base.name }, display: modelDisplay({}) }
    return this.#trained.open(await this.require(id))
  }

  /** Refuses a model that was deleted since it was checked. */
  async requireExisting(tx: Transaction, id: string): Promise<void> {
    if (this.bases.find(id) || (await this.store.find(id, tx))) return
    throw invalidPayload(`The model ${id} does not exist.`, 'model')
  }

  /** Entity and training appear together. @throws Problem for references that do not fit */
  async create(input: CreateModelRequest): Promise<Model> {
    const { baseModelId, ...fields } = input
    await this.#parts.projects.check(input.projectId, input.locale)
    const base = await this.#references.base(baseModelId, input.locale)
    for (const [index, id] of input.datasetIds.entries()) {
      await this.#references.dataset(id, base, `datasets[${index}]`)
    }
    if (input.text !== undefined) {
      checkAdaptsWith(base, 'Language', 'text')
      checkHasWords(input.text, input.locale)
    }
    if (input.requestedWeightPercent !== undefined) {
      checkTakesOption(base, 'customModelWeightPercent', 'properties.customModelWeightPercent')
    }
    const weighed = datasetWeightNames(input.customProperties)[0]
    if (weighed !== undefined) checkTakesOption(base, 'datasetWeights', `customProperties.${weighed}`)
    const now = new Date()
    const model: Model = {
      id: randomUUID(),
      ...fields,
      base: base.name,
      status: 'NotStarted',
      createdDateTime: now,
      lastActionDateTime: now
    }
    const { database, jobs, mail } = this.#platform
    const { projects, datasets } = this.#parts
    const address = mail.addressOf(input.email, 'properties.email')
    await database.transaction(async (tx) => {
      await projects.requireExisting(tx, model.projectId)
      for (const id of model.datasetIds) await datasets.requireExisting(tx, id)
      await this.store.insert(tx, model)
      await mail.expect(tx, `models/${model.id}`, address)
      await jobs.enqueue(tx, { kind: TRAINING_JOB, subject: model.id })
    })
    await this.records.save(model)
    return model
  }

  /** A model that is not there has nothing left to wait for. */
  async settled(tx: Transaction, id: string): Promise<boolean> {
    const model = this.bases.find(id) ? undefined : await this.store.find(id, tx)
    return model === undefined || isTerminal(model.status)
  }

  /** @throws Problem as `create` does */
  async adaptToText(
    id: string,
    text: string,
    { displayName, locale, projectId }: TextAdaptation
  ): Promise<string> {
    const base = this.bases.find(id)
    const custom = base ? undefined : await this.require(id)
    const baseModelId = base?.id ?? (custom && this.bases.named(custom.base)?.id)
    const model = await this.create({
      displayName: `${displayName} (text of the endpoint)`,
      locale,
      ...(projectId === undefined ? {} : { projectId }),
      ...(baseModelId === undefined ? {} : { baseModelId }),
      datasetIds: custom?.datasetIds ?? [],
      text: custom?.text === undefined ? text : `${custom.text}\n${text}`,
      ...(custom?.requestedWeightPercent === undefined
        ? {}
        : { requestedWeightPercent: custom.requestedWeightPercent })
    })
    return model.id
  }

  async change(model: Model, changes: EntityChanges): Promise<void> {
    await this.#parts.projects.changeEntity(this.store, model, changes)
    await this.records.save(await this.require(model.id))
  }

  progress(model: Model): Promise<Progress> {
    return progressOf(this.#platform.jobs, model)
  }

  /** @throws Problem NotFound, Conflict when its training has ended */
  async cancel(id: string): Promise<Model> {
    await cancelWork(this.#platform.jobs, 'model', await this.require(id))
    return this.require(id)
  }

  /** A model that is not there is as good as deleted. */
  async delete(id: string): Promise<void> {
    if (this.bases.find(id)) {
      throw new Problem(
        'Conflict',
        'DeleteNotAllowed',
        `The model ${id} is a base model. Base models cannot be deleted.`
      )
    }
    const model = await this.store.find(id)
    if (!model) return
    checkDeletable(model)
    const { database, files } = this.#platform
    const mark = `${DELETED_MODELS}/${model.id}`
    // Leads the next start to the bundle if the process ends before it is gone.
    await files.put(mark, '')
    try {
      await database.transaction(async (tx) => {
        await this.users.requireUnused(tx, model.id)
        await this.store.remove(tx, model.id)
      })
    } catch (error) {
      await files.removeAll(mark)
      throw error
    }
    await this.removeFiles(model.id)
    await files.removeAll(mark)
  }

  /** Of a model that the database does not know any more. */
  async removeFiles(id: string): Promise<void> {
    this.#trained.forget(id)
    await this.#platform.files.removeAll(bundlePrefix(id))
    await this.records.remove(id)
  }

  /** Told once of each model, and so by one process. */
  watchExpiry(): void {
    watchExpiry(this.#platform, this.store, this.lifecycle)
  }

  /** After base models were added to the engine or removed from it. */
  async basesChanged(): Promise<void> {
    this.bases.replace(this.#parts.engine.baseModels)
    await this.rememberBases()
  }

  /** @throws Problem NotFound; InUseViolation naming what uses the base model */
  async requireUnusedBase(id: string, tx: Transaction): Promise<ListedBase> {
    const base = this.bases.find(id)
    if (!base) throw new Problem('NotFound', undefined, `The base model ${id} does not exist.`, 'id')
    await this.users.requireUnused(tx, base.id)
    const trained = await this.store.ofBase(base.name, tx)
    if (!trained) return base
    throw new Problem(
      'Conflict',
      'InUseViolation',
      `The base model ${base.name} is used by the model "${trained.displayName}" (${trained.id}); it can be removed once nothing uses it.`
    )
  }

  /** Before the first request. */
  async rememberBases(): Promise<void> {
    this.bases.remember(await this.store.firstSeen(this.bases.all.map(({ name }) => name)))
  }

  /** Models of versions that wrote no records get theirs. */
  async completeRecords(signal: AbortSignal): Promise<void> {
    const recorded = await this.records.ids()
    for (const { id } of await this.store.succeeded()) {
      if (signal.aborted) return
      const model = recorded.has(id) ? undefined : await this.store.find(id)
      if (model) await this.records.save(model)
    }
  }

  /** The files of its bundle, by name, but for the sums of them. */
  async *files(model: Model): AsyncIterable<StoredFile> {
    const prefix = bundlePrefix(model.id)
    for await (const file of this.#platform.files.list(prefix)) {
      if (file.key !== `${prefix}/${CHECKSUMS_FILE}`) yield file
    }
  }

  /** What is recorded of the files of its bundle; undefined for a bundle of version 0.1. */
  async checksums(model: Model): Promise<string | undefined> {
    const key = `${bundlePrefix(model.id)}/${CHECKSUMS_FILE}`
    return (await this.#platform.files.stat(key)) ? this.#platform.files.readText(key) : undefined
  }

  /** What the bundle of a model holds, verified. @throws BundleInvalid */
  bundleParts(id: string): Promise<BundleParts> {
    return this.#trained.parts(id)
  }

  /** Checks a bundle that came from elsewhere. @throws BundleInvalid */
  checkBundle(folder: string): Promise<BundleParts> {
    return checkBundle(folder, this.engine)
  }

  stat(key: string): Promise<StoredFile | undefined> {
    return this.#platform.files.stat(key)
  }
}
