/** What a command is: its syntax, its help and its work, in one place. @module */
import type { CommandSyntax } from '../command-line/syntax.ts'
import type { CommandContext } from '../execution/command-context.ts'

/** `comment` explains the line; the line has no leading `vernacular`. */
export type Example = Readonly<{ comment?: string; line: string }>

/** Sections of `vernacular --help`, in the order shown. */
export const SECTIONS = ['Start', 'Train', 'Recognize', 'Manage', 'Set up'] as const
export type Section = (typeof SECTIONS)[number]

export type Command = CommandSyntax &
  Readonly<{
    /** What the command does, in the imperative, without a period. */
    summary: string
    /** Sentences below the summary. */
    notes?: readonly string[]
    examples: readonly Example[]
    /** @returns the exit code; undefined means 0 */
    run: (context: CommandContext) => Promise<number | undefined>
  }>

/** A command of one word, listed in `vernacular --help`. */
export type TopLevelCommand = Command & Readonly<{ section: Section }>

/** Commands that share their first word, listed as one line in `vernacular --help`. */
export type CommandFamily = Readonly<{
  /** `key` of `key list` and `key rotate` */
  name: string
  section: Section
  summary: string
  commands: readonly Command[]
}>
