/** The words that tokens spell: from one space to the next, and each ideograph of its own. @module */
import type { Tokenizer } from './tokenizer.ts'

export type TokenWord = Readonly<{
  /** Without spaces around it, with its punctuation marks. */
  text: string
  /** Its tokens: from `start` up to, not including, `end`. */
  start: number
  end: number
}>

const IDEOGRAPH =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const ONLY_MARKS = /^[\p{P}\p{S}]+$/u

export function wordsOfTokens(tokenizer: Tokenizer, tokens: readonly number[]): readonly TokenWord[] {
  const words: { text: string; start: number; end: number }[] = []
  let begin = 0
  for (let at = 0; at < tokens.length; at++) {
    // A character may take several tokens: they are read until there is one.
    const text = tokenizer.decode(tokens.slice(begin, at + 1))
    if (text.endsWith('\uFFFD') && at + 1 < tokens.length && at - begin < 4) continue
    const last = words.at(-1)
    const trimmed = text.trim()
    const joins =
      last !== undefined &&
      !/^\s/.test(text) &&
      (ONLY_MARKS.test(trimmed) ||
        !(IDEOGRAPH.test(trimmed[0] ?? '') || IDEOGRAPH.test(last.text.at(-1) ?? '')))
    if (joins) {
      last.text += trimmed
      last.end = at + 1
    } else if (trimmed !== '') words.push({ text: trimmed, start: begin, end: at + 1 })
    begin = at + 1
  }
  return words
}
