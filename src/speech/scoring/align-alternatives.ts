/**
 * Word alignment with alternatives on either side, as NIST sclite scores `{ going to / gonna }`: both sides are word networks,
 * and the alignment is the minimum-cost pair of paths through them.
 * @module
 */
import { align, GAP_COST, SUBSTITUTION_COST } from './align.ts'
import type { AlignmentStep, WordScore } from './word-score.ts'

/** A word, or alternatives any of which is correct; an alternative without words is silence. */
export type WordOrAlternatives = string | Alternatives
export type Alternatives = readonly (readonly WordOrAlternatives[])[]

/** An arc from node `from` to a later node, without a word for an empty transition. Nodes are in topological order. */
type Arc = Readonly<{ from: number; word: string | undefined }>

/** The incoming arcs of each node; the last node is the end. */
type Network = readonly (readonly Arc[])[]

/** Counts along the minimum-cost paths; `words` is the length of the path through the reference. */
export function alignAlternatives(
  reference: readonly WordOrAlternatives[],
  hypothesis: readonly WordOrAlternatives[]
): WordScore {
  if (isPlain(reference) && isPlain(hypothesis)) return align(reference, hypothesis)
  const steps = minimumCostPath(networkOf(reference), networkOf(hypothesis))
  const count = (op: AlignmentStep['op']): number => steps.filter((step) => step.op === op).length
  return {
    steps,
    words: steps.length - count('insert'),
    substitutions: count('substitute'),
    deletions: count('delete'),
    insertions: count('insert')
  }
}

const isPlain = (words: readonly WordOrAlternatives[]): words is readonly string[] =>
  words.every((word) => typeof word === 'string')

function networkOf(words: readonly WordOrAlternatives[]): Network {
  const arcs: Arc[][] = [[]]
  const node = (...incoming: readonly Arc[]): number => arcs.push([...incoming]) - 1
  const follow = (from: number, some: readonly WordOrAlternatives[]): number =>
    some.reduce<number>((at, word) => {
      if (typeof word === 'string') return node({ from: at, word })
      const ends = word.map((alternative) => follow(at, alternative))
      return node(...ends.map((end) => ({ from: end, word: undefined })))
    }, from)
  follow(0, words)
  return arcs
}

/** The predecessor of a cell; the first cell has none. */
type Predecessor = Readonly<{ reference: number; hypothesis: number; step?: AlignmentStep }>

/** Ties are broken as in `align`: both words first, then an insertion; a deletion only if it is strictly cheaper. */
function minimumCostPath(reference: Network, hypothesis: Network): readonly AlignmentStep[] {
  const costs = reference.map(() => new Float64Array(hypothesis.length).fill(Number.POSITIVE_INFINITY))
  const predecessors: (Predecessor | undefined)[][] = reference.map(() => [])
  for (const [s, referenceArcs] of reference.entries())
    for (const [h, hypothesisArcs] of hypothesis.entries()) {
      const row = costs[s]
      if (row === undefined) continue
      if (s === 0 && h === 0) row[0] = 0
      const offer = (from: Predecessor, price: number): void => {
        const cost = (costs[from.reference]?.[from.hypothesis] ?? Number.POSITIVE_INFINITY) + price
        if (cost >= (row[h] ?? 0)) return
        row[h] = cost
        const cells = predecessors[s]
        if (cells) cells[h] = from
      }
      for (const { from, word } of referenceArcs)
        if (word === undefined) offer({ reference: from, hypothesis: h }, 0)
      for (const { from, word } of hypothesisArcs)
        if (word === undefined) offer({ reference: s, hypothesis: from }, 0)
      for (const { from: referenceFrom, word: ref } of referenceArcs)
        for (const { from: hypothesisFrom, word: hyp } of hypothesisArcs) {
          if (ref === undefined || hyp === undefined) continue
          const step = { op: ref === hyp ? 'equal' : 'substitute', ref, hyp } as const
          offer(
            { reference: referenceFrom, hypothesis: hypothesisFrom, step },
            ref === hyp ? 0 : SUBSTITUTION_COST
          )
        }
      for (const { from, word: hyp } of hypothesisArcs)
        if (hyp !== undefined)
          offer({ reference: s, hypothesis: from, step: { op: 'insert', hyp } }, GAP_COST)
      for (const { from, word: ref } of referenceArcs)
        if (ref !== undefined)
          offer({ reference: from, hypothesis: h, step: { op: 'delete', ref } }, GAP_COST)
    }
  const steps: AlignmentStep[] = []
  let at = predecessors.at(-1)?.[hypothesis.length - 1]
  while (at) {
    if (at.step) steps.push(at.step)
    at = predecessors[at.reference]?.[at.hypothesis]
  }
  return steps.reverse()
}
