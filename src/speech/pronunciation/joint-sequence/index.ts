/** Pronunciations learnt from a dictionary. @module */
export type { DictionaryEntry } from './graphones.ts'
export { JointSequenceModel, type RankedPhones, type SavedModel } from './joint-sequence-model.ts'
