/** Options: run one command many times. @module */
import { optionGroup } from '../command-line/option.ts'

export const repeats = optionGroup('Repeat', {
  foreach: {
    name: 'foreach',
    value: 'OPTION;OPTION… in @FILE',
    multiple: true,
    keepsAt: true,
    help: 'Run once per line of FILE; tab-separated columns fill the options named here, or in the first line'
  },
  repeat: {
    name: '[x] [command] repeat',
    value: '[N]',
    help: 'Run N times; 10 without a number'
  },
  max: {
    name: '[x] [command] max',
    value: 'N',
    help: 'Stop --foreach and --repeat after N runs'
  },
  threads: {
    name: '[x] [command] [parallel] (threads|thread) [count]',
    value: 'N',
    default: '1',
    help: 'Number of runs or files to process at the same time'
  },
  processes: {
    name: '[x] [command] [parallel] (processes|process) [count]',
    value: 'N',
    help: 'Like --threads, but each in its own process'
  },
  ramp: {
    name: '[x] [command] [parallel] ramp (threads|processes) every',
    value: 'MS',
    help: 'Start with one, and add another every MS milliseconds'
  }
})
