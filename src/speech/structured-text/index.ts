/** Structured text: sentences with classes in them, the classes' items, and how words are said. @module */

export { type StructuredTextLimits, structuredTextLimits } from './limits.ts'
export {
  type LineFault,
  type LineFaultCode,
  type StructuredLine,
  StructuredTextParser,
  type StructuredVerdict
} from './parser.ts'
export { type Piece, parseReferences, type Reference } from './references.ts'
