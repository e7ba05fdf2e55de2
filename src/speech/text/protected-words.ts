/** Words that normalization leaves as they are, because the lexicon has them in this form ("3cpo"). @module */

import { foldUnicode } from './fold-unicode.ts'
import { trimEndOf } from './trim-end.ts'

/** Text to normalize, or a protected word between two such texts. */
export type TextSegment = Readonly<{ text: string }> | Readonly<{ word: string }>

/** Signs on either side that may belong to the word: ".net", "c++", "(3cpo)". */
const MAX_SURROUNDING_SIGNS = 6
const leading = /^[^\p{L}\p{N}]+/u
const sign = /[^\p{L}\p{N}]/u
const possessive = /['’]s$/u

/** Folded form to original form, cached per set: training passes the same set for every sentence. */
const foldedFormsBySet = new WeakMap<ReadonlySet<string>, ReadonlyMap<string, string>>()

const fold = (word: string): string => foldUnicode.apply(word).toLowerCase().trim()

function foldedForms(protectedWords: ReadonlySet<string>): ReadonlyMap<string, string> {
  const known = foldedFormsBySet.get(protectedWords)
  if (known !== undefined) return known
  const forms = new Map<string, string>()
  for (const word of protectedWords) forms.set(fold(word), word)
  forms.delete('')
  foldedFormsBySet.set(protectedWords, forms)
  return forms
}

/** The protected word in a chunk, with or without the signs around it; the longest match wins. */
function findProtected(chunk: string, protectedWords: ReadonlySet<string>): string | undefined {
  const lower = chunk.toLowerCase()
  const before = Math.min(leading.exec(lower)?.[0].length ?? 0, MAX_SURROUNDING_SIGNS)
  const inner = lower.slice(before)
  const after = inner.length - trimEndOf(inner, sign).length
  const forms = foldedForms(protectedWords)
  for (let start = 0; start <= before; start++) {
    for (let cut = Math.max(0, after - MAX_SURROUNDING_SIGNS); cut <= after; cut++) {
      const word = lower.slice(start, lower.length - cut)
      if (protectedWords.has(word)) return word
      const known = forms.get(fold(word))
      if (known !== undefined) return known
      const stem = word.replace(possessive, '')
      if (stem !== word && protectedWords.has(stem)) return `${stem}'s`
    }
  }
  return undefined
}

/** Splits a text at its protected words; a compound ("3CPO-like") is split at its hyphens if a part is protected. */
export function splitAtProtectedWords(protectedWords: ReadonlySet<string>, text: string): TextSegment[] {
  const segments: TextSegment[] = []
  let plain: string[] = []
  const addWord = (word: string): void => {
    if (plain.length > 0) segments.push({ text: plain.join(' ') })
    plain = []
    segments.push({ word })
  }
  for (const chunk of text.split(/\s+/u)) {
    const whole = findProtected(chunk, protectedWords)
    if (whole !== undefined) {
      addWord(whole)
      continue
    }
    const parts = chunk
      .split(/[-‐‑–—/]+/u)
      .map((part) => ({ part, word: findProtected(part, protectedWords) }))
    if (parts.length < 2 || parts.every(({ word }) => word === undefined)) {
      plain.push(chunk)
      continue
    }
    for (const { part, word } of parts) {
      if (word === undefined) plain.push(part)
      else addWord(word)
    }
  }
  if (plain.length > 0) segments.push({ text: plain.join(' ') })
  return segments
}
