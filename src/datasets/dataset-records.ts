/** What a rebuild needs of a dataset beside its report and its data. @module */
import type { Projects } from '../projects/index.ts'
import { EntityRecords, headRecord, type Platform } from '../resources/index.ts'
import type { Dataset } from './dataset.ts'

/** Records of what neither the report of the import nor the accepted data holds. */
export const datasetRecords = (platform: Platform, projects: Projects): EntityRecords<Dataset> =>
  new EntityRecords(platform, 'datasets', async (dataset) => {
    const { kind, origin, contentUrl, sourceFileName, textNormalizationKind, projectId } = dataset
    return {
      ...headRecord(dataset),
      kind,
      origin,
      contentUrl,
      sourceFileName,
      textNormalizationKind,
      project: await projects.record(projectId)
    }
  })
