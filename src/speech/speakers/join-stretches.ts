/** Stretches of speech joined to voices: the two most alike first (agglomerative clustering). @module */
import { evidenceForTwo, type Measured, measured } from './evidence.ts'
import { Spread } from './spread.ts'

/** Of the price of a second voice. Short stretches stay apart easily: joining two voices would never be made good. */
const EAGERNESS = 0.25
/** Every stretch is compared with every other: more of them are joined in groups first. */
const GROUP = 400

/**
 * @param stretches each of one voice, in the order they were spoken
 * @param most so many voices at most, though they be unlike
 * @returns of each stretch the number of its voice
 */
export function joinStretches(
  stretches: readonly Spread[],
  most: number,
  prior: Float64Array
): readonly number[] {
  const groups: (readonly number[])[] = []
  const voices: Spread[] = []
  for (let from = 0; from < stretches.length; from += GROUP) {
    const group = stretches.slice(from, from + GROUP)
    // A group keeps more voices than there are: which of them are one is told by all groups together.
    const joined = joinMostAlike(group, stretches.length <= GROUP ? most : 2 * most, prior)
    groups.push(joined.map((voice) => voices.length + voice))
    const first = voices.length
    for (const [index, voice] of joined.entries()) {
      voices[first + voice] ??= new Spread()
      voices[first + voice]?.join(group[index] ?? new Spread())
    }
  }
  if (groups.length < 2) return groups[0] ?? []
  const joined = joinMostAlike(voices, most, prior)
  return groups.flat().map((voice) => joined[voice] ?? 0)
}

type Near = Readonly<{ to: number; excess: number }>

function joinMostAlike(stretches: readonly Spread[], most: number, prior: Float64Array): readonly number[] {
  const clusters: Measured[] = stretches.map((stretch) => measured(Spread.of([stretch]), prior))
  const of = stretches.map((_, index) => index)
  const alive = new Set(of)
  const excess = (a: number, b: number): number => {
    const [one, two] = [clusters[a], clusters[b]]
    if (!one || !two) return Number.POSITIVE_INFINITY
    const { gain, price } = evidenceForTwo(one, two, prior)
    return gain - EAGERNESS * price
  }
  // Of each the nearest after it; only those that a join touched are sought anew.
  const nearest = new Map<number, Near>()
  const seek = (from: number): void => {
    let best: Near | undefined
    for (const to of alive) {
      if (to <= from) continue
      const here = excess(from, to)
      if (!best || here < best.excess) best = { to, excess: here }
    }
    if (best) nearest.set(from, best)
    else nearest.delete(from)
  }
  for (const from of alive) seek(from)
  for (;;) {
    const pair = [...nearest].reduce<readonly [number, Near] | undefined>(
      (best, next) => (!best || next[1].excess < best[1].excess ? next : best),
      undefined
    )
    if (!pair || (pair[1].excess >= 0 && alive.size <= most)) break
    const [into, { to: gone }] = pair
    const both = [clusters[into], clusters[gone]].flatMap((cluster) => (cluster ? [cluster.spread] : []))
    clusters[into] = measured(Spread.of(both), prior)
    alive.delete(gone)
    nearest.delete(gone)
    for (const [index, cluster] of of.entries()) if (cluster === gone) of[index] = into
    for (const each of alive) {
      const near = nearest.get(each)
      if (each === into || near?.to === gone || near?.to === into) seek(each)
      else if (each < into) {
        const here = excess(each, into)
        if (!near || here < near.excess) nearest.set(each, { to: into, excess: here })
      }
    }
  }
  const numbers = new Map([...alive].sort((a, b) => a - b).map((cluster, number) => [cluster, number]))
  return of.map((cluster) => numbers.get(cluster) ?? 0)
}
