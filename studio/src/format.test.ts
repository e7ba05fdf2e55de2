import { expect, test } from 'vitest'
import { date, duration, kilobytes, milliseconds, percent, position, sentence } from './format.ts'

test('durations change their unit where the next one is easier to read', () => {
  expect([0, 12.34, 59.9, 59.96, 60, 3599, 3725].map(duration)).toEqual([
    '0 s',
    '12.3 s',
    '59.9 s',
    '1 min',
    '1 min',
    '1 h 0 min',
    '1 h 2 min'
  ])
})

test('a position in a recording never shows 60 seconds', () => {
  expect([0, 75.3, 59.97, 3600].map(position)).toEqual(['0:00.0', '1:15.3', '1:00.0', '60:00.0'])
})

test('phrases of reports become sentences', () => {
  expect(sentence('too little audio')).toBe('Too little audio.')
  expect(sentence('Too little audio.')).toBe('Too little audio.')
})

test('other values have their units', () => {
  expect(percent(0.1234)).toBe('12.3 %')
  expect([milliseconds(999), milliseconds(1234)]).toEqual(['999 ms', '1.2 s'])
  expect(kilobytes(1)).toBe('1 KB')
  expect(date(undefined)).toBe('–')
})
