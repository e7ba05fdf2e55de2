/** How long answers took, counted in steps that grow: a few dozen numbers stand for any number of answers. @module */

/** Each step is a tenth longer than the one before: a percentile read from them is at most 5 % amiss. */
const GROWTH = 1.1
const SHORTEST_MS = 1

/** Step → how many answers fell into it. */
export type Latencies = Readonly<Record<string, number>>

export const stepOf = (milliseconds: number): number =>
  Math.max(0, Math.round(Math.log(Math.max(SHORTEST_MS, milliseconds) / SHORTEST_MS) / Math.log(GROWTH)))

const ofStep = (step: number): number => Math.round(SHORTEST_MS * GROWTH ** step)

export function addedLatencies(all: Iterable<Latencies>): Latencies {
  const sum: Record<string, number> = {}
  for (const latencies of all) {
    for (const [step, count] of Object.entries(latencies)) sum[step] = (sum[step] ?? 0) + count
  }
  return sum
}

/** Milliseconds that the given share (0..1) of the answers did not exceed; undefined when there were none. */
export function percentile(latencies: Latencies, share: number): number | undefined {
  const steps = Object.entries(latencies)
    .map(([step, count]) => [Number(step), count] as const)
    .sort(([a], [b]) => a - b)
  const total = steps.reduce((sum, [, count]) => sum + count, 0)
  let seen = 0
  for (const [step, count] of steps) {
    seen += count
    if (seen >= share * total) return ofStep(step)
  }
  return undefined
}
