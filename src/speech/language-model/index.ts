/** N-gram language models: trained, written, read, judged, and weighed against a base. @module */

export { ArpaUnreadable, loadArpa, readArpa } from './arpa-reader.ts'
export { saveArpa, writeArpa } from './arpa-writer.ts'
export { type ClassItems, withItems } from './class-items.ts'
export { trainClassModel } from './class-model.ts'
export { NoTrainingText, type Sentences } from './count-ngrams.ts'
export type { Discounts } from './discounts.ts'
export { type DividedText, type HoldBackOptions, holdBack } from './held-back-text.ts'
export { type LanguageModel, type SentenceProbabilities, wordProbabilities } from './language-model.ts'
export { mixModels } from './mix-models.ts'
export {
  chooseWeight,
  chooseWeights,
  type MixtureOptions,
  type MixturePoint,
  type MixtureWeight
} from './mixture-weight.ts'
export { type Perplexity, perplexity } from './perplexity.ts'
export { prune } from './prune.ts'
export { type ApartOptions, trainApart } from './train-apart.ts'
export { type TrainingOptions, trainLanguageModel } from './train-language-model.ts'
