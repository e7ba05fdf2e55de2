/** What a kind of writing makes of words, where it finds itself said. @module */

export type Match = Readonly<{
  text: string
  /** Words it takes. */
  length: number
}>

/** Looks at one place only; which of several matches is taken is decided by `itn.ts`. */
export type Reader = (words: readonly string[], at: number) => Match | undefined
