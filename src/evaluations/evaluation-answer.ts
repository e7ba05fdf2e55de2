/** An evaluation in the shape of the contract. @module */
import type { FastifyRequest } from 'fastify'
import type { Models } from '../models/index.ts'
import { timestamp } from '../platform/index.ts'
import { type Progress, selfLink } from '../resources/index.ts'
import type { Evaluation } from './evaluation.ts'
import type { EvaluationAnswers } from './evaluation-schema.ts'
import { type Figures, numbered, UNFINISHED } from './figures.ts'

export type EvaluationAnswer = EvaluationAnswers['Evaluation'] & Readonly<{ properties?: Progress }>

/** @param figures of both models, once the evaluation has succeeded */
export function evaluationAnswer(
  request: FastifyRequest,
  models: Models,
  evaluation: Evaluation,
  figures: readonly [Figures, Figures] = [UNFINISHED, UNFINISHED],
  progress: Progress = {}
): EvaluationAnswer {
  const self = selfLink(request, `evaluations/${evaluation.id}`)
  return {
    self,
    displayName: evaluation.displayName,
    ...(evaluation.description === undefined ? {} : { description: evaluation.description }),
    locale: evaluation.locale,
    model1: { self: models.self(request, evaluation.model1Id) },
    model2: { self: models.self(request, evaluation.model2Id) },
    dataset: { self: selfLink(request, `datasets/${evaluation.datasetId}`) },
    ...(evaluation.projectId === undefined
      ? {}
      : { project: { self: selfLink(request, `projects/${evaluation.projectId}`) } }),
    ...(evaluation.customProperties === undefined ? {} : { customProperties: evaluation.customProperties }),
    links: { files: `${self}/files` },
    properties: {
      ...numbered(figures[0], 1),
      ...numbered(figures[1], 2),
      ...(evaluation.error === undefined ? {} : { error: evaluation.error }),
      ...progress
    },
    createdDateTime: timestamp(evaluation.createdDateTime),
    lastActionDateTime: timestamp(evaluation.lastActionDateTime),
    status: evaluation.status
  }
}
