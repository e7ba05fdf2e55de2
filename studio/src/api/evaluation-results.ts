/** The results of an evaluation. @module */
import type { WordScore } from '../../../src/speech/scoring/index.ts'
import type { Evaluation } from './entities.ts'
import type { Rest } from './rest.ts'

export type RecognizedUtterance = Readonly<{
  /** Display text. */
  recognition: string
  failure?: string
  score: WordScore
}>

/** One utterance as both models recognized it. */
export type Utterance = Readonly<{
  audio: string
  /** Signed link to the recording; it expires. */
  contentUrl?: string
  durationInTicks: number
  /** The human-labeled transcript. */
  reference: string
  model1: RecognizedUtterance
  model2: RecognizedUtterance
}>

/** Fractions of 1, with a 95 % confidence interval. */
export type ErrorRate = Readonly<{ rate: number; low: number; high: number }>
export type MissedWord = Readonly<{ word: string; said: number; missed: number }>
export type ModelErrors = Readonly<{
  wordErrorRate: ErrorRate
  tokenErrorRate?: ErrorRate
  confusedWords: readonly Readonly<{ ref: string; hyp: string; count: number }>[]
  missedWords: readonly MissedWord[]
  missedNewWords: readonly MissedWord[]
  insertedWords: readonly Readonly<{ word: string; count: number }>[]
}>
export type ModelComparison = Readonly<{
  utterances: number
  model1: ModelErrors
  model2: ModelErrors
  /** Model 2 minus model 1. */
  wordErrorRateDifference: Readonly<{ difference: number; low: number; high: number; significant: boolean }>
}>

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
