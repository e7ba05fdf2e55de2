import { expect, test } from 'vitest'
import { secondsLeft } from './time-left.ts'

const first = { stage: 'words', since: 1_000_000, progress: 0.1 }

test('the time left follows from the progress since the first stage that was seen', () => {
  // 40 % took 20 s, so that the other 50 % take 25 s.
  expect(secondsLeft(first, 0.5, first.since + 20_000)).toBe(25)
})

test('nothing is estimated without progress, or too early', () => {
  expect(secondsLeft(undefined, 0.5, 0)).toBeUndefined()
  expect(secondsLeft(first, 0.1, first.since + 20_000)).toBeUndefined()
  expect(secondsLeft({ ...first, progress: 0 }, 0.05, first.since + 20_000)).toBeUndefined()
})

test('the last moments still count as a second', () => {
  expect(secondsLeft(first, 1, first.since + 20_000)).toBe(1)
})
