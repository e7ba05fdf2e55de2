/** Structured text: sentences with references to classes, the items of classes, and pronunciations. @module */

export { DEFAULT_STRUCTURED_TEXT_LIMITS, type StructuredTextLimits } from './limits.ts'
export type { LineError, LineErrorCode, ParsedLine, StructuredLine } from './parsed-line.ts'
export { StructuredTextParser } from './parser.ts'
export { type Piece, parseReferences, type Reference } from './references.ts'
