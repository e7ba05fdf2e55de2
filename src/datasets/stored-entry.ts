/** The accepted data of a structured text, as its import writes it and trainings read it. @module */
import type { Phones } from '../speech/pronunciation/index.ts'

/** One entry a line, in the order of the parts: classes with their items, then words, then sentences. */
export const structuredDataName = 'structured.jsonl'

/** What a line of the accepted data holds. */
export type StoredEntry =
  | Readonly<{ class: string; item: string }>
  /** `written` where transcripts shall show the word otherwise than in lower case: `KX9`. */
  | Readonly<{ word: string; written?: string; phones: Phones }>
  | Readonly<{ sentence: string }>
