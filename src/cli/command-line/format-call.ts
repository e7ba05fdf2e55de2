/** A parsed call as the words that would make it again. @module */
import type { Option } from './option.ts'
import { shortName } from './option-names.ts'
import type { Call } from './syntax.ts'

/** One `--name=value` per value, as written, without the excluded options. */
export const formatOptions = ({ values }: Call, excluded: readonly Option[]): readonly string[] =>
  [...values]
    .filter(([option]) => !excluded.includes(option))
    .flatMap(([option, written]) => {
      const name = `--${shortName(option).replaceAll(' ', '-')}`
      return option.value === undefined ? [name] : written.map((value) => `${name}=${value}`)
    })

export const formatCall = (call: Call, excluded: readonly Option[]): readonly string[] => [
  ...call.command.path.split(' '),
  ...formatOptions(call, excluded),
  ...call.arguments
]
