import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isoDuration, millisecondsOf } from './iso-duration.ts'

const MAX_TICKS = 40 * 86_400 * 10_000_000

describe('ISO durations', () => {
  test('read back as the length of time that was written, whatever it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_TICKS / 10_000 }), (milliseconds) => {
        expect(millisecondsOf(isoDuration(milliseconds * 10_000))).toBe(milliseconds)
      })
    )
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_TICKS }), (ticks) => {
        expect(isoDuration(ticks)).toMatch(/^PT(?=\d)(\d+H)?([1-5]?\dM)?([1-5]?\d(\.\d{1,7})?S)?$/)
      })
    )
  })

  test.each([
    [0, 'PT0S'],
    [1, 'PT0.0000001S'],
    [7_600_000, 'PT0.76S'],
    [2_527_600_000, 'PT4M12.76S'],
    [36_000_000_000, 'PT1H'],
    [600_000_000, 'PT1M']
  ])('of %d ticks are %s', (ticks, text) => expect(isoDuration(ticks)).toBe(text))

  test.each([
    ['P1D', 86_400_000],
    ['P1W', 604_800_000],
    ['P1DT2H3M4.5S', 93_784_500],
    ['PT0S', 0],
    ['P0.5D', 43_200_000]
  ])('%s lasts %d ms', (text, milliseconds) => expect(millisecondsOf(text)).toBe(milliseconds))

  test.each([
    '',
    'P',
    'PT',
    'P1DT',
    '1D',
    'P1Y',
    'P1M',
    '-P1D',
    'P-1D',
    'PT1D',
    'P1H',
    'p1d',
    'P1D ',
    'PT1.S'
  ])('%j is none', (text) => expect(millisecondsOf(text)).toBeUndefined())
})
