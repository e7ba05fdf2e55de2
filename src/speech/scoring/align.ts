/** Word alignment with the costs and tie-breaking of NIST sclite. @module */
import type { AlignmentStep, WordScore } from './word-score.ts'

// sclite's costs: 3 for an insertion or deletion, 4 for a substitution. The total number of errors is almost always the
// Levenshtein distance, but the split into substitutions, deletions and insertions differs. Changing the costs, or the order
// of preference below, breaks agreement with published scores.
export const GAP_COST = 3
export const SUBSTITUTION_COST = 4

const DIAGONAL = 0
const DELETE = 1
const INSERT = 2

/** Traceback directions kept at once, one byte each; a larger alignment is traced block by block. */
const MAX_DIRECTION_CELLS = 1 << 22

/**
 * Fills the costs of one reference word from those of the previous word.
 * Ties are broken as in sclite: diagonal first, then insertion; a deletion only if it is strictly cheaper.
 */
function nextRow(
  before: Int32Array,
  row: Int32Array,
  word: number,
  hypothesisIds: Int32Array,
  directions?: Uint8Array,
  at = 0
): void {
  let left = (before[0] ?? 0) + GAP_COST
  let corner = before[0] ?? 0
  row[0] = left
  if (directions) directions[at] = DELETE
  for (let h = 0; h < hypothesisIds.length; h++) {
    const above = before[h + 1] ?? 0
    const diagonal = corner + (hypothesisIds[h] === word ? 0 : SUBSTITUTION_COST)
    const deletion = above + GAP_COST
    const insertion = left + GAP_COST
    corner = above
    if (diagonal <= deletion && diagonal <= insertion) {
      left = diagonal
      if (directions) directions[at + h + 1] = DIAGONAL
    } else if (deletion < insertion) {
      left = deletion
      if (directions) directions[at + h + 1] = DELETE
    } else {
      left = insertion
      if (directions) directions[at + h + 1] = INSERT
    }
    row[h + 1] = left
  }
}

/** Words as numbers, the same word the same number on both sides, so that cells compare integers. */
function numberWords(reference: readonly string[], hypothesis: readonly string[]): [Int32Array, Int32Array] {
  const numbers = new Map<string, number>()
  const numberOf = (word: string): number => {
    const known = numbers.get(word)
    if (known !== undefined) return known
    numbers.set(word, numbers.size)
    return numbers.size - 1
  }
  return [Int32Array.from(reference, numberOf), Int32Array.from(hypothesis, numberOf)]
}

/** Steps in reverse order, from the last cell back to the first. */
function traceBack(reference: readonly string[], hypothesis: readonly string[]): AlignmentStep[] {
  const [referenceIds, hypothesisIds] = numberWords(reference, hypothesis)
  const width = hypothesisIds.length + 1
  const block = Math.max(1, Math.min(referenceIds.length, Math.floor(MAX_DIRECTION_CELLS / width)))

  // The costs before each block, from which the traceback recomputes a block's directions. Two long recordings then need
  // a few megabytes instead of a table of all word pairs.
  const starts: Int32Array[] = [Int32Array.from({ length: width }, (_, h) => h * GAP_COST)]
  let row = new Int32Array(width)
  let spare = new Int32Array(width)
  const lastBlock = Math.floor(Math.max(0, referenceIds.length - 1) / block) * block
  for (let r = 0; r < lastBlock; r++) {
    const before = r % block === 0 ? starts[r / block] : row
    if (!before) break
    nextRow(before, spare, referenceIds[r] ?? -1, hypothesisIds)
    const last = row
    row = spare
    spare = last
    if ((r + 1) % block === 0) starts.push(row.slice())
  }

  const steps: AlignmentStep[] = []
  const directions = new Uint8Array(block * width)
  let h = hypothesisIds.length
  for (let start = starts.pop(), top = starts.length * block; start; start = starts.pop(), top -= block) {
    const rows = Math.min(block, referenceIds.length - top)
    let before = start
    for (let r = 0; r < rows; r++) {
      const filled: Int32Array = before === row ? spare : row
      nextRow(before, filled, referenceIds[top + r] ?? -1, hypothesisIds, directions, r * width)
      before = filled
    }
    for (let r = rows - 1; r >= 0; ) {
      const direction = directions[r * width + h]
      const ref = reference[top + r] ?? ''
      const hyp = hypothesis[h - 1] ?? ''
      if (direction === INSERT) steps.push({ op: 'insert', hyp })
      else if (direction === DELETE) steps.push({ op: 'delete', ref })
      else steps.push({ op: ref === hyp ? 'equal' : 'substitute', ref, hyp })
      if (direction !== DELETE) h--
      if (direction !== INSERT) r--
    }
  }
  while (h > 0) {
    h--
    steps.push({ op: 'insert', hyp: hypothesis[h] ?? '' })
  }
  return steps
}

/**
 * Aligns a reference with a hypothesis. Words are compared as they are: apply the same normalizer to both first. The counts
 * equal those of `sclite` for the same words.
 *
 * @example align(['turn', 'on'], ['turn', 'it', 'on']).insertions // 1
 */
export function align(reference: readonly string[], hypothesis: readonly string[]): WordScore {
  const steps = traceBack(reference, hypothesis).reverse()
  const count = (op: AlignmentStep['op']): number =>
    steps.reduce((sum, step) => sum + (step.op === op ? 1 : 0), 0)
  return {
    steps,
    words: reference.length,
    substitutions: count('substitute'),
    deletions: count('delete'),
    insertions: count('insert')
  }
}
