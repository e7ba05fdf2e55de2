/** What an option is: how it is written, which values follow it, and its line of help. @module */

/** The headings of help, in the order shown. `Options` are the command's own; the others are shared groups. */
export const HEADINGS = ['Options', 'Output', 'Checks', 'Repeat', 'Connection', 'Advanced'] as const
export type Heading = (typeof HEADINGS)[number]

/**
 * `name` is what is written after `--`, its words joined by a blank, dot or hyphen. Words in brackets are optional, and
 * choices are written `[a|b]`, or `(a|b)` when one of them is required: `[csr|batch] output [project] id` accepts
 * `--output id` and `--csr.output.id`.
 */
export type Option = Readonly<{
  name: string
  /** Placeholder of the value; absent for a flag. A value in brackets is optional and is then `true`. */
  value?: string
  /** Several values may follow, up to the next option. */
  multiple?: true
  /** Further words of a joined name are its first values: `--check-text-contains lamp`. */
  joinedValues?: true
  /** The command itself interprets `@NAME` in the value: a target to write to, or a value that it reads. */
  keepsAt?: true
  /** Known from spx but not available here: why, and what to use instead. */
  unsupported?: string
  /** What applies when the option is absent, for help. */
  default?: string
  heading: Heading
  help: string
}>

type Definition = Omit<Option, 'heading'> & { readonly heading?: Heading }

/** An option is identified by the object: two commands may each have their own `--host`. */
export const option = (definition: Definition): Option => ({ heading: 'Options', ...definition })

/** Options that several commands share, under one heading. */
export type OptionGroup = Readonly<Record<string, Option>>

export function optionGroup<Key extends string>(
  heading: Heading,
  definitions: Readonly<Record<Key, Definition>>
): Readonly<Record<Key, Option>> {
  const entries = Object.entries<Definition>(definitions)
  return Object.fromEntries(
    entries.map(([key, definition]) => [key, option({ heading, ...definition })])
  ) as Record<Key, Option>
}

/** Optional first words, as spx names its options in full. */
export const AREA = '[csr|batch|recognize|service]'
export const RESOURCE = '[project|dataset|model|evaluation|endpoint|transcription|webhook]'
