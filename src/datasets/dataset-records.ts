/** What a rebuild needs of a dataset beside its report and its data. @module */
import type { Projects } from '../projects/index.ts'
import { EntityRecords, headRecord, type Platform } from '../resources/index.ts'
import type { Dataset } from './dataset.ts'

export class DatasetRecords {
  readonly #records: EntityRecords
  readonly #projects: Projects

  constructor(platform: Platform, projects: Projects) {
    this.#records = new EntityRecords(platform, 'datasets')
    this.#projects = projects
  }

  /** What neither the report of the import nor the accepted data holds. */
  async save(dataset: Dataset): Promise<void> {
    const { kind, origin, contentUrl, sourceFileName, textNormalizationKind } = dataset
    await this.#records.save(dataset.id, {
      ...headRecord(dataset),
      kind,
      origin,
      contentUrl,
      sourceFileName,
      textNormalizationKind,
      project: await this.#projects.record(dataset.projectId)
    })
  }

  read = (id: string): ReturnType<EntityRecords['read']> => this.#records.read(id)
  remove = (id: string): Promise<void> => this.#records.remove(id)
  ids = (): Promise<ReadonlySet<string>> => this.#records.ids()
}
