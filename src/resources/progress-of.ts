/** How far the work on an entity is, for its answer. @module */
import type { Jobs } from '../platform/index.ts'
import type { EntityStatus } from './entity-status.ts'

/** Ours, beside the contract's fields: there only while the work goes on. */
export type Progress = Readonly<{
  /** 0..1 */
  progress?: number
  /** A word for people. */
  stage?: string
}>

export async function progressOf(
  jobs: Jobs,
  { id, status }: Readonly<{ id: string; status: EntityStatus }>
): Promise<Progress> {
  const job = status === 'Running' ? await jobs.of(id) : undefined
  return job ? { progress: job.progress, ...(job.stage === undefined ? {} : { stage: job.stage }) } : {}
}
