/** Errors that end a command, and its exit codes. @module */

/** Exit codes; scripts rely on them. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  unreachable: 3,
  unauthorized: 4,
  interrupted: 130
} as const

/** Printed as `ERROR: message`, then the hint, without a stack trace. */
export class CommandError extends Error {
  override readonly name: string = 'CommandError'
  readonly hint: string | undefined
  readonly exitCode: number

  constructor(message: string, { hint, exitCode = EXIT.failed }: { hint?: string; exitCode?: number } = {}) {
    super(message)
    this.hint = hint
    this.exitCode = exitCode
  }
}

/** The command line itself is wrong. */
export class UsageError extends CommandError {
  override readonly name = 'UsageError'

  constructor(message: string, hint?: string) {
    super(message, { ...(hint === undefined ? {} : { hint }), exitCode: EXIT.usage })
  }
}
