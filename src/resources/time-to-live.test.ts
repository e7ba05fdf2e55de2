import { expect, test } from 'vitest'
import { Problem } from '../platform/index.ts'
import { timeToLiveOf } from './time-to-live.ts'

test.each([
  ['PT12H', 12 * 3_600_000],
  ['P2D', 2 * 86_400_000],
  ['P31D', 31 * 86_400_000]
])('%s is a time to live', (text, milliseconds) => expect(timeToLiveOf(text)).toBe(milliseconds))

test.each([undefined, null, 'PT0S', 'P0D'])('%s keeps the entity', (value) =>
  expect(timeToLiveOf(value)).toBeUndefined()
)

test.each(['', 'P', '12', 'P1Y', 'P32D', 'PT745H', '-PT1H', 'PT1H ', 5, {}])('%j is refused', (value) => {
  expect(() => timeToLiveOf(value)).toThrow(Problem)
  expect(() => timeToLiveOf(value)).toThrow(/must be an ISO 8601 duration of at most 31 days/)
})
