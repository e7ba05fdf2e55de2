/**
 * Word alignment where either side may be said in several ways, as NIST sclite scores `{ going to / gonna }`: both sides
 * are networks of words, and the cheapest pair of paths through them is the alignment.
 * @module
 */
import { align, DELETE_OR_INSERT, SUBSTITUTE } from './align.ts'
import type { AlignmentStep, WordScore } from './word-score.ts'

/** A word, or ways of which any is right; a way without words is silence. */
export type Spoken = string | Ways
export type Ways = readonly (readonly Spoken[])[]

/** From node `from` to a later one; no word: passed in silence. Nodes are numbered so that arcs lead upwards. */
type Arc = Readonly<{ from: number; word: string | undefined }>

/** By node, the arcs that lead to it; the last node is the end. */
type Network = readonly (readonly Arc[])[]

/** Counts of the words on the cheapest paths: `words` is the length of the way that was taken through the reference. */
export function alignAlternatives(reference: readonly Spoken[], hypothesis: readonly Spoken[]): WordScore {
  if (isPlain(reference) && isPlain(hypothesis)) return align(reference, hypothesis)
  const steps = cheapest(networkOf(reference), networkOf(hypothesis))
  const count = (op: AlignmentStep['op']): number => steps.filter((step) => step.op === op).length
  return {
    steps,
    words: steps.length - count('insert'),
    substitutions: count('substitute'),
    deletions: count('delete'),
    insertions: count('insert')
  }
}

const isPlain = (words: readonly Spoken[]): words is readonly string[] =>
  words.every((word) => typeof word === 'string')

function networkOf(words: readonly Spoken[]): Network {
  const arcs: Arc[][] = [[]]
  const node = (...incoming: readonly Arc[]): number => arcs.push([...incoming]) - 1
  const follow = (from: number, some: readonly Spoken[]): number =>
    some.reduce<number>((at, word) => {
      if (typeof word === 'string') return node({ from: at, word })
      const ends = word.map((way) => follow(at, way))
      return node(...ends.map((end) => ({ from: end, word: undefined })))
    }, from)
  follow(0, words)
  return arcs
}

/** How a cell was reached; the first cell has none. */
type Reached = Readonly<{ said: number; heard: number; step?: AlignmentStep }>

/** Ties fall as in `align`: both words first, then an insertion, a deletion only when strictly cheaper. */
function cheapest(said: Network, heard: Network): readonly AlignmentStep[] {
  const costs = said.map(() => new Float64Array(heard.length).fill(Number.POSITIVE_INFINITY))
  const reached: (Reached | undefined)[][] = said.map(() => [])
  for (const [s, saidArcs] of said.entries())
    for (const [h, heardArcs] of heard.entries()) {
      const row = costs[s]
      if (row === undefined) continue
      if (s === 0 && h === 0) row[0] = 0
      const offer = (from: Reached, price: number): void => {
        const cost = (costs[from.said]?.[from.heard] ?? Number.POSITIVE_INFINITY) + price
        if (cost >= (row[h] ?? 0)) return
        row[h] = cost
        const cells = reached[s]
        if (cells) cells[h] = from
      }
      for (const { from, word } of saidArcs) if (word === undefined) offer({ said: from, heard: h }, 0)
      for (const { from, word } of heardArcs) if (word === undefined) offer({ said: s, heard: from }, 0)
      for (const { from: saidFrom, word: ref } of saidArcs)
        for (const { from: heardFrom, word: hyp } of heardArcs) {
          if (ref === undefined || hyp === undefined) continue
          const step = { op: ref === hyp ? 'equal' : 'substitute', ref, hyp } as const
          offer({ said: saidFrom, heard: heardFrom, step }, ref === hyp ? 0 : SUBSTITUTE)
        }
      for (const { from, word: hyp } of heardArcs)
        if (hyp !== undefined) offer({ said: s, heard: from, step: { op: 'insert', hyp } }, DELETE_OR_INSERT)
      for (const { from, word: ref } of saidArcs)
        if (ref !== undefined) offer({ said: from, heard: h, step: { op: 'delete', ref } }, DELETE_OR_INSERT)
    }
  const steps: AlignmentStep[] = []
  let at = reached.at(-1)?.[heard.length - 1]
  while (at) {
    if (at.step) steps.push(at.step)
    at = reached[at.said]?.[at.heard]
  }
  return steps.reverse()
}
