/** Training: from the data of a model to its report and its bundle. @module */
import type { FastifyInstance } from 'fastify'
import type { Datasets } from '../datasets/index.ts'
import type { Models } from '../models/index.ts'
import type { Engine } from '../recognizers/index.ts'
import type { Platform } from '../resources/index.ts'
import { normalizerFor } from '../speech/text/index.ts'
import { pronunciationRoutes } from './pronunciation/pronunciation-routes.ts'
import { checkRegressions } from './regression-check/regression-check.ts'
import { trainHandler } from './training-job.ts'

export { pronunciationsApi } from './pronunciation/pronunciation-operations.ts'

export type TrainingParts = Readonly<{ datasets: Datasets; models: Models; engine: Engine }>

export type Training = Readonly<{
  /** Pronunciations before and after a training: `:pronounce`, `:speak`, `/models/{id}/pronunciations`. */
  routes(app: FastifyInstance): void
}>

/** The jobs of training are handled from then on. */
export function createTraining(platform: Platform, { datasets, models, engine }: TrainingParts): Training {
  const { catalog } = models
  const { files, jobs } = platform
  jobs.handle(trainHandler({ store: catalog.store, files, datasets, engine, normalizerFor }))
  checkRegressions({ platform, catalog, engine })
  return { routes: (app) => pronunciationRoutes(app, { catalog, engine, files }) }
}
