/** Counts of an alignment (words, substitutions, deletions, insertions) and the rates computed from them. @module */

/** One column of an alignment. `ref` is absent on an insertion, `hyp` on a deletion. */
export type AlignmentStep = Readonly<{
  op: 'equal' | 'substitute' | 'insert' | 'delete'
  ref?: string
  hyp?: string
}>

/** `words` is the length of the reference: correct + substitutions + deletions. */
export type WordCounts = Readonly<{
  words: number
  substitutions: number
  deletions: number
  insertions: number
}>

export type WordScore = WordCounts & Readonly<{ steps: readonly AlignmentStep[] }>

export const errors = (counts: WordCounts): number =>
  counts.substitutions + counts.deletions + counts.insertions

export const correctWords = (counts: WordCounts): number =>
  counts.words - counts.substitutions - counts.deletions

/**
 * Word error rate (S + D + I) / N as a fraction of 1; above 1 with many insertions.
 * For an empty reference, without an N to divide by, it is 0 for an empty hypothesis and otherwise 1: a silent clip with
 * inserted words counts as wholly wrong, and the rate stays a number in JSON.
 *
 * @example errorRate(align(['john', 'is', 'here'], ['jones', 'is', 'here'])) // 1 / 3
 */
export function errorRate(counts: WordCounts): number {
  const wrong = errors(counts)
  if (counts.words > 0) return wrong / counts.words
  return wrong === 0 ? 0 : 1
}

/** The counts of a test set, whose rate is all errors over all words, not a mean of rates. */
export function sumScores(scores: Iterable<WordCounts>): WordCounts {
  const total = { words: 0, substitutions: 0, deletions: 0, insertions: 0 }
  for (const score of scores) {
    total.words += score.words
    total.substitutions += score.substitutions
    total.deletions += score.deletions
    total.insertions += score.insertions
  }
  return total
}

/** Sentence error rate: the share of utterances with an error, 0..1; 0 without utterances. */
export function sentenceErrorRate(scores: readonly WordCounts[]): number {
  if (scores.length === 0) return 0
  return scores.filter((score) => errors(score) > 0).length / scores.length
}
