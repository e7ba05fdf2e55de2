/** Ends the background work of an entity on request. @module */
import { type Jobs, Problem } from '../platform/index.ts'
import { type EntityStatus, isTerminal } from './entity-status.ts'

/** Code of the error that a cancelled entity shows. */
export const CANCELLED = 'Cancelled'

/**
 * Returns when the work has stopped and its handler has written so.
 * @param what for people: `dataset`
 * @throws Problem when there is nothing to cancel any more
 */
export async function cancelWork(
  jobs: Jobs,
  what: string,
  { id, status }: Readonly<{ id: string; status: EntityStatus }>
): Promise<void> {
  if (!isTerminal(status) && (await jobs.cancel(id))) return
  throw new Problem(
    'Conflict',
    undefined,
    `The work on the ${what} ${id} has ended; it can be cancelled while the ${what} is NotStarted or Running.`
  )
}
