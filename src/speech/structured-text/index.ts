/** Structured text: sentences with classes in them, the classes' items, and how words are said. @module */

export { type StructuredTextLimits, structuredTextLimits } from './limits.ts'
export type { LineFault, LineFaultCode, StructuredLine, StructuredVerdict } from './line-faults.ts'
export { StructuredTextParser } from './parser.ts'
export { type Piece, parseReferences, type Reference } from './references.ts'
