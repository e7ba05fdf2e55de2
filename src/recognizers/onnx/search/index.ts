/**
 * The search of the neural engine: from log-probabilities of any CTC or transducer model to words, under a lexicon,
 * n-gram models and phrases. No model format and no inference is in it.
 * @module
 */
export { type AlignedWord, alignCtc, type CtcAlignment } from './align.ts'
export type { BeamOptions } from './beam-options.ts'
export { buildNgram, sortedWords } from './build-ngram.ts'
export { ColumnFileUnreadable } from './column-file.ts'
export { type CtcOptions, CtcSearch } from './ctc-search.ts'
export { Fusion, type FusionParts, type FusionWeights, UNCHANGED as AS_HEARD } from './fusion.ts'
export { type LanguageModels, LanguageScore } from './language-score.ts'
export { buildNetwork, LexiconNetwork, loadNetwork, saveNetwork } from './lexicon-network.ts'
export { LN_ZERO, loadNgram, NgramAutomaton, saveNgram } from './ngram.ts'
export type { WeightedPhrase } from './phrases.ts'
export type { TransducerNetwork } from './prediction-states.ts'
export type { Calibration, SearchAlternative, SearchPartial, SearchWord } from './search-result.ts'
export { TokenTable, type Vocabulary } from './tokens.ts'
export { type TransducerOptions, TransducerSearch } from './transducer-search.ts'
