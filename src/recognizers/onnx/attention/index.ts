/** Attention models (Whisper, distil-whisper, Moonshine): loading them, and the phrases of a stream with them. @module */
export { openAttentionModel } from './attention-model.ts'
export { AttentionPhrase, FRAME_SECONDS } from './attention-phrase.ts'
export { attentionVocabulary, attentionWeights } from './fusion-scorer.ts'
export { findAttentionFiles } from './model-files.ts'
