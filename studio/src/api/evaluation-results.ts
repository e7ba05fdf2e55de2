/** The results of an evaluation. @module */
import type * as Api from '../../../src/openapi/api-types.ts'
import type { Answered } from '../../../src/openapi/api-types.ts'
import type { Evaluation } from './entities.ts'
import type { Rest } from './rest.ts'

export type RecognizedUtterance = Answered<Api.RecognizedUtterance>
/** One utterance as both models recognized it. */
export type Utterance = Answered<Api.UtteranceResult>

/** Rates are fractions of 1, each with a 95 % confidence interval. */
export type ErrorRate = Answered<Api.ErrorRateInterval>
export type MissedWord = Answered<Api.MissedWord>
export type ModelErrors = Answered<Api.ModelErrors>
/** The difference is model 2 minus model 1. */
export type ModelComparison = Answered<Api.EvaluationComparison>

export const readComparison = (
  rest: Rest,
  { self }: Evaluation,
  signal: AbortSignal
): Promise<ModelComparison> => rest.get<ModelComparison>(`${self}/comparison`, signal)

/** All utterances in one answer: the service sends one JSON line for each. */
export async function readUtterances(rest: Rest, { self }: Evaluation): Promise<readonly Utterance[]> {
  const lines = (await (await rest.getBlob(`${self}/utterances`)).text()).split('\n')
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Utterance)
}
