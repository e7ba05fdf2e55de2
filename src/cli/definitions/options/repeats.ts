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
  max: option({ words: 'max', value: 'N', group: 'Options', says: 'at most so many lines of --foreach' })
} as const
