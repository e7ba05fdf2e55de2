/** PocketSphinx: what composition and the recipe of its family need of it. @module */
export { AdaptationFailed } from './adaptation/training-tool.ts'
export {
  type AddedBaseModel,
  addBaseModel,
  BaseModelRejected,
  type BaseModelSource
} from './add-base-model.ts'
export {
  type AdaptationMethod,
  NGRAM_GMM,
  type NgramGmmParts,
  ngramGmmCustomization,
  ngramGmmParts,
  type StoredNgramGmm
} from './customization.ts'
export { createPocketSphinxEngine, type PocketSphinxOptions } from './engine.ts'
export { installedBases } from './installed-bases.ts'
export { POCKETSPHINX_REQUIREMENTS } from './requirements.ts'
