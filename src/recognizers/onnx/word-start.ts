/** Marks the start of a word in a piece (SentencePiece). @module */
export const WORD_START = '\u2581'
