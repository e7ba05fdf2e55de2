/** What a command is: its words, options and examples, and where its work is. @module */
import type { OptionKey } from './options.ts'

export type Example = Readonly<{ says: string; line: string }>

/** The options of one call. */
export type Values = ReadonlyMap<OptionKey, readonly string[]>

export type Call = Readonly<{
  command: Command
  values: Values
  /** What stands free of options: files, a name. */
  rest: readonly string[]
}>

/** @returns the exit code; 0 when nothing is said */
export type Run = (call: Call) => Promise<number | undefined>

export type Command = Readonly<{
  /** `csr project create` */
  path: string
  says: string
  options: readonly OptionKey[]
  /** What stands free of options, for the line of usage. */
  rest?: string
  examples: readonly Example[]
  /** Further lines for people. */
  notes?: readonly string[]
  /** Loaded when called only, so that help answers at once. */
  run: () => Promise<Run>
}>
