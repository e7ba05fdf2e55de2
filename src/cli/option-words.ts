/** How words become options: `--output id`, `--output.id`, `--csr-output-id` are the same one. @module */
import { OPTIONS, type OptionKey } from './definitions/options.ts'

type Part = Readonly<{ choices: readonly string[]; required: boolean }>

const partsOf = (words: string): readonly Part[] =>
  words.split(' ').map((part) => {
    const inside = /^[[(](.*)[\])]$/.exec(part)?.[1]
    return { choices: (inside ?? part).split('|'), required: !part.startsWith('[') }
  })

const PARTS = new Map(
  (Object.keys(OPTIONS) as OptionKey[]).map((key) => [key, partsOf(OPTIONS[key].words)] as const)
)

function matches(parts: readonly Part[], words: readonly string[]): boolean {
  const [part, ...others] = parts
  if (!part) return words.length === 0
  const [word, ...rest] = words
  if (word !== undefined && part.choices.includes(word) && matches(others, rest)) return true
  return !part.required && matches(others, words)
}

/** Parts of the shortest way to write it, for people. */
export const shortWords = (words: string): string =>
  partsOf(words)
    .filter(({ required }) => required)
    .map(({ choices }) => choices[0])
    .join(' ')

export const splitWords = (text: string): readonly string[] => text.toLowerCase().split(/[.\-_ ]+/)

/** The option of those that the words name, the first when several do. */
export const optionNamed = (words: readonly string[], among: readonly OptionKey[]): OptionKey | undefined =>
  among.find((key) => matches(PARTS.get(key) ?? [], words))
