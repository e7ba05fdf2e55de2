/** Options: what must hold, else the exit code is 1. @module */
import { AREA, option } from './option.ts'

export const checks = {
  transcript: option({
    words: `${AREA} transcript`,
    value: 'TEXT|@FILE',
    group: 'Checks',
    says: 'what was said; with several files, lines of file, tab, words'
  }),
  check: option({
    words: 'check',
    value: 'wer OP N',
    many: true,
    group: 'Checks',
    says: 'word error rate in percent: eq, ne, lt, le, gt or ge a number; exits with 1 when it is not so'
  }),
  expect: option({
    words: 'expect',
    value: 'REGEX',
    group: 'Checks',
    says: 'exits with 1 unless the output matches'
  }),
  notExpect: option({
    words: 'not expect',
    value: 'REGEX',
    group: 'Checks',
    says: 'exits with 1 when the output matches'
  }),
  ignoreChecks: option({
    words: 'ignore check failures',
    value: '[true|false]',
    group: 'Checks',
    says: 'failed checks warn only'
  }),
  maxWer: option({
    words: 'max wer',
    value: 'PERCENT',
    group: 'Checks',
    says: 'refuses a word error rate above it'
  })
} as const
