/** Datasets: what other folders may know of them. @module */
import type { FastifyInstance } from 'fastify'
import type { Transaction } from '../platform/index.ts'
import { entityCollection } from '../projects/index.ts'
import type { EntityUser, Platform, StoredCollection } from '../resources/index.ts'
import type { DisplayRules } from '../speech/display/index.ts'
import type { Utterance } from './accepted-data.ts'
import type { Dataset } from './dataset.ts'
import { datasetAnswer } from './dataset-answer.ts'
import { datasetFilters, datasetRoutes } from './dataset-routes.ts'
import { DatasetService, type DatasetsParts } from './datasets.ts'
import type { Pronunciation } from './pronunciation-line.ts'
import { storedDatasets } from './stored-datasets.ts'
import type { StoredEntry } from './stored-entry.ts'

export type { Utterance } from './accepted-data.ts'
export { type Dataset, type DatasetKind, datasetKinds } from './dataset.ts'
export { datasetsApi } from './dataset-operations.ts'
export { datasetMigrations } from './dataset-store.ts'
export type { DatasetsParts } from './datasets.ts'
export type { Pronunciation } from './pronunciation-line.ts'
export type { StoredEntry } from './stored-entry.ts'

export type Datasets = Readonly<{
  get(id: string): Promise<Dataset | undefined>
  /**
   * Sentences in lexical form: lines of a Language dataset, transcripts of an Acoustic one.
   * @param keep lower-cased display words (`3cpo`) left whole, whose pronunciations are trained
   */
  sentences(id: string, keep?: ReadonlySet<string>): AsyncIterable<string>
  /** Entries of a Pronunciation dataset. */
  pronunciations(id: string): AsyncIterable<Pronunciation>
  /** Entries of a LanguageMarkdown dataset: classes and words before the sentences. */
  structured(id: string): AsyncIterable<StoredEntry>
  /** Rules of an OutputFormatting dataset. */
  formattingRules(id: string): Promise<DisplayRules>
  /** Clips of an Acoustic dataset, each with its words and the local path of its audio. */
  utterances(id: string): Promise<Utterance[]>
  /** SHA-256 in hex of the accepted content. */
  contentHash(id: string): Promise<string>
  /** A noun that refers to datasets says so; a dataset in use cannot be deleted. */
  addUser(user: EntityUser): void
  /** In the transaction that will refer to it: throws a Problem when it was deleted since it was checked. */
  requireExisting(tx: Transaction, id: string): Promise<void>
  /** Their files, compared with the database before the first request. */
  stored: readonly StoredCollection[]
  /** What a rebuild of a lost database would need, for datasets that lack it. */
  completeRecords(signal: AbortSignal): Promise<void>
  routes(app: FastifyInstance): void
}>

export function createDatasets(platform: Platform, parts: DatasetsParts): Datasets {
  const service = new DatasetService(platform, parts)
  parts.projects.addCollection(
    entityCollection({
      name: 'datasets',
      filters: datasetFilters,
      store: service.store,
      answer: (request, dataset) => datasetAnswer(request, dataset)
    })
  )
  return {
    get: (id) => service.get(id),
    sentences: (id, keep) => service.sentences(id, keep),
    pronunciations: (id) => service.pronunciations(id),
    structured: (id) => service.accepted.structured(id),
    formattingRules: (id) => service.accepted.formattingRules(id),
    utterances: (id) => service.utterances(id),
    contentHash: (id) => service.contentHash(id),
    addUser: (user) => service.users.add(user),
    requireExisting: (tx, id) => service.requireExisting(tx, id),
    stored: storedDatasets(platform, service, parts.projects),
    completeRecords: (signal) => service.completeRecords(signal),
    routes: (app) => datasetRoutes(app, service, platform)
  }
}
