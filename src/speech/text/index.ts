/** Text normalization: from the written form to the lexical form that recognition and scoring use. @module */
export { LocaleUnknown, NORMALIZED_LOCALES, normalizerFor } from './locales.ts'
export type { Normalizer } from './normalizer.ts'
export { trimEndOf } from './trim-end.ts'
