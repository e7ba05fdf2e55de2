/** Options: what must hold, else the exit code is 1. @module */
import { AREA, option } from './option.ts'

export const checks = {
  transcript: option({
    words: `${AREA} transcript [text]`,
    value: 'TEXT|@FILE',
    group: 'Checks',
    says: 'what was said; with several files, lines of file, tab, words'
  }),
  transcriptLexical: option({
    words: `${AREA} transcript lexical [text]`,
    value: 'TEXT|@FILE',
    group: 'Checks',
    says: 'the same for checks of lexical'
  }),
  transcriptItn: option({
    words: `${AREA} transcript itn [text]`,
    value: 'TEXT|@FILE',
    group: 'Checks',
    says: 'the same for checks of itn'
  }),
  check: option({
    words: '[x] check',
    value: 'CONDITION',
    many: true,
    open: true,
    group: 'Checks',
    says: 'result JMESPATH (of the JSON); for recognize also [text|itn|lexical] wer OP N, contains TEXT, not contains TEXT, in LIST, not in LIST, eq TEXT, ne TEXT; OP is eq, ne, lt, le, gt or ge'
  }),
  expect: option({
    words: '[x] [command] [output] expect [regex]',
    value: 'REGEX;REGEX…',
    group: 'Checks',
    says: 'exits with 1 unless lines match, one after the other; auto is --auto expect'
  }),
  notExpect: option({
    words: '[x] [command] [output] not expect [regex]',
    value: 'REGEX;REGEX…',
    group: 'Checks',
    says: 'exits with 1 when a line matches'
  }),
  autoExpect: option({
    words: '[x] [command] [output] auto expect [regex]',
    value: '[true|false]',
    group: 'Checks',
    says: 'prints the lines as what --expect takes, to be kept: … > lines.txt, then --expect @lines.txt'
  }),
  ignoreChecks: option({
    words: '[x] [command] [output] ignore check failures',
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
