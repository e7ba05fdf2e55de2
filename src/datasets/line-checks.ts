/** Rules that hold for every line of text that a person wrote, whatever the kind of dataset. @module */
import { characterName, quoted, type Rejection } from './rejection.ts'

/** Characters. Far beyond any sentence; a whole book pasted as one line is not an utterance. */
export const MAX_LINE_LENGTH = 4000

const control = /[\p{Cc}\u2028\u2029\ufffe\uffff]/u
const lostText = '\ufffd'
const uri =
  /\b[a-z][a-z0-9+.-]{0,20}:\/\/|\bwww\.[^\s.]+\.|\bmailto:[^\s]|\b(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}\/[^\s]/iu

/** Refuses what is no plain text: control characters, lost characters, too much of it. */
export function checkCharacters(text: string): Rejection | undefined {
  const found = control.exec(text)
  if (found)
    return {
      code: 'ControlCharacter',
      column: found.index + 1,
      found: found[0] === '\t' ? 'a TAB (U+0009)' : `the character ${characterName(found[0])}`,
      accepted: 'letters, digits, punctuation and spaces'
    }
  const lost = text.indexOf(lostText)
  if (lost >= 0)
    return {
      code: 'UndecodableBytes',
      column: lost + 1,
      found: 'the replacement character U+FFFD, left by an earlier wrong conversion',
      accepted: 'the text from before that conversion'
    }
  if (text.length > MAX_LINE_LENGTH)
    return {
      code: 'LineTooLong',
      found: `${text.length} characters`,
      accepted: `one sentence of at most ${MAX_LINE_LENGTH} characters`
    }
  return undefined
}

export function checkUri(text: string): Rejection | undefined {
  const found = uri.exec(text)
  if (!found) return undefined
  const link = /^\S*/.exec(text.slice(found.index))?.[0] ?? found[0]
  return {
    code: 'ContainsUri',
    column: found.index + 1,
    found: quoted(link),
    accepted: 'the words that a speaker would say instead of the link'
  }
}

/** The longest group of words whose repetition is looked for. */
const MAX_GROUP_WORDS = 16

/** More than three times in a row: a letter inside a word, a word, or a group of words of the lexical text. */
export function checkRepeats(lexical: string): Rejection | undefined {
  const accepted = 'at most three times in a row'
  const letters = /(\p{L})\1{3,}/u.exec(lexical)
  if (letters) return { code: 'TooManyRepeats', found: `the letters ${quoted(letters[0])}`, accepted }
  const words = lexical.split(' ')
  for (let size = 1; size <= Math.min(MAX_GROUP_WORDS, words.length / 4); size += 1) {
    let same = 0
    for (let at = size; at < words.length; at += 1) {
      same = words[at] === words[at - size] ? same + 1 : 0
      if (same >= 3 * size)
        return {
          code: 'TooManyRepeats',
          found: `${quoted(words.slice(at - size + 1, at + 1).join(' '))} four times`,
          accepted
        }
    }
  }
  return undefined
}
