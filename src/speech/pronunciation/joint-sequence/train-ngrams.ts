/**
 * Graphone n-grams with interpolated modified Kneser-Ney smoothing: S. F. Chen and J. Goodman, "An empirical study of
 * smoothing techniques for language modeling", 1999. Stored as a tree in columns, for the millions of n-grams of a
 * dictionary.
 * @module
 */
import { NgramTree } from './ngram-tree.ts'

/** Longer contexts do not improve the phone error rate in `bench/pronunciation.ts`. */
export const DEFAULT_ORDER = 6

export type GraphoneNgrams = Readonly<{
  order: number
  tree: NgramTree
  lengths: Uint8Array
  /** Log probability (natural logarithm) of each n-gram's last graphone given the others. */
  logs: Float32Array
  /** Log back-off weight (natural logarithm) of each n-gram as a context. */
  backoffs: Float32Array
}>

/** Tokens that mark the beginning and the end of a word; `tokens` is the number of graphones. */
export const beginToken = (tokens: number): number => tokens
export const endToken = (tokens: number): number => tokens + 1

export function trainNgrams(
  sequences: readonly Uint16Array[],
  tokens: number,
  order = DEFAULT_ORDER
): GraphoneNgrams {
  const { tree, lengths, continuationCounts } = countNgrams(sequences, tokens, order)
  const begin = beginToken(tokens)
  const counts = new Int32Array(tree.size)
  const first = new Uint16Array(tree.size)
  for (let node = 1; node < tree.size; node++) {
    const parent = tree.parents[node] ?? 0
    first[node] = parent === 0 ? (tree.tokens[node] ?? 0) : (first[parent] ?? 0)
    // N-grams at the beginning of a word have no left context to count: they keep their raw counts.
    const whole = lengths[node] === order || first[node] === begin
    counts[node] = (whole ? tree.counts[node] : continuationCounts[node]) ?? 0
  }
  // The beginning mark is never predicted.
  counts[tree.child(0, begin)] = 0
  return estimate(tree, lengths, counts, { tokens, order })
}

function countNgrams(sequences: readonly Uint16Array[], tokens: number, order: number) {
  const tree = new NgramTree()
  let before: number[] = []
  const step = (token: number): void => {
    const now = [0]
    for (let length = 1; length <= Math.min(order, before.length); length++) {
      const node = tree.add(before[length - 1] ?? 0, token, now[length - 1] ?? 0)
      tree.counts[node] = (tree.counts[node] ?? 0) + 1
      now.push(node)
    }
    before = now
  }
  for (const sequence of sequences) {
    before = [0]
    step(beginToken(tokens))
    for (const token of sequence) step(token)
    step(endToken(tokens))
  }
  const lengths = tree.lengths()
  const continuationCounts = new Int32Array(tree.size)
  for (let node = 1; node < tree.size; node++) {
    const suffix = tree.suffixes[node] ?? 0
    if (suffix > 0) continuationCounts[suffix] = (continuationCounts[suffix] ?? 0) + 1
  }
  return { tree, lengths, continuationCounts }
}

function estimate(
  tree: NgramTree,
  lengths: Uint8Array,
  counts: Int32Array,
  { tokens, order }: Readonly<{ tokens: number; order: number }>
): GraphoneNgrams {
  const discounts = discountsOf(lengths, counts, order)
  const discounted = (node: number): number => {
    const count = counts[node] ?? 0
    return Math.max(0, count - (discounts[lengths[node] ?? 0]?.[Math.min(count, 3)] ?? 0))
  }
  const sums = new Float64Array(tree.size)
  const discountedSums = new Float64Array(tree.size)
  for (let node = 1; node < tree.size; node++) {
    const parent = tree.parents[node] ?? 0
    sums[parent] = (sums[parent] ?? 0) + (counts[node] ?? 0)
    discountedSums[parent] = (discountedSums[parent] ?? 0) + discounted(node)
  }
  const backoffOf = (node: number): number =>
    (sums[node] ?? 0) === 0 ? 1 : 1 - (discountedSums[node] ?? 0) / (sums[node] ?? 1)
  const probabilities = new Float64Array(tree.size)
  probabilities[0] = 1 / (tokens + 1)
  for (let node = 1; node < tree.size; node++) {
    const parent = tree.parents[node] ?? 0
    const own = (sums[parent] ?? 0) === 0 ? 0 : discounted(node) / (sums[parent] ?? 1)
    probabilities[node] = own + backoffOf(parent) * (probabilities[tree.suffixes[node] ?? 0] ?? 0)
  }
  return {
    order,
    tree,
    lengths,
    logs: Float32Array.from(probabilities, (p) => Math.log(p)),
    backoffs: Float32Array.from(probabilities, (_, node) => Math.log(backoffOf(node)))
  }
}

/** Discounts of n-grams seen once, twice and three times or more, by n-gram length. */
function discountsOf(lengths: Uint8Array, counts: Int32Array, order: number): readonly (readonly number[])[] {
  const seen = Array.from({ length: order + 1 }, () => [0, 0, 0, 0, 0])
  for (const [node, length] of lengths.entries()) {
    const row = seen[length]
    const count = counts[node] ?? 0
    if (row && count > 0 && count < 5) row[count] = (row[count] ?? 0) + 1
  }
  return seen.map(([, n1 = 0, n2 = 0, n3 = 0, n4 = 0]) => {
    if (n1 === 0 || n2 === 0) return [0, 0.5, 0.75, 1]
    const y = n1 / (n1 + 2 * n2)
    const clamp = (value: number, max: number): number => Math.min(max, Math.max(0.1, value))
    return [
      0,
      clamp(1 - (2 * y * n2) / n1, 0.95),
      clamp(2 - (3 * y * n3) / n2, 1.9),
      clamp(3 - (4 * y * n4) / Math.max(1, n3), 2.9)
    ]
  })
}
