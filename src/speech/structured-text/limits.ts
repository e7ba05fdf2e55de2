/** Limits of one structured text file. @module */

export type StructuredTextLimits = Readonly<{
  classes: number
  itemsPerClass: number
  sentences: number
  lexiconEntries: number
  pronunciationsPerWord: number
}>

/** The widest limits that Azure documents, so that every file accepted there is accepted here. */
export const DEFAULT_STRUCTURED_TEXT_LIMITS: StructuredTextLimits = {
  classes: 20,
  itemsPerClass: 35_000,
  sentences: 50_000,
  lexiconEntries: 15_000,
  pronunciationsPerWord: 2
}
