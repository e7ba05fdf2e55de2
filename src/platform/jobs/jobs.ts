/** Background work that survives the death of the process. @module */
import type { Transaction } from '../database/database.ts'

export type JobContext = Readonly<{
  /** The entity the job works on. */
  subject: string
  /** Aborted by cancel and by shutdown. */
  signal: AbortSignal
  /** 0..1 and a word for people; stored at most twice a second. */
  progress: (fraction: number, stage?: string) => void
}>

/**
 * One kind of work. `run` must be safe to run again from the start: after a crash it will be.
 * A `JobRejected` from it, or the last failed try, ends in `failed`; both may write their entity.
 */
export type JobHandler = Readonly<{
  kind: string
  run: (context: JobContext) => Promise<void>
  failed: (subject: string, error: Error) => Promise<void>
  cancelled: (subject: string) => Promise<void>
  /** Work that may take days has so many places of its own, and neither waits for other kinds nor keeps them waiting. */
  concurrencyLimit?: number
  /** Work on what only the service has in its memory, or that only its settings allow: no worker takes it. */
  onlyInService?: boolean
}>

/** `notBefore` puts the work off, across restarts too. */
export type JobOrder = Readonly<{ kind: string; subject: string; notBefore?: Date }>

export type JobView = Readonly<{
  id: string
  kind: string
  subject: string
  state: 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled'
  progress: number
  stage: string | undefined
  attempts: number
}>

export interface Jobs {
  handle(handler: JobHandler): void
  /** Joins the caller's transaction: entity and job appear together or not at all. */
  enqueue(tx: Transaction, job: JobOrder): Promise<void>
  /** The newest job of an entity. */
  of(subject: string): Promise<JobView | undefined>
  /** Whichever process runs it; resolves when the work has ended, with whether it was cancelled. */
  cancel(subject: string): Promise<boolean>
  /** How many jobs wait, and how many are at work, in all processes. */
  counts(): Promise<Readonly<{ queued: number; running: number }>>
  /** Takes back jobs that dead processes left running, again and again, and works until `stop`. */
  start(): Promise<void>
  /** Aborts running jobs with `ShuttingDown`; they are queued again, for another process or the next start. */
  stop(): Promise<void>
}

/** The job's own verdict that trying again cannot help; `code` is one of the contract's inner codes. */
export class JobRejected extends Error {
  override readonly name = 'JobRejected'
  constructor(
    readonly code: string,
    message: string
  ) {
    super(message)
  }
}

/** The signal's reason when the service stops: not a failure of the work. */
export class ShuttingDown extends Error {
  override readonly name = 'ShuttingDown'
}
