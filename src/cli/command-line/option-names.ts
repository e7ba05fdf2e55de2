/** How words become options: `--output id`, `--output.id` and `--csr-output-id` are the same one. @module */
import type { Option } from './option.ts'

type Part = Readonly<{ choices: readonly string[]; required: boolean }>

const partsByName = new Map<string, readonly Part[]>()

function partsOf(name: string): readonly Part[] {
  const known = partsByName.get(name)
  if (known) return known
  const parts = name.split(' ').map((part) => {
    const inside = /^[[(](.*)[\])]$/.exec(part)?.[1]
    return { choices: (inside ?? part).split('|'), required: !part.startsWith('[') }
  })
  partsByName.set(name, parts)
  return parts
}

function matches(parts: readonly Part[], words: readonly string[]): boolean {
  const [part, ...others] = parts
  if (!part) return words.length === 0
  const [word, ...rest] = words
  if (word !== undefined && part.choices.includes(word) && matches(others, rest)) return true
  return !part.required && matches(others, words)
}

/** The shortest way to write the name, its words joined by blanks and without `--`. */
export const shortName = ({ name }: Option): string =>
  partsOf(name)
    .filter(({ required }) => required)
    .map(({ choices }) => choices[0])
    .join(' ')

/** `--output id @NAME` */
export const optionUsage = (option: Option): string =>
  `--${shortName(option)}${option.value === undefined ? '' : ` ${option.value}`}`

export const splitWords = (text: string): readonly string[] => text.toLowerCase().split(/[.\-_ ]+/)

/** The first of the options that the words name. */
export const findOption = (words: readonly string[], among: readonly Option[]): Option | undefined =>
  among.find(({ name }) => matches(partsOf(name), words))
