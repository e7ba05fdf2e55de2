/** Failures as people outside may read them. @module */

/**
 * The message of an error; of one that the operating system raised only its code, as its message names paths of this
 * machine.
 * @example describeFailure(error) === 'ENOSPC' where the message is "ENOSPC: no space left on device, mkdir '/data/…'"
 */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code, syscall } = error as NodeJS.ErrnoException
  return syscall !== undefined && code !== undefined ? code : error.message
}
