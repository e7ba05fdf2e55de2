/** Datasets: what other folders may know of them. @module */
import type { FastifyInstance } from 'fastify'
import type { Platform } from '../platform/index.ts'
import type { Utterance } from './accepted-data.ts'
import type { Dataset } from './dataset.ts'
import { datasetAnswer } from './dataset-answer.ts'
import { datasetRoutes } from './dataset-routes.ts'
import { DatasetService, type DatasetsParts, type DatasetUser } from './datasets.ts'
import type { Pronunciation } from './pronunciation-line.ts'

export type { Utterance } from './accepted-data.ts'
export { type Dataset, type DatasetKind, type DatasetStatus, datasetKinds } from './dataset.ts'
export { datasetMigrations } from './dataset-store.ts'
export type { DatasetsParts, DatasetUser } from './datasets.ts'
export type { Pronunciation } from './pronunciation-line.ts'

export type Datasets = Readonly<{
  get(id: string): Promise<Dataset | undefined>
  /**
   * Sentences in lexical form: lines of a Language dataset, transcripts of an Acoustic one.
   * @param keep lower-cased display words (`3cpo`) left whole, whose pronunciations are trained
   */
  sentences(id: string, keep?: ReadonlySet<string>): AsyncIterable<string>
  /** Entries of a Pronunciation dataset. */
  pronunciations(id: string): AsyncIterable<Pronunciation>
  /** Clips of an Acoustic dataset, each with its words and the local path of its audio. */
  utterances(id: string): Promise<Utterance[]>
  /** SHA-256 in hex of the accepted content. */
  contentHash(id: string): Promise<string>
  /** A noun that refers to datasets says so; a dataset in use cannot be deleted. */
  addUser(user: DatasetUser): void
  routes(app: FastifyInstance): void
}>

export function createDatasets(platform: Platform, parts: DatasetsParts): Datasets {
  const service = new DatasetService(platform, parts)
  parts.projects.addCollection({
    name: 'datasets',
    count: (projectId) => service.store.count(projectId),
    list: async (projectId, paging, request) => {
      const datasets = await service.store.list({ skip: paging.skip, limit: paging.top, projectId })
      return datasets.map((dataset) => datasetAnswer(request, dataset))
    },
    detach: (projectId) => service.store.detach(projectId)
  })
  return {
    get: (id) => service.get(id),
    sentences: (id, keep) => service.sentences(id, keep),
    pronunciations: (id) => service.pronunciations(id),
    utterances: (id) => service.utterances(id),
    contentHash: (id) => service.contentHash(id),
    addUser: (user) => service.addUser(user),
    routes: (app) => datasetRoutes(app, service, platform)
  }
}
