/** Grapheme-to-phoneme model trained on a pronunciation dictionary. @module */

export { G2pModel, type G2pModelColumns, type RankedPhones } from './g2p-model.ts'
export type { DictionaryEntry } from './graphones.ts'
