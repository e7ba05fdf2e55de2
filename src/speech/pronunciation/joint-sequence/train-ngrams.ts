/**
 * N-grams of graphones with modified Kneser-Ney smoothing, interpolated (Chen and Goodman 1999), as Bisani and Ney
 * (2008) found best for joint sequences. A tree in columns: one word of a dictionary is a sentence of a million.
 * @module
 */
import { NgramTree } from './ngram-tree.ts'

/** Graphones of the most context that says something of the next. Found in `bench/pronunciation.ts`. */
export const ORDER = 6

export type Ngrams = Readonly<{
  order: number
  tree: NgramTree
  lengths: Uint8Array
  /** Natural logarithm of an n-gram's last graphone after the others. */
  logs: Float32Array
  /** Natural logarithm of what is left to the shorter context when a graphone was never seen after the n-gram. */
  backoffs: Float32Array
}>

/** `tokens` counts the graphones; two more numbers stand for the beginning and the end of a word. */
export const beginOf = (tokens: number): number => tokens
export const endOf = (tokens: number): number => tokens + 1

export function trainNgrams(sequences: readonly Uint16Array[], tokens: number, order = ORDER): Ngrams {
  const { tree, lengths, continued } = countNgrams(sequences, tokens, order)
  const begin = beginOf(tokens)
  const counts = new Int32Array(tree.size)
  const first = new Uint16Array(tree.size)
  for (let node = 1; node < tree.size; node++) {
    const parent = tree.parents[node] ?? 0
    first[node] = parent === 0 ? (tree.tokens[node] ?? 0) : (first[parent] ?? 0)
    // What stands at the beginning of a word has nothing before it to be counted by.
    const whole = lengths[node] === order || first[node] === begin
    counts[node] = (whole ? tree.counts[node] : continued[node]) ?? 0
  }
  // Nothing follows by chance on the beginning: it is always there.
  counts[tree.child(0, begin)] = 0
  return estimated(tree, lengths, counts, { tokens, order })
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
    step(beginOf(tokens))
    for (const token of sequence) step(token)
    step(endOf(tokens))
  }
  const lengths = tree.lengths()
  const continued = new Int32Array(tree.size)
  for (let node = 1; node < tree.size; node++) {
    const suffix = tree.suffixes[node] ?? 0
    if (suffix > 0) continued[suffix] = (continued[suffix] ?? 0) + 1
  }
  return { tree, lengths, continued }
}

function estimated(
  tree: NgramTree,
  lengths: Uint8Array,
  counts: Int32Array,
  { tokens, order }: Readonly<{ tokens: number; order: number }>
): Ngrams {
  const discounts = discountsOf(lengths, counts, order)
  const discounted = (node: number): number => {
    const count = counts[node] ?? 0
    return Math.max(0, count - (discounts[lengths[node] ?? 0]?.[Math.min(count, 3)] ?? 0))
  }
  const sums = new Float64Array(tree.size)
  const kept = new Float64Array(tree.size)
  for (let node = 1; node < tree.size; node++) {
    const parent = tree.parents[node] ?? 0
    sums[parent] = (sums[parent] ?? 0) + (counts[node] ?? 0)
    kept[parent] = (kept[parent] ?? 0) + discounted(node)
  }
  const left = (node: number): number =>
    (sums[node] ?? 0) === 0 ? 1 : 1 - (kept[node] ?? 0) / (sums[node] ?? 1)
  const probabilities = new Float64Array(tree.size)
  probabilities[0] = 1 / (tokens + 1)
  for (let node = 1; node < tree.size; node++) {
    const parent = tree.parents[node] ?? 0
    const own = (sums[parent] ?? 0) === 0 ? 0 : discounted(node) / (sums[parent] ?? 1)
    probabilities[node] = own + left(parent) * (probabilities[tree.suffixes[node] ?? 0] ?? 0)
  }
  return {
    order,
    tree,
    lengths,
    logs: Float32Array.from(probabilities, (p) => Math.log(p)),
    backoffs: Float32Array.from(probabilities, (_, node) => Math.log(left(node)))
  }
}

/** By length, what is taken from n-grams seen once, twice, and more often. */
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
    const within = (value: number, most: number): number => Math.min(most, Math.max(0.1, value))
    return [
      0,
      within(1 - (2 * y * n2) / n1, 0.95),
      within(2 - (3 * y * n3) / n2, 1.9),
      within(3 - (4 * y * n4) / Math.max(1, n3), 2.9)
    ]
  })
}
