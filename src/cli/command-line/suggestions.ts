/** "Did you mean …?": the known name that is closest to what was typed. @module */
import { align, errors } from '../../speech/scoring/index.ts'
import type { Option } from './option.ts'
import { shortName, splitWords } from './option-names.ts'

/** Longer words are not typing errors of ours, and comparing them would take quadratic time. */
const MAX_CHARACTERS = 64
const MAX_EDITS = 3
/** At least this share of the longer word must be right. */
const MIN_SIMILARITY = 0.5

/** A known name, and the part of the input in its place. */
export type Comparison = Readonly<{ candidate: string; typed: string }>

/** @returns the candidate with the fewest edits, of several that of the nearest length, then the first; undefined when none is close */
export function closest(comparisons: readonly Comparison[]): string | undefined {
  const ranked = comparisons
    .filter(({ candidate, typed }) => Math.max(candidate.length, typed.length) <= MAX_CHARACTERS)
    .map(({ candidate, typed }) => ({
      candidate,
      edits: errors(align([...candidate], [...typed])),
      length: Math.max(candidate.length, typed.length),
      difference: Math.abs(candidate.length - typed.length)
    }))
    .filter(({ edits, length }) => edits <= MAX_EDITS && 1 - edits / length >= MIN_SIMILARITY)
    .sort((a, b) => a.edits - b.edits || a.difference - b.difference)
  return ranked[0]?.candidate
}

/** @param words from the unknown `--option` on: `--outpt id @NAME` */
export function suggestOption(words: readonly string[], options: readonly Option[]): string | undefined {
  const [first = '', ...following] = words
  const typed = [
    ...splitWords(first.replace(/^--/, '').replace(/=.*$/s, '')),
    ...following.slice(0, 3).filter((word) => /^[a-z]+$/i.test(word))
  ]
  const names = options.filter(({ unsupported }) => unsupported === undefined).map(shortName)
  return closest(
    [...names, 'help'].map((candidate) => ({
      candidate,
      typed: typed.slice(0, candidate.split(' ').length).join(' ').toLowerCase()
    }))
  )
}
