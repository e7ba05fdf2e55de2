import { expect, test } from 'vitest'
import { expressionsOf, failedExpectations } from './expected-lines.ts'
import { readChecks } from './read-checks.ts'

const text = { kind: 'text', form: 'text', relation: 'eq', negated: false }

test.each([
  ['wer le 10', { kind: 'wer', form: 'text', operator: 'le', limit: 10 }],
  ['text wer eq 0', { kind: 'wer', form: 'text', operator: 'eq', limit: 0 }],
  ['sr transcript lexical text wer lt 12.5', { kind: 'wer', form: 'lexical', operator: 'lt', limit: 12.5 }],
  ['text Hello', { ...text, value: 'Hello' }],
  ['text ne Hello', { ...text, negated: true, value: 'Hello' }],
  ['itn text in a;b', { ...text, form: 'itn', relation: 'in', value: 'a;b' }],
  ['text not contains @words', { ...text, relation: 'contains', negated: true, value: '@words' }],
  ['result jmes status', { kind: 'result', expression: 'status' }],
  ['jmes status', { kind: 'result', expression: 'status' }]
])('%s', (words, check) => {
  expect(readChecks(words.split(' '))).toEqual([check])
  // Several stand one after the other, and a condition may be one quoted word.
  expect(readChecks([...words.split(' '), 'wer le 10'])).toHaveLength(2)
})

test.each(['wer', 'wer about 10', 'wer le ten', 'text not', 'text not eq a', 'nonsense', 'result'])(
  '%s is rejected with what is accepted',
  (words) => {
    expect(() => readChecks(words.split(' '))).toThrow(/Cannot parse --check /)
  }
)

test('lines are expected one after the other, whatever stands between them', () => {
  const printed = 'one\ntwo\nthree\n'
  expect(failedExpectations(printed, ['one;^three$'], ['four'])).toEqual([])
  expect(failedExpectations(printed, ['three', 'one'], [])).toEqual(['no line after line 3 matches one'])
  expect(failedExpectations(printed, [], ['t.o'])).toEqual(['a line matches t.o: two'])
  expect(() => failedExpectations(printed, ['('], [])).toThrow('is not a valid regular expression')
})

test('lines are written as what expects them', () => {
  const printed = 'a (b); [c]\n\n$1.00 \\ ^\n'
  expect(failedExpectations(printed, [expressionsOf(printed)], [])).toEqual([])
})
