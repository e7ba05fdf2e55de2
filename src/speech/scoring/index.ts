/** Scoring: word alignment, error counts and rates, and their confidence intervals. @module */
export { align } from './align.ts'
export { type Alternatives, alignAlternatives, type WordOrAlternatives } from './align-alternatives.ts'
export {
  type BootstrapOptions,
  type Comparison,
  compareSystems,
  errorRateInterval,
  type RateInterval
} from './bootstrap.ts'
export { type Confusion, confusionPairs, insertedWords, type MissedWord, missedWords } from './confusions.ts'
export { drawAlignment } from './draw-alignment.ts'
export {
  type AlignmentStep,
  correctWords,
  errorRate,
  errors,
  sentenceErrorRate,
  sumScores,
  type WordCounts,
  type WordScore
} from './word-score.ts'
