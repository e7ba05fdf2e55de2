/** Attention models (Whisper, distil-whisper, Moonshine): loading them, and whole phrases with the customer's text. @module */
export {
  ATTENTION_FAMILIES,
  type AttentionFamily,
  AttentionModel,
  MAX_PHRASE_SECONDS,
  openAttentionModel
} from './attention-model.ts'
export { attentionVocabulary, attentionWeights, FusionScorer } from './fusion-scorer.ts'
export { findAttentionFiles, VARIANTS, type Variant } from './model-files.ts'
export { type PhraseResult, rankLanguages, recognizePhrase } from './recognize-phrase.ts'
