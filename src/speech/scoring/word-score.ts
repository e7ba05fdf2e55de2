/** What an alignment counted: words, substitutions, deletions, insertions, and the rates read from them. @module */

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
 * (S + D + I) / N as a fraction of 1; above 1 when insertions abound.
 * An empty reference has no N to divide by: 0 when nothing was heard, else 1, so that a silent clip
 * in which words were invented shows as wholly wrong and the figure stays a number in JSON.
 *
 * @example errorRate(align(['john', 'is', 'here'], ['jones', 'is', 'here'])) // 1 / 3
 */
export function errorRate(counts: WordCounts): number {
  const wrong = errors(counts)
  if (counts.words > 0) return wrong / counts.words
  return wrong === 0 ? 0 : 1
}

/** The counts of a test set: its rate is errors over words of all utterances, not a mean of rates. */
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

/** Utterances with any error over utterances, 0..1; 0 for none. */
export function sentenceErrorRate(scores: readonly WordCounts[]): number {
  if (scores.length === 0) return 0
  return scores.filter((score) => errors(score) > 0).length / scores.length
}
