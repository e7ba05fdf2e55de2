/** The background work of an entity: how it ends by itself, how it is cancelled, and what waits for its end. @module */
import { type JobHandler, JobRejected, type Jobs, Problem } from '../platform/index.ts'
import { type EntityStatus, isTerminal } from './entity-status.ts'
import type { StateError } from './resource-columns.ts'

type Working = Readonly<{ id: string; status: EntityStatus }>

export type WorkEndings = Readonly<{
  /** Lets the entity fail with this error. */
  fail: (id: string, error: StateError) => Promise<unknown>
  /** The error for an exception that users can act on; undefined for others, which are only in the log. */
  errorOf?: (error: Error) => StateError | undefined
  /** The code for exceptions that are only in the log. */
  internalCode?: string
}>

/**
 * How an entity changes when its job fails or is cancelled.
 * @param work for users: `import`
 */
export const workEndings = (
  work: string,
  { fail, errorOf, internalCode = 'InternalServerError' }: WorkEndings
): Pick<JobHandler, 'failed' | 'cancelled'> => ({
  failed: async (id, error) => {
    if (error instanceof JobRejected) await fail(id, { code: error.code, message: error.message })
    else await fail(id, errorOf?.(error) ?? { code: internalCode, message: internalError(work) })
  },
  cancelled: async (id) => {
    await fail(id, cancelledError(work))
  }
})

const internalError = (work: string): string =>
  `The ${work} failed because of an internal error; see the service log.`

/** Code of the error that a cancelled entity shows. */
export const CANCELLED = 'Cancelled'

export const cancelledError = (work: string): StateError => ({
  code: CANCELLED,
  message: `The ${work} was cancelled.`
})

/**
 * Returns when the work has stopped and its handler has stored that.
 * @param what for users: `dataset`
 * @throws Problem when its work has already ended
 */
export async function cancelWork(jobs: Jobs, what: string, { id, status }: Working): Promise<void> {
  if (!isTerminal(status) && (await jobs.cancel(id))) return
  throw new Problem(
    'Conflict',
    undefined,
    `The ${what} ${id} has finished; you can cancel it while its status is NotStarted or Running.`
  )
}

/**
 * @param what for users: `endpoint`
 * @param advice what to do until then
 * @throws Problem while its work is running
 */
export function assertDeletable(
  what: string,
  { id, status }: Working,
  advice = 'you can delete it when its status is Succeeded or Failed'
): void {
  if (isTerminal(status)) return
  throw new Problem('Conflict', 'DeleteNotAllowed', `The ${what} ${id} is ${status}; ${advice}.`)
}
