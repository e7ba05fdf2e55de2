/** `timeToLive`: how long an entity is kept once its work has ended. @module */
import { describeValue, millisecondsOf, Problem } from '../platform/index.ts'

const MAX_TIME_TO_LIVE_MS = 31 * 86_400_000

/**
 * Milliseconds; undefined, or a duration of zero, keeps the entity until it is deleted.
 * @throws Problem InvalidTimeToLive
 */
export function timeToLiveOf(value: unknown, target = 'properties.timeToLive'): number | undefined {
  if (value == null) return undefined
  const length = typeof value === 'string' ? millisecondsOf(value) : undefined
  if (length !== undefined && length <= MAX_TIME_TO_LIVE_MS) return length === 0 ? undefined : length
  throw new Problem(
    'InvalidRequest',
    'InvalidTimeToLive',
    `${target} must be an ISO 8601 duration of at most 31 days, for example PT12H or P2D; found ${describeValue(value)}.`,
    target
  )
}
