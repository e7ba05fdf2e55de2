import { expect, test } from 'vitest'
import { closest } from './suggestions.ts'

const among = (typed: string, ...candidates: readonly string[]) =>
  closest(candidates.map((candidate) => ({ candidate, typed })))

test.each([
  ['trian', 'train'],
  ['tran', 'train'],
  ['trainn', 'train'],
  ['evalute', 'evaluate'],
  ['srcore', 'score']
])('%s is close to %s', (typed, expected) => {
  expect(among(typed, 'train', 'evaluate', 'score')).toBe(expected)
})

test('the fewest edits win, then the order', () => {
  expect(among('modle', 'model2', 'model')).toBe('model')
  expect(among('model3', 'model1', 'model2')).toBe('model1')
})

test('names that share too little are not suggested, and long words are not compared', () => {
  expect(among('xyz', 'key')).toBeUndefined()
  expect(among('zzzzz', 'train')).toBeUndefined()
  expect(among('x'.repeat(1_000_000), 'x'.repeat(999_999))).toBeUndefined()
})
