/** What the parser knows about a command, and a command line once parsed. @module */
import type { Option, OptionGroup } from './option.ts'

export type CommandSyntax = Readonly<{
  /** `csr project create` */
  path: string
  /** The arguments that are not options, as usage shows them: `FILE`. Absent when the command takes none. */
  arguments?: string
  /** The options of this command alone. */
  options: readonly Option[]
  /** The groups that it shares with other commands. */
  groups: readonly OptionGroup[]
}>

export const optionsOf = ({ options, groups }: CommandSyntax): readonly Option[] => [
  ...options,
  ...groups.flatMap((group) => Object.values(group))
]

export type OptionValues = ReadonlyMap<Option, readonly string[]>

export type Call = Readonly<{
  command: CommandSyntax
  values: OptionValues
  arguments: readonly string[]
}>
