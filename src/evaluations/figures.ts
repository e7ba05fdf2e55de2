/** The contract's figures of one model, computed from its stored alignments and from nothing else. @module */
import { correctWords, errorRate, sentenceErrorRate, sumScores } from '../speech/scoring/index.ts'
import type { UtteranceScore } from './utterance-score.ts'

export type Figures = Readonly<{
  wordErrorRate: number
  sentenceErrorRate: number
  sentenceCount: number
  wordCount: number
  correctWordCount: number
  wordSubstitutionCount: number
  wordDeletionCount: number
  wordInsertionCount: number
}>

/** What the contract shows while there is nothing to show. */
export const UNFINISHED: Figures = {
  wordErrorRate: -1,
  sentenceErrorRate: -1,
  sentenceCount: -1,
  wordCount: -1,
  correctWordCount: -1,
  wordSubstitutionCount: -1,
  wordDeletionCount: -1,
  wordInsertionCount: -1
}

const rounded = (value: number, places: number): number => Number(value.toFixed(places))

/** Rates are fractions of 1: word error rate to 4 places, sentence error rate to 3. */
export function figuresOf(scores: readonly Pick<UtteranceScore, 'score'>[]): Figures {
  const counts = scores.map(({ score }) => score)
  const total = sumScores(counts)
  return {
    wordErrorRate: rounded(errorRate(total), 4),
    sentenceErrorRate: rounded(sentenceErrorRate(counts), 3),
    sentenceCount: scores.length,
    wordCount: total.words,
    correctWordCount: correctWords(total),
    wordSubstitutionCount: total.substitutions,
    wordDeletionCount: total.deletions,
    wordInsertionCount: total.insertions
  }
}

/** The figures under the contract's names: `wordErrorRate1`, … */
export const numbered = (figures: Figures, model: 1 | 2): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(figures).map(([name, value]) => [`${name}${model}`, value]))
