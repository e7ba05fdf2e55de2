/**
 * A customer's ITN pattern: the output that the customer wants, matched against a line in which numbers are digits
 * already. Blanks and marks of the output need not have been said. Patterns are stored as JSON in this form.
 * @module
 */

export type PatternNode =
  | Readonly<{ kind: 'literal'; text: string }>
  /** One character: a digit of the set, or a letter shown in a case. */
  | Readonly<{ kind: 'digit'; set: string }>
  | Readonly<{ kind: 'letter'; as: 'lower' | 'upper' | 'any' }>
  /** Recognized as `spoken`, shown as `written`. */
  | Readonly<{ kind: 'spoken'; spoken: string; written: string }>
  /** `least` is 0 or 1; a `most` above 1 has no upper limit, and is stored as `UNLIMITED`. */
  | Readonly<{ kind: 'group'; choices: readonly (readonly PatternNode[])[]; least: number; most: number }>

export type Pattern = readonly PatternNode[]

export const UNLIMITED = 100

/** Groups within groups. */
export const MAX_GROUP_DEPTH = 20
