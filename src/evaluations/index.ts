/** Evaluations: what other folders may know of them. @module */
import type { FastifyInstance } from 'fastify'
import type { Platform } from '../platform/index.ts'
import { answerOf, evaluationRoutes } from './evaluation-routes.ts'
import { EvaluationService, type EvaluationsParts } from './evaluations.ts'

export type { Evaluation } from './evaluation.ts'
export { evaluationMigrations } from './evaluation-store.ts'
export type { EvaluationsParts } from './evaluations.ts'

export type Evaluations = Readonly<{ routes(app: FastifyInstance): void }>

export function createEvaluations(platform: Platform, parts: EvaluationsParts): Evaluations {
  const service = new EvaluationService(platform, parts)
  const { store } = service
  const described = (found: { id: string } | undefined): string | undefined =>
    found && `the evaluation ${found.id}`
  parts.projects.addCollection({
    name: 'evaluations',
    count: (projectId) => store.count(projectId),
    list: async (projectId, { skip, top }, request) => {
      const evaluations = await store.list({ skip, limit: top, projectId })
      return Promise.all(evaluations.map((evaluation) => answerOf(request, service, evaluation)))
    },
    detach: (projectId) => store.detach(projectId)
  })
  parts.datasets.addUser(async (datasetId) => described(await store.ofDataset(datasetId)))
  parts.models.addUser(async (modelId) => described(await store.ofModel(modelId)))
  return { routes: (app) => evaluationRoutes(app, service, platform) }
}
