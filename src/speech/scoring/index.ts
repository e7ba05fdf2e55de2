/** Scoring: alignment, counts, rates, and how sure one can be of them. @module */
export { align } from './align.ts'
export { alignAlternatives, type Spoken, type Ways } from './align-alternatives.ts'
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
