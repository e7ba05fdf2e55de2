/** Training: from the data of a model to its report and its bundle. @module */
import type { FastifyInstance } from 'fastify'
import type { Datasets } from '../datasets/index.ts'
import type { Models } from '../models/index.ts'
import type { Engine } from '../recognizers/index.ts'
import type { Platform } from '../resources/index.ts'
import { normalizerFor } from '../speech/text/index.ts'
import { pronunciationRoutes } from './pronunciation/pronunciation-routes.ts'
import { type BaseModelMeasurement, measureBaseModel } from './regression-check/measure-base-model.ts'
import { checkRegressions } from './regression-check/regression-check.ts'
import { trainHandler } from './training-job.ts'

export { GeneralSetUnavailable } from './regression-check/general-recordings.ts'
export { trainingApi } from './training-api.ts'
export type { BaseModelMeasurement }

export type TrainingParts = Readonly<{ datasets: Datasets; models: Models; engine: Engine }>

export type Training = Readonly<{
  /** Pronunciations before and after a training: `:pronounce`, `:speak`, `/models/{id}/pronunciations`. */
  routes(app: FastifyInstance): void
  /** @throws GeneralSetUnavailable, ModelUnusable, EngineDied, the signal's reason */
  measureBaseModel(
    base: Readonly<{ name: string; locale: string }>,
    options: Readonly<{ signal: AbortSignal; onProgress?: (fraction: number) => void }>
  ): Promise<BaseModelMeasurement>
}>

/** Starts to handle training jobs. */
export function createTraining(platform: Platform, { datasets, models, engine }: TrainingParts): Training {
  const { catalog } = models
  const { files, jobs } = platform
  jobs.handle(trainHandler({ store: catalog.store, files, datasets, engine, normalizerFor }))
  checkRegressions({ platform, catalog, engine })
  return {
    routes: (app) => pronunciationRoutes(app, { catalog, engine, files }),
    measureBaseModel: (base, options) => measureBaseModel({ files, engine }, base, options)
  }
}
