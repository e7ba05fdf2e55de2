/** Two models on one test set: how far each rate can be trusted, whether they differ, and over which words. @module */
import { setImmediate as nextTurn } from 'node:timers/promises'
import {
  type Comparison,
  type Confusion,
  compareSystems,
  confusionPairs,
  errorRateInterval,
  insertedWords,
  type MissedWord,
  missedWords,
  type RateInterval
} from '../speech/scoring/index.ts'
import type { UtteranceScore } from './utterance-score.ts'

/** A word is named with those that are wrong most often; a longer list nobody reads. */
const MAX_EXAMPLES = 50

export type ComparedModel = Readonly<{
  /** With 95 % confidence interval, as fractions of 1. */
  wordErrorRate: RateInterval
  tokenErrorRate?: RateInterval
  confusedWords: readonly Confusion[]
  missedWords: readonly MissedWord[]
  /** Those of the missed words that the dictionary of the base model lacks. */
  missedNewWords: readonly MissedWord[]
  insertedWords: readonly Readonly<{ word: string; count: number }>[]
}>

export type ComparedModels = Readonly<{
  utterances: number
  model1: ComparedModel
  model2: ComparedModel
  /** Model 2 less model 1: below 0 the second makes fewer errors. */
  wordErrorRateDifference: Comparison & Readonly<{ significant: boolean }>
}>

/**
 * Intervals and the difference are bootstrapped over whole utterances, both models on the same draws (Bisani and Ney,
 * 2004); the difference is significant where its 95 % interval excludes 0.
 * @param newWords of these words, those that the dictionary of the base model lacks
 */
export async function compareModels(
  first: readonly UtteranceScore[],
  second: readonly UtteranceScore[],
  newWords: (words: readonly string[]) => Promise<ReadonlySet<string>>
): Promise<ComparedModels> {
  const missed = [first, second].map((scores) => missedWords(scores.map(({ score }) => score)))
  const unknown = await newWords([...new Set(missed.flat().map(({ word }) => word))])
  const difference = compareSystems(
    first.map(({ score }) => score),
    second.map(({ score }) => score)
  )
  return {
    utterances: first.length,
    model1: await compared(first, missed[0] ?? [], unknown),
    model2: await compared(second, missed[1] ?? [], unknown),
    wordErrorRateDifference: { ...difference, significant: difference.low > 0 || difference.high < 0 }
  }
}

/** Each draw of a large set takes a tenth of a second: between them others have their turn. */
async function compared(
  scores: readonly UtteranceScore[],
  missed: readonly MissedWord[],
  unknown: ReadonlySet<string>
): Promise<ComparedModel> {
  const words = scores.map(({ score }) => score)
  const tokens = scores.flatMap((score) => score.tokens ?? [])
  await nextTurn()
  const wordErrorRate = errorRateInterval(words)
  await nextTurn()
  return {
    wordErrorRate,
    ...(tokens.length > 0 ? { tokenErrorRate: errorRateInterval(tokens) } : {}),
    confusedWords: confusionPairs(words).slice(0, MAX_EXAMPLES),
    missedWords: missed.slice(0, MAX_EXAMPLES),
    missedNewWords: missed.filter(({ word }) => unknown.has(word)).slice(0, MAX_EXAMPLES),
    insertedWords: insertedWords(words).slice(0, MAX_EXAMPLES)
  }
}
