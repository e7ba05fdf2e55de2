/** What ends a command early, and with which exit code. @module */

/** Exit codes; scripts rely on them. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  unreachable: 3,
  unauthorized: 4,
  interrupted: 130
} as const

/** Told to the person as it stands: `ERROR: message`, then the hint. */
export class CommandFailed extends Error {
  override readonly name: string = 'CommandFailed'
  readonly hint: string | undefined
  readonly exitCode: number

  constructor(message: string, { hint, exitCode = EXIT.failed }: { hint?: string; exitCode?: number } = {}) {
    super(message)
    this.hint = hint
    this.exitCode = exitCode
  }
}

/** The command line itself is wrong. */
export class WrongUsage extends CommandFailed {
  override readonly name = 'WrongUsage'

  constructor(message: string, hint?: string) {
    super(message, { ...(hint === undefined ? {} : { hint }), exitCode: EXIT.usage })
  }
}
