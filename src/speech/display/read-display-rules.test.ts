import { expect, test } from 'vitest'
import { type DisplayRules, DisplayRulesInvalid, parseFormattingRules, readDisplayRules } from './index.ts'

test('rules are read back as they were stored', () => {
  const lines = [
    '#itn',
    '(AB|CD)-(\\d)+',
    '{to>-}[5-7]\\l',
    '#rewrite',
    'end\tfinish',
    '#profanity',
    'fake word'
  ]
  const { rules } = parseFormattingRules(lines)
  expect(rules.patterns).toHaveLength(2)
  expect(readDisplayRules(JSON.parse(JSON.stringify(rules)))).toEqual(rules)
})

/** Groups within groups, as JSON of a hand-made bundle. */
const nested = (depth: number): unknown =>
  depth === 0
    ? { kind: 'literal', text: 'a' }
    : { kind: 'group', choices: [[nested(depth - 1)]], least: 0, most: 100 }

const empty: DisplayRules = { patterns: [], rewrites: [], profanity: [] }

test.each([
  ['nothing', null],
  ['no sections', {}],
  ['a pattern that is none', { ...empty, patterns: [[{ kind: 'regexp', text: '(a*)*' }]] }],
  ['groups too deep', { ...empty, patterns: [[nested(1000)]] }],
  ['a group without a choice', { ...empty, patterns: [[{ kind: 'group', choices: [], least: 0, most: 1 }]] }],
  [
    'an odd repetition',
    { ...empty, patterns: [[{ kind: 'group', choices: [[nested(0)]], least: 99, most: 1e9 }]] }
  ],
  [
    'patterns too large',
    { ...empty, patterns: Array.from({ length: 5 }, () => [{ kind: 'literal', text: 'a'.repeat(999) }]) }
  ],
  ['a rewrite of nothing', { ...empty, rewrites: [{ to: 'x' }] }],
  ['a number for a word', { ...empty, profanity: [7] }]
])('%s is rejected with its place', (_, stored) => {
  expect(() => readDisplayRules(stored)).toThrow(DisplayRulesInvalid)
})
