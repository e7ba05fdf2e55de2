/** Evaluations: what other folders may know of them. @module */
import type { FastifyInstance } from 'fastify'
import { entityCollection } from '../projects/index.ts'
import { entityFilters, type Platform, type StoredCollection } from '../resources/index.ts'
import { DELETED_EVALUATIONS, resultsPrefix } from './evaluation-results.ts'
import { answerOf, evaluationRoutes } from './evaluation-routes.ts'
import { EvaluationService, type EvaluationsParts } from './evaluations.ts'

export type { Evaluation } from './evaluation.ts'
export { evaluationsApi } from './evaluation-operations.ts'
export { evaluationMigrations } from './evaluation-store.ts'
export type { EvaluationsParts } from './evaluations.ts'

export type Evaluations = Readonly<{
  /** Their results, compared with the database before the first request. */
  stored: StoredCollection
  routes(app: FastifyInstance): void
}>

export function createEvaluations(platform: Platform, parts: EvaluationsParts): Evaluations {
  const service = new EvaluationService(platform, parts)
  const { store } = service
  const described = (found: { id: string } | undefined): string | undefined =>
    found && `the evaluation ${found.id}`
  parts.projects.addCollection(
    entityCollection({
      name: 'evaluations',
      filters: entityFilters,
      store,
      answer: (request, evaluation) => answerOf(request, service, evaluation)
    })
  )
  parts.datasets.addUser(async (id, tx) => described(await store.ofDataset(id, tx)))
  parts.models.addUser(async (id, tx) => described(await store.ofModel(id, tx)))
  const stored: StoredCollection = {
    kind: 'evaluation',
    prefixOf: resultsPrefix,
    onDisk: () => platform.files.folders('evaluations'),
    ids: () => store.ids(),
    needFiles: () => store.succeeded(),
    deletions: { prefix: DELETED_EVALUATIONS, finish: (id) => service.results.remove(id) }
  }
  return { stored, routes: (app) => evaluationRoutes(app, service, platform) }
}
