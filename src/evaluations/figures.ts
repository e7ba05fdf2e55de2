/** The contract's figures of one model, computed from its stored alignments and from nothing else. @module */
import { correctWords, errorRate, sentenceErrorRate, sumScores } from '../speech/scoring/index.ts'
import { type TokenErrorKind, tokenErrorCounts, tokenErrorKinds } from './token-score.ts'
import type { UtteranceScore } from './utterance-score.ts'

type WordFigures = Readonly<{
  wordErrorRate: number
  sentenceErrorRate: number
  sentenceCount: number
  wordCount: number
  correctWordCount: number
  wordSubstitutionCount: number
  wordDeletionCount: number
  wordInsertionCount: number
}>

type EditsSummary = Readonly<{ numberOfEdits: number /** 0..100 */; percentageOfAllEdits: number }>

/** In display form; only where the transcripts are. */
type TokenFigures = Readonly<{
  tokenErrorRate: number
  tokenCount: number
  correctTokenCount: number
  tokenSubstitutionCount: number
  tokenDeletionCount: number
  tokenInsertionCount: number
  tokenErrors: Readonly<Record<TokenErrorKind, EditsSummary>>
}>

export type Figures = WordFigures & Partial<TokenFigures>

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

const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals))

/** Rates are fractions of 1: word and token error rate to 4 places, sentence error rate to 3. */
export function figuresOf(scores: readonly Pick<UtteranceScore, 'score' | 'tokens'>[]): Figures {
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
    wordInsertionCount: total.insertions,
    ...tokenFiguresOf(scores)
  }
}

function tokenFiguresOf(scores: readonly Pick<UtteranceScore, 'tokens'>[]): TokenFigures | undefined {
  const counts = scores.flatMap(({ tokens }) => tokens ?? [])
  if (counts.length === 0) return undefined
  const total = sumScores(counts)
  const kinds = tokenErrorCounts(counts)
  const all = total.substitutions + total.deletions + total.insertions
  const summary = (kind: TokenErrorKind): readonly [TokenErrorKind, EditsSummary] => [
    kind,
    {
      numberOfEdits: kinds[kind],
      percentageOfAllEdits: all === 0 ? 0 : rounded((100 * kinds[kind]) / all, 2)
    }
  ]
  return {
    tokenErrorRate: rounded(errorRate(total), 4),
    tokenCount: total.words,
    correctTokenCount: correctWords(total),
    tokenSubstitutionCount: total.substitutions,
    tokenDeletionCount: total.deletions,
    tokenInsertionCount: total.insertions,
    tokenErrors: Object.fromEntries(tokenErrorKinds.map(summary)) as Record<TokenErrorKind, EditsSummary>
  }
}

/** The figures under the contract's names: `wordErrorRate1`, … */
export const numbered = <Model extends 1 | 2>(figures: Figures, model: Model): NumberedFigures<Model> =>
  Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [`${name}${model}`, value])
  ) as NumberedFigures<Model>

type NumberedFigures<Model extends 1 | 2> = {
  readonly [Name in keyof Figures as `${Name}${Model}`]: Figures[Name]
}
