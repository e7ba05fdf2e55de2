/** A customer's rules of display at work: patterns, rewrites and words to hide. @module */
import { matchPattern, type Pattern } from './display-pattern.ts'
import { type Edit, edited, type Piece, textOf } from './piece.ts'

export type Rewrite = Readonly<{ from: string; to: string }>

export type DisplayRules = Readonly<{
  patterns: readonly Pattern[]
  rewrites: readonly Rewrite[]
  /** Words and phrases, beside those known already. */
  profanity: readonly string[]
}>

/** All patterns are tried at each place, and the longest match is taken. */
export function applyPatterns(pieces: readonly Piece[], patterns: readonly Pattern[] = []): readonly Piece[] {
  if (patterns.length === 0) return pieces
  const line = textOf(pieces)
  const edits: Edit[] = []
  for (let start = 0; start < line.length; ) {
    let best: Edit | undefined
    for (const pattern of patterns) {
      const match = matchPattern(pattern, line, start)
      if (match && match.end > (best?.end ?? start)) best = { start, end: match.end, text: match.text }
    }
    if (best) edits.push(best)
    start = best?.end ?? start + 1
  }
  return edited(pieces, edits)
}

/** The longest rule first; what one has written no other rewrites. Marks at the ends of words do not matter. */
export function applyRewrites(pieces: readonly Piece[], rewrites: readonly Rewrite[] = []): readonly Piece[] {
  if (rewrites.length === 0) return pieces
  const line = textOf(pieces)
  const edits: Edit[] = []
  for (const { from, to } of [...rewrites].sort((a, b) => b.from.length - a.from.length)) {
    for (const match of line.matchAll(patternOf(from))) {
      const edit = { start: match.index, end: match.index + match[0].length, text: to }
      if (edits.every(({ start, end }) => edit.end <= start || edit.start >= end)) edits.push(edit)
    }
  }
  return edited(
    pieces,
    edits.sort((a, b) => a.start - b.start)
  )
}

const MARKS = '[.,?!:;]'

function patternOf(from: string): RegExp {
  const words = from
    .split(/\s+/)
    .map((word) => word.replace(/^[.,?!:;]+|[.,?!:;]+$/g, ''))
    .filter((word) => word !== '')
  const source = words
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join(`${MARKS}*\\s+${MARKS}*`)
  return new RegExp(`(?<![\\p{L}\\p{N}])${source}(?![\\p{L}\\p{N}])`, 'giu')
}
