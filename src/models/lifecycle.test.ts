import { expect, test } from 'vitest'
import { customDeprecation, quarterEnd } from './lifecycle.ts'

test.each([
  ['2022-05-22', '2024-07-15'],
  ['2024-07-14', '2026-07-15'],
  ['2024-07-15', '2026-07-15'],
  ['2024-07-16', '2026-10-15'],
  ['2024-12-31', '2027-01-15']
])('a custom model of %s may be used until %s', (created, until) => {
  expect(customDeprecation(new Date(created)).toISOString().slice(0, 10)).toBe(until)
})

test('a quarter may close on the very day', () => {
  expect(quarterEnd(new Date('2025-01-15T23:59:59Z'), 0).toISOString()).toBe('2025-01-15T00:00:00.000Z')
})
