/** The datasets of the service: made, changed, deleted, and read by trainings and evaluations. @module */
import { randomUUID } from 'node:crypto'
import { fetchContent, type Transaction } from '../platform/index.ts'
import type { Projects } from '../projects/index.ts'
import {
  cancelWork,
  type EntityChanges,
  type EntityRecords,
  EntityUsers,
  invalidPayload,
  type Platform
} from '../resources/index.ts'
import { normalizerFor } from '../speech/text/index.ts'
import { AcceptedData, type Utterance } from './accepted-data.ts'
import type { CreateDatasetRequest } from './create-dataset-request.ts'
import {
  awaitsBlocks,
  checkDeletable,
  committedPrefix,
  type Dataset,
  type DatasetLimits,
  type DatasetOrigin,
  datasetLimits,
  deletedKey,
  sourceName,
  uploadPrefix
} from './dataset.ts'
import { datasetRecords } from './dataset-records.ts'
import { DatasetStore } from './dataset-store.ts'
import { IMPORT_CANCELLED, importHandler, importKind } from './import-dataset.ts'
import type { Pronunciation } from './pronunciation-line.ts'
import { type ComparisonEngine, TextComparison } from './text-comparison.ts'

export type DatasetsParts = Readonly<{
  projects: Projects
  /** Those that models can be made in; each must have a text normalizer. */
  locales: readonly string[]
  limits?: DatasetLimits
  /** What reports compare texts with. */
  engine?: ComparisonEngine
}>

export class DatasetService {
  readonly store: DatasetStore
  readonly accepted: AcceptedData
  readonly limits: DatasetLimits
  readonly locales: readonly string[]
  readonly comparison: TextComparison
  readonly users = new EntityUsers('dataset')
  readonly records: EntityRecords<Dataset>
  readonly #platform: Platform
  readonly #projects: Projects

  constructor(platform: Platform, { projects, locales, limits = datasetLimits, engine }: DatasetsParts) {
    this.#platform = platform
    this.#projects = projects
    this.limits = limits
    this.locales = locales
    this.store = new DatasetStore(platform)
    this.accepted = new AcceptedData(platform.files)
    this.records = datasetRecords(platform, projects)
    this.comparison = new TextComparison(this.store, this.accepted, engine)
    platform.jobs.handle(
      importHandler({
        store: this.store,
        files: platform.files,
        limits,
        lexicalOf: normalizerFor,
        comparison: this.comparison,
        fetch: (url, options) =>
          fetchContent(url, { allowPrivate: platform.settings.allowPrivateUrls, ...options })
      })
    )
  }

  get(id: string): Promise<Dataset | undefined> {
    return this.store.find(id)
  }

  /** @throws Problem `NotFound` */
  require(id: string): Promise<Dataset> {
    return this.store.require(id)
  }

  /** Refuses a dataset that was deleted since it was checked. */
  async requireExisting(tx: Transaction, id: string): Promise<void> {
    if (!(await this.store.find(id, tx))) throw invalidPayload(`The dataset ${id} does not exist.`, 'dataset')
  }

  /** Entity and import appear together; a dataset without bytes waits for its blocks. */
  async create(
    input: CreateDatasetRequest,
    origin: DatasetOrigin,
    { id = randomUUID(), fileName }: Readonly<{ id?: string; fileName?: string }> = {}
  ): Promise<Dataset> {
    const { database, jobs, mail } = this.#platform
    const address = mail.addressOf(input.email, 'properties.email')
    await this.#projects.check(input.projectId, input.locale)
    const now = new Date()
    const dataset: Dataset = {
      id,
      ...input,
      origin,
      sourceFileName: fileName ?? fileNameIn(input.contentUrl) ?? sourceName(input.kind),
      status: 'NotStarted',
      acceptedLineCount: 0,
      rejectedLineCount: 0,
      createdDateTime: now,
      lastActionDateTime: now
    }
    await database.transaction(async (tx) => {
      await this.#projects.requireExisting(tx, dataset.projectId)
      await this.store.insert(tx, dataset)
      await mail.expect(tx, `datasets/${id}`, address)
      if (origin !== 'blocks') await jobs.enqueue(tx, { kind: importKind, subject: id })
    })
    await this.records.save(dataset)
    return dataset
  }

  async change(dataset: Dataset, changes: EntityChanges): Promise<void> {
    await this.#projects.changeEntity(this.store, dataset, changes)
    await this.records.save(await this.require(dataset.id))
  }

  /** @throws Problem NotFound, Conflict when its import has ended */
  async cancel(id: string): Promise<Dataset> {
    const dataset = await this.require(id)
    // One that waits for its blocks has no work to cancel yet.
    const cancelledNow =
      awaitsBlocks(dataset) && (await this.store.move(dataset.id, 'Failed', { error: IMPORT_CANCELLED }))
    if (!cancelledNow) await cancelWork(this.#platform.jobs, 'dataset', dataset)
    return this.require(dataset.id)
  }

  /** A dataset that is not there is as good as deleted. */
  async delete(id: string): Promise<void> {
    const found = await this.store.find(id)
    if (found === undefined) return
    checkDeletable(found)
    const { database, files } = this.#platform
    // Leads the next start to the files if the process ends before all of them are gone.
    await files.put(deletedKey(found.id), '')
    try {
      await database.transaction(async (tx) => {
        await this.users.requireUnused(tx, found.id)
        await this.store.remove(tx, found.id)
      })
    } catch (error) {
      await files.removeAll(deletedKey(found.id))
      throw error
    }
    await this.removeFiles(found.id)
  }

  /** Datasets of versions that wrote no records get theirs. */
  async completeRecords(signal: AbortSignal): Promise<void> {
    const recorded = await this.records.ids()
    for (const { id } of await this.store.succeeded()) {
      if (signal.aborted) return
      const dataset = recorded.has(id) ? undefined : await this.store.find(id)
      if (dataset) await this.records.save(dataset)
    }
  }

  async *sentences(id: string, keep?: ReadonlySet<string>): AsyncGenerator<string> {
    const dataset = await this.require(id)
    yield* this.accepted.sentences(dataset, normalizerFor(dataset.locale), keep)
  }

  pronunciations(id: string): AsyncGenerator<Pronunciation> {
    return this.accepted.pronunciations(id)
  }

  utterances(id: string): Promise<Utterance[]> {
    return this.accepted.utterances(id)
  }

  async contentHash(id: string): Promise<string> {
    return this.accepted.contentHash(await this.require(id))
  }

  /** Of a dataset that the database does not know any more. */
  async removeFiles(id: string): Promise<void> {
    await this.#platform.files.removeAll(committedPrefix(id))
    await this.#platform.files.removeAll(uploadPrefix(id))
    await this.records.remove(id)
    await this.#platform.files.removeAll(deletedKey(id))
  }
}

const fileNameIn = (contentUrl: string | undefined): string | undefined =>
  contentUrl === undefined ? undefined : new URL(contentUrl).pathname.split('/').at(-1) || undefined
