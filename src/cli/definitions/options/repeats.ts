/** Options: a command run many times. @module */
import { option } from './option.ts'

export const repeats = {
  foreach: option({
    words: 'foreach',
    value: 'OPTION;OPTION… in @FILE',
    many: true,
    group: 'Options',
    says: 'runs once for each line; tab-parted columns fill the options named, or those in the first line'
  }),
  repeat: option({
    words: '[x] [command] repeat',
    value: '[N]',
    group: 'Options',
    says: 'runs so many times, 10 when no number is given'
  }),
  max: option({
    words: '[x] [command] max',
    value: 'N',
    group: 'Options',
    says: 'at most so many runs of --foreach and --repeat'
  }),
  threads: option({
    words: '[x] [command] [parallel] (threads|thread) [count]',
    value: 'N',
    group: 'Options',
    says: 'so many runs, or files, at the same time'
  }),
  processes: option({
    words: '[x] [command] [parallel] (processes|process) [count]',
    value: 'N',
    group: 'Options',
    says: 'the same, each in a process of its own'
  }),
  ramp: option({
    words: '[x] [command] [parallel] ramp (threads|processes) every',
    value: 'MS',
    group: 'Options',
    says: 'begins with one of them, and adds one after so many milliseconds each'
  })
} as const
