/** Marks: those that a speaker dictates, and those that a sentence needs. @module */
import type { Piece } from './piece.ts'

export type PunctuationMode = 'None' | 'Dictated' | 'Automatic' | 'DictatedAndAutomatic'

/** What is said for a mark; `glue` says that no blank stands before it. */
const DICTATED: readonly (readonly [string, string])[] = [
  ['full stop', '.'],
  ['question mark', '?'],
  ['exclamation mark', '!'],
  ['exclamation point', '!'],
  ['new line', '\n'],
  ['new paragraph', '\n\n'],
  ['semi colon', ';'],
  ['semicolon', ';'],
  ['comma', ','],
  ['period', '.'],
  ['colon', ':']
]

const SENTENCE_END = /[.?!\n]$/

/** Joins each dictated mark to the word before it. */
export function dictatedMarks(pieces: readonly Piece[]): readonly Piece[] {
  const result: Piece[] = []
  for (let at = 0; at < pieces.length; at++) {
    const piece = pieces[at] as Piece
    const mark = piece.fixed ? undefined : markAt(pieces, at)
    const before = result.at(-1)
    if (!mark || !before) {
      result.push(piece)
      continue
    }
    const last = pieces[at + mark.length - 1] as Piece
    // "St." has the full stop that the sentence needs.
    const text = mark.text === '.' && before.text.endsWith('.') ? before.text : `${before.text}${mark.text}`
    result[result.length - 1] = { ...before, text, last: last.last, ends: SENTENCE_END.test(mark.text) }
    at += mark.length - 1
  }
  return result
}

function markAt(
  pieces: readonly Piece[],
  at: number
): Readonly<{ text: string; length: number }> | undefined {
  for (const [spoken, text] of DICTATED) {
    const words = spoken.split(' ')
    if (words.every((word, index) => pieces[at + index]?.text === word && !pieces[at + index]?.fixed)) {
      return { text, length: words.length }
    }
  }
  return undefined
}

const SUBJECT =
  'i|you|he|she|it|we|they|there|this|that|these|those|the|a|an|my|your|his|her|its|our|their|anyone|anybody|someone|everyone|everything|anything'
const AUXILIARY =
  "is|are|am|was|were|does|did|can|could|will|would|shall|should|may|might|must|has|had|isn't|aren't|wasn't|weren't|doesn't|didn't|can't|couldn't|won't|wouldn't|shouldn't|hasn't|haven't|hadn't"
const QUESTION_WORD = "what|who|whom|whose|where|when|why|how|which|what's|who's|where's|how's|when's|why's"

/** After these other words follow an order: "do it now", "have a seat". */
const ORDERS = "do|don't|have"
const INTERROGATIVE_SUBJECT = 'i|you|we|they|any|anyone|anybody|all'

const OPENINGS: readonly RegExp[] = [
  new RegExp(`^(?:${ORDERS}) (?:${INTERROGATIVE_SUBJECT})\\b`),
  /^why not\b/,
  new RegExp(`^(?:${AUXILIARY}) (?:${SUBJECT})\\b`),
  /^(?:what's|who's|where's|how's|when's|why's) /,
  // `what colour is …`, `how many of them are …`: the verb comes soon after the question word.
  new RegExp(
    `^(?:${QUESTION_WORD})(?: (?!(?:i|you|he|she|we|they)\\b)[\\w']+){0,3} (?:${AUXILIARY}|do|have)\\b`
  ),
  /^how (?:much|many|long|old|far|often|about)\b/,
  /^(?:what|how) about\b/
]

/** Judged by its first words: questions in English show themselves early. */
export const isQuestion = (lexical: string): boolean => {
  const start = lexical.replace(/^(?:and|but|so|well|okay|ok|um|uh|hey|excuse me|sorry) /, '')
  return OPENINGS.some((opening) => opening.test(start))
}
