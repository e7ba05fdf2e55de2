/** Ties a command to its work, both loaded when it is called. @module */
import type { Options } from '../session.ts'
import type { Command } from './command.ts'

export function runner(work: (options: Options) => Promise<number | undefined>): Command['run'] {
  return async () => {
    const { runWithOptions } = await import('../run-with-options.ts')
    return (call) => runWithOptions(call, work)
  }
}
