/** Every noun made once, and the tables of all: the same in the service and in a worker. @module */
import { type BaseModelResource, baseModelMigrations, createBaseModels } from './base-models/index.ts'
import { createDatasets, type Datasets, datasetMigrations } from './datasets/index.ts'
import { createEndpoints, type Endpoints, endpointMigrations } from './endpoints/index.ts'
import { createEvaluations, type Evaluations, evaluationMigrations } from './evaluations/index.ts'
import { createModels, type Models, modelMigrations } from './models/index.ts'
import { accessKeyMigrations, jobMigrations, type Migration, secretMigrations } from './platform/index.ts'
import { createProjects, type Projects, projectMigrations } from './projects/index.ts'
import type { Engine } from './recognizers/index.ts'
import { folderMigrations, mailMigrations, type Platform } from './resources/index.ts'
import { createTraining, type Training } from './training/index.ts'
import { createTranscriptions, type Transcriptions, transcriptionMigrations } from './transcriptions/index.ts'
import { createWebHooks, type WebHooks, webHookMigrations } from './webhooks/index.ts'

export const MIGRATIONS: readonly Migration[] = [
  ...jobMigrations,
  ...mailMigrations,
  ...accessKeyMigrations,
  ...secretMigrations,
  ...folderMigrations,
  ...projectMigrations,
  ...datasetMigrations,
  ...modelMigrations,
  ...evaluationMigrations,
  ...endpointMigrations,
  ...transcriptionMigrations,
  ...webHookMigrations,
  ...baseModelMigrations
]

export type Resources = Readonly<{
  projects: Projects
  datasets: Datasets
  models: Models
  baseModels: BaseModelResource
  training: Training
  evaluations: Evaluations
  endpoints: Endpoints
  transcriptions: Transcriptions
  webHooks: WebHooks
}>

/** Their jobs are handled and their events listened to from then on. */
export function createResources(
  platform: Platform,
  {
    engine,
    acceptsKey,
    now
  }: Readonly<{ engine: Engine; acceptsKey: (key: string) => boolean; now: () => number }>
): Resources {
  // One list for all of them, which grows when a base model of another language is installed.
  const locales: string[] = []
  const readLocales = (): void => {
    const now = [...new Set(engine.baseModels.map(({ locale }) => locale))].sort()
    locales.splice(0, locales.length, ...now)
  }
  readLocales()
  const projects = createProjects(platform, { locales })
  const datasets = createDatasets(platform, { projects, locales, engine })
  const models = createModels(platform, { projects, datasets, engine, acceptsKey })
  const training = createTraining(platform, { datasets, models, engine })
  const baseModels = createBaseModels(platform, { models, training, engine, changed: readLocales })
  const evaluations = createEvaluations(platform, { projects, datasets, models, engine, locales })
  const endpoints = createEndpoints(platform, { projects, models, engine, locales, now })
  const transcriptions = createTranscriptions(platform, { projects, datasets, models, engine, locales, now })
  const webHooks = createWebHooks(platform)
  return {
    projects,
    datasets,
    models,
    baseModels,
    training,
    evaluations,
    endpoints,
    transcriptions,
    webHooks
  }
}
