/** How much structured text one file may hold. @module */

export type StructuredTextLimits = Readonly<{
  classes: number
  itemsPerClass: number
  sentences: number
  lexiconEntries: number
  pronunciationsPerWord: number
}>

/** Where the product that set them named several, the widest: a file accepted there is accepted here. */
export const structuredTextLimits: StructuredTextLimits = {
  classes: 20,
  itemsPerClass: 35_000,
  sentences: 50_000,
  lexiconEntries: 15_000,
  pronunciationsPerWord: 2
}
