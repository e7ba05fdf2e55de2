/** Words with a pronunciation of their own pass through normalisation whole. @module */
import { foldUnicode } from './fold-unicode.ts'

/** A stretch of text to normalise, or a kept word that stands between two such stretches. */
export type Segment = Readonly<{ text: string }> | Readonly<{ kept: string }>

/** Signs tried as part of the word before they are taken for punctuation: ".net", "c++", "(3cpo)". */
const SIGNS_TRIED = 6
const leading = /^[^\p{L}\p{N}]+/u
const trailing = /[^\p{L}\p{N}]+$/u
const possessive = /['’]s$/u

/** Folded form -> form as given, made once per set: a training passes the same set for every sentence. */
const folded = new WeakMap<ReadonlySet<string>, ReadonlyMap<string, string>>()

const fold = (word: string): string => foldUnicode.apply(word).toLowerCase().trim()

function foldedForms(keep: ReadonlySet<string>): ReadonlyMap<string, string> {
  const known = folded.get(keep)
  if (known !== undefined) return known
  const forms = new Map<string, string>()
  for (const word of keep) forms.set(fold(word), word)
  forms.delete('')
  folded.set(keep, forms)
  return forms
}

/** The longest reading of a chunk, with or without the signs around it, that is to be kept. */
function keptIn(chunk: string, keep: ReadonlySet<string>): string | undefined {
  const lower = chunk.toLowerCase()
  const before = Math.min(leading.exec(lower)?.[0].length ?? 0, SIGNS_TRIED)
  const inner = lower.slice(before)
  const after = trailing.exec(inner)?.[0].length ?? 0
  const forms = foldedForms(keep)
  for (let start = 0; start <= before; start++) {
    for (let cut = Math.max(0, after - SIGNS_TRIED); cut <= after; cut++) {
      const word = lower.slice(start, lower.length - cut)
      if (keep.has(word)) return word
      const known = forms.get(fold(word))
      if (known !== undefined) return known
      const owner = word.replace(possessive, '')
      if (owner !== word && keep.has(owner)) return `${owner}'s`
    }
  }
  return undefined
}

/** Cuts a text at its kept words; compounds ("3CPO-like") are cut at their hyphens when a part is kept. */
export function segmentsAround(keep: ReadonlySet<string>, text: string): Segment[] {
  const segments: Segment[] = []
  let plain: string[] = []
  const put = (kept: string): void => {
    if (plain.length > 0) segments.push({ text: plain.join(' ') })
    plain = []
    segments.push({ kept })
  }
  for (const chunk of text.split(/\s+/u)) {
    const whole = keptIn(chunk, keep)
    if (whole !== undefined) {
      put(whole)
      continue
    }
    const parts = chunk.split(/[-‐‑–—/]+/u).map((part) => ({ part, kept: keptIn(part, keep) }))
    if (parts.length < 2 || parts.every(({ kept }) => kept === undefined)) {
      plain.push(chunk)
      continue
    }
    for (const { part, kept } of parts) {
      if (kept === undefined) plain.push(part)
      else put(kept)
    }
  }
  if (plain.length > 0) segments.push({ text: plain.join(' ') })
  return segments
}
