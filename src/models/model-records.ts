/** What a rebuild needs of a model beside its bundle. @module */
import type { Projects } from '../projects/index.ts'
import { EntityRecords, headRecord, type Platform } from '../resources/index.ts'
import type { Model } from './model.ts'

/** Records of what a bundle does not hold, as its bytes depend on nothing but the data. */
export const modelRecords = (platform: Platform, projects: Projects): EntityRecords<Model> =>
  new EntityRecords(platform, 'models', async (model) => ({
    ...headRecord(model),
    datasetIds: model.datasetIds,
    requestedWeightPercent: model.requestedWeightPercent,
    project: await projects.record(model.projectId)
  }))
