import { describe, expect, test } from 'vitest'
import { Lifecycle, quarterEnd } from './lifecycle.ts'

const day = (date: Date): string => date.toISOString().slice(0, 10)
const lifecycle = (expiry: 'never' | 'azure', today = '2026-11-23'): Lifecycle =>
  new Lifecycle(expiry, () => new Date(today))

test.each([
  ['2022-05-22', '2024-07-15'],
  ['2024-07-14', '2026-07-15'],
  ['2024-07-15', '2026-07-15'],
  ['2024-07-16', '2026-10-15'],
  ['2024-12-31', '2027-01-15']
])('a custom model of %s may be used until %s', (created, until) => {
  expect(day(lifecycle('azure').customDate(new Date(created)))).toBe(until)
})

test('a quarter may close on the very day', () => {
  expect(quarterEnd(new Date('2025-01-15T23:59:59Z'), 0).toISOString()).toBe('2025-01-15T00:00:00.000Z')
})

describe('by default', () => {
  test('the dates of base models stay ahead, and nothing is ever over', () => {
    const { adaptation, transcription } = lifecycle('never').baseDates(new Date('2016-01-01'))
    expect([day(adaptation), day(transcription)]).toEqual(['2028-01-15', '2029-01-15'])
    expect(lifecycle('never').over(new Date('2016-01-01'))).toBe(false)
    expect(lifecycle('never').warning(new Date('2026-11-30'), 'en-US')).toBeUndefined()
  })
})

describe('by the rules of the cloud', () => {
  test('the dates of base models count from the day they came, and are reached', () => {
    const { adaptation, transcription } = lifecycle('azure').baseDates(new Date('2024-11-01'))
    expect([day(adaptation), day(transcription)]).toEqual(['2026-01-15', '2027-01-15'])
    expect(lifecycle('azure').over(adaptation)).toBe(true)
    expect(lifecycle('azure').over(transcription)).toBe(false)
  })

  test.each([
    ['2027-03-01', undefined, undefined],
    ['2027-01-15', 'ModelExpiresSoon', 'in 53 days'],
    ['2026-11-24', 'ModelExpiresSoon', 'in 1 days'],
    ['2026-11-23', 'ModelExpired', 'expired on 2026-11-23'],
    ['2024-01-15', 'ModelExpired', 'expired on 2024-01-15']
  ])('a model that ends on %s is warned of with %s', (end, code, words) => {
    const warning = lifecycle('azure').warning(new Date(end), 'en-US')
    expect(warning?.code).toBe(code)
    if (words !== undefined) expect(warning?.message).toContain(words)
  })
})
