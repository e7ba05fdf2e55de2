/** What a rebuild needs of a model beside its bundle. @module */
import type { Projects } from '../projects/index.ts'
import { EntityRecords, headRecord, type Platform } from '../resources/index.ts'
import type { Model } from './model.ts'

export class ModelRecords {
  readonly #records: EntityRecords
  readonly #projects: Projects

  constructor(platform: Platform, projects: Projects) {
    this.#records = new EntityRecords(platform, 'models')
    this.#projects = projects
  }

  /** What a bundle does not hold, as its bytes depend on nothing but the data. */
  async save(model: Model): Promise<void> {
    await this.#records.save(model.id, {
      ...headRecord(model),
      datasetIds: model.datasetIds,
      requestedWeightPercent: model.requestedWeightPercent,
      project: await this.#projects.record(model.projectId)
    })
  }

  read = (id: string): ReturnType<EntityRecords['read']> => this.#records.read(id)
  remove = (id: string): Promise<void> => this.#records.remove(id)
  ids = (): Promise<ReadonlySet<string>> => this.#records.ids()
}
