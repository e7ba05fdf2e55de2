/** Text: from what people write to what they say. @module */
export { LocaleUnknown, NORMALISED_LOCALES, normaliserFor } from './locales.ts'
export type { Normaliser } from './normaliser.ts'
