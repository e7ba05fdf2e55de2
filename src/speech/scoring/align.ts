/** Word alignment as NIST sclite does it: two word lists -> steps and counts. @module */
import type { AlignmentStep, WordScore } from './word-score.ts'

// sclite charges 3 for an insertion or deletion and 4 for a substitution. The total error is almost
// always that of a plain edit distance, but the split differs, and the split is what users read.
// Changing these, or the order of preference below, breaks agreement with published scores.
export const DELETE_OR_INSERT = 3
export const SUBSTITUTE = 4

const DIAGONAL = 0
const DELETE = 1
const INSERT = 2

/** Directions kept at once, one byte each; an alignment of more cells is traced block by block. */
const CELLS_KEPT = 1 << 22

/**
 * Fills the costs of one reference word from those of the word before it.
 * Ties fall as sclite's: diagonal first, then insertion, a deletion only when strictly cheaper.
 */
function nextRow(
  before: Int32Array,
  row: Int32Array,
  word: number,
  heard: Int32Array,
  directions?: Uint8Array,
  at = 0
): void {
  let left = (before[0] ?? 0) + DELETE_OR_INSERT
  let corner = before[0] ?? 0
  row[0] = left
  if (directions) directions[at] = DELETE
  for (let h = 0; h < heard.length; h++) {
    const above = before[h + 1] ?? 0
    const diagonal = corner + (heard[h] === word ? 0 : SUBSTITUTE)
    const deletion = above + DELETE_OR_INSERT
    const insertion = left + DELETE_OR_INSERT
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
  const [said, heard] = numberWords(reference, hypothesis)
  const width = heard.length + 1
  const block = Math.max(1, Math.min(said.length, Math.floor(CELLS_KEPT / width)))

  // The costs before each block, so that the way back can fill a block's directions anew. Two long
  // recordings then need a few megabytes, not a table of every word against every word.
  const starts: Int32Array[] = [Int32Array.from({ length: width }, (_, h) => h * DELETE_OR_INSERT)]
  let row = new Int32Array(width)
  let spare = new Int32Array(width)
  const lastBlock = Math.floor(Math.max(0, said.length - 1) / block) * block
  for (let r = 0; r < lastBlock; r++) {
    const before = r % block === 0 ? starts[r / block] : row
    if (!before) break
    nextRow(before, spare, said[r] ?? -1, heard)
    const last = row
    row = spare
    spare = last
    if ((r + 1) % block === 0) starts.push(row.slice())
  }

  const steps: AlignmentStep[] = []
  const directions = new Uint8Array(block * width)
  let h = heard.length
  for (let start = starts.pop(), top = starts.length * block; start; start = starts.pop(), top -= block) {
    const rows = Math.min(block, said.length - top)
    let before = start
    for (let r = 0; r < rows; r++) {
      const filled: Int32Array = before === row ? spare : row
      nextRow(before, filled, said[top + r] ?? -1, heard, directions, r * width)
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
 * Aligns what was said with what was heard. Words are compared as they stand: bring both through one
 * normaliser first. Counts equal those of `sclite` on the same words.
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
