/** N-gram language models: training, ARPA files, scoring, pruning, interpolation and tuning. @module */

export { ArpaUnreadable, loadArpa, readArpa } from './arpa-reader.ts'
export { saveArpa, writeArpa } from './arpa-writer.ts'
export { type CheckedArpa, checkArpa, MAX_ARPA_ORDER } from './check-arpa.ts'
export { type ClassItems, substituteItems } from './class-items.ts'
export { trainClassModel } from './class-model.ts'
export { NoTrainingText, type Sentences } from './count-ngrams.ts'
export type { Discounts } from './discounts.ts'
export { EventLoopYielder, type YieldOptions } from './event-loop-yielder.ts'
export { interpolate } from './interpolate.ts'
export { type LanguageModel, type SentenceProbabilities, wordProbabilities } from './language-model.ts'
export { ABSENT } from './ngram-table.ts'
export { type Perplexity, perplexity } from './perplexity.ts'
export { prune } from './prune.ts'
export { trainInWorker, type WorkerTrainingOptions } from './train-in-worker.ts'
export { type TrainingOptions, trainLanguageModel } from './train-language-model.ts'
export { isLargeText, textFolds } from './tuning/cross-validation.ts'
export {
  canEstimateWeights as canWeighDatasets,
  type DatasetsReport,
  type DatasetWeights,
  estimateDatasetWeights,
  interpolateRows,
  keepSentences,
  reportUnweighed,
  type TextSource,
  trainInterpolatedModel,
  type WeightedSources
} from './tuning/dataset-weights.ts'
export { type HeldOutSplit, type HoldOutOptions, holdOut } from './tuning/held-out-text.ts'
export {
  estimateInterpolationWeight,
  estimateInterpolationWeights,
  type InterpolationWeight,
  type InterpolationWeightOptions,
  type WeightPoint
} from './tuning/interpolation-weights.ts'
export { type UtteranceSplit, utteranceFolds } from './tuning/utterance-folds.ts'
export { END_ID, SENTENCE_END, SENTENCE_START, START_ID, UNKNOWN, UNKNOWN_ID } from './vocabulary.ts'
