/** Estimates how much longer a training takes. @module */

/** A stage as it was first seen; `since` in milliseconds since 1970, `progress` from 0 to 1. */
export type TrainingStep = Readonly<{ stage: string; since: number; progress: number }>

/** Below this progress, an estimate would be noise. */
const MIN_PROGRESS = 0.08

/**
 * Assumes that progress continues at the average rate since `first`.
 * @param now milliseconds since 1970
 * @returns whole seconds, at least 1; undefined while there is nothing to estimate from
 */
export function secondsLeft(
  first: TrainingStep | undefined,
  progress: number,
  now: number
): number | undefined {
  const done = progress - (first?.progress ?? progress)
  if (!first || done <= 0 || progress < MIN_PROGRESS) return undefined
  return Math.max(1, Math.round((((now - first.since) / done) * (1 - progress)) / 1000))
}
