/** A call as the words that it could be made with again. @module */
import type { Call } from './definitions/command.ts'
import { OPTIONS, type Option, type OptionKey } from './definitions/options.ts'
import { shortWords } from './option-words.ts'

/** Those that say how often and where a call runs, not what it does. */
export const RUNS: readonly OptionKey[] = ['foreach', 'repeat', 'max', 'threads', 'processes', 'ramp']

/** `--name=value` each, values as they were written, without the options left out. */
export const optionsOf = ({ values }: Call, leftOut: readonly OptionKey[]): readonly string[] =>
  [...values]
    .filter(([key]) => !leftOut.includes(key))
    .flatMap(([key, given]) => {
      const option: Option = OPTIONS[key]
      const name = `--${shortWords(option.words).replaceAll(' ', '-')}`
      return option.value === undefined ? [name] : given.map((value) => `${name}=${value}`)
    })

export const wordsOf = (call: Call, leftOut: readonly OptionKey[]): readonly string[] => [
  ...call.command.path.split(' '),
  ...optionsOf(call, leftOut),
  ...call.rest
]
