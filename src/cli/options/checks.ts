/** Options: conditions that must hold for the exit code to be 0. @module */
import { option, optionGroup } from '../command-line/option.ts'

export const checks = optionGroup('Checks', {
  check: {
    name: '[x] check',
    value: 'CONDITION',
    multiple: true,
    joinedValues: true,
    // A JMESPath condition may begin with @, the value under evaluation.
    keepsAt: true,
    help: 'Check the JSON result: "result JMESPATH". recognize also checks "[text|itn|lexical] wer OP N", "contains TEXT", "in LIST" and "eq TEXT", each negated by "not"; OP is eq, ne, lt, le, gt or ge'
  },
  expect: {
    name: '[x] [command] [output] expect [regex]',
    value: 'REGEX;REGEX…',
    help: 'Fail unless output lines match these expressions in order; "auto" means --auto expect'
  },
  notExpect: {
    name: '[x] [command] [output] not expect [regex]',
    value: 'REGEX;REGEX…',
    help: 'Fail if any output line matches'
  },
  autoExpect: {
    name: '[x] [command] [output] auto expect [regex]',
    value: '[true|false]',
    help: 'Print the output as expressions to save and pass to --expect @FILE later'
  },
  ignoreFailures: {
    name: '[x] [command] [output] ignore check failures',
    value: '[true|false]',
    help: 'Only warn about failed checks'
  }
})

/** Not a group of its own: `train`, `evaluate`, `quality` and `score` have it. */
export const maxWer = option({
  name: 'max wer',
  value: 'PERCENT',
  heading: 'Checks',
  help: 'Fail if the word error rate is higher'
})
