/** What an option is. @module */

/**
 * `words`: as written after `--`, parts joined by a blank, dot or hyphen. Parts in brackets may be left out, and a
 * choice is written `[a|b]`, or `(a|b)` when one must be there, so that `[csr|batch] output [project] id` takes `--output id` and `--csr.output.id`.
 */
export type Option = Readonly<{
  words: string
  /** What follows; absent when nothing does. A value in brackets may be left out and is then `true`. */
  value?: string
  /** Several values may follow, until the next option. */
  many?: true
  /** Further parts of a joined name are its first values: `--check-text-contains lamp`. */
  open?: true
  /** Known, but not to be had here: why, and what to take instead. */
  refused?: string
  group: Group
  says: string
}>

export const GROUPS = ['Connection', 'Input', 'Options', 'Checks', 'Output', 'Advanced'] as const
type Group = (typeof GROUPS)[number]

/** What the full names of spx begin with; it may be left out. */
export const AREA = '[csr|batch|recognize|service]'
export const ENTITY = '[project|dataset|model|evaluation|endpoint|transcription|webhook]'

export const option = <const O extends Option>(definition: O): O => definition
