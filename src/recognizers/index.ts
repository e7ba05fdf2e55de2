/** Speech engines behind one contract. @module */
export * from './errors.ts'
export type * from './recognizer.ts'
