/** One job from its taking to the storing of what became of it. @module */
import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { JobState, JobStore, StoredJob } from './job-store.ts'
import { type JobHandler, JobRejected, ShuttingDown } from './jobs.ts'
import { ProgressReport } from './progress-report.ts'

/** Tries of a job whose work throws; a fault that three tries do not cure is no passing one. */
const MAX_ATTEMPTS = 3
/** A job that takes the process down with it this often is the cause, and must not do so for ever. */
const MAX_CRASHES = 50

/** Why work is aborted that somebody no longer wants. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled'
}

/** What became of a piece of work, and how to store that. */
type Ending = Readonly<{ state: Exclude<JobState, 'running'>; store: () => Promise<unknown> }>

export type JobRunsParts = Readonly<{
  store: JobStore
  handlers: ReadonlyMap<string, JobHandler>
  log: Logger
  /** Before the second try, and before the third; the last is also how long a full disk is waited for. */
  backOffMs: readonly [number, number]
  /** Aborted once the process stops. */
  stopping: AbortSignal
}>

export class JobRuns {
  readonly #store: JobStore
  readonly #handlers: ReadonlyMap<string, JobHandler>
  readonly #log: Logger
  readonly #backOffMs: readonly [number, number]
  readonly #stopping: AbortSignal

  constructor({ store, handlers, log, backOffMs, stopping }: JobRunsParts) {
    this.#store = store
    this.#handlers = handlers
    this.#log = log
    this.#backOffMs = backOffMs
    this.#stopping = stopping
  }

  /**
   * Never rejects. What becomes of the job is stored even if that needs more than one try, on a full disk for
   * example; the place among those at work is kept until then.
   */
  async toItsEnd(job: StoredJob, signal: AbortSignal): Promise<void> {
    const { kind, subject } = job
    this.#log.info({ kind, subject }, 'job started')
    const startedAt = performance.now()
    const { state, store } = await this.#run(job, signal)
    for (;;) {
      try {
        await store()
        const seconds = Number(((performance.now() - startedAt) / 1000).toFixed(1))
        this.#log.info({ kind, subject, state, seconds }, 'job ended')
        return
      } catch (error) {
        this.#log.error({ error, kind, subject }, 'could not store the end of a job')
      }
      try {
        await pause(this.#backOffMs[1], undefined, { signal: this.#stopping, ref: false })
      } catch {
        // The process stops: the job stays marked as running, and whoever sees that it is dead takes it up.
        return
      }
    }
  }

  async #run(job: StoredJob, signal: AbortSignal): Promise<Ending> {
    const handler = this.#handlers.get(job.kind)
    if (!handler) return this.#failing(job, new Error(`There is no handler for jobs of kind ${job.kind}`))
    if (job.cancelRequested) return this.#cancelling(job)
    if (job.crashes >= MAX_CRASHES) {
      return this.#failing(job, new Error(`The process crashed ${job.crashes} times during this job`))
    }
    const report = new ProgressReport((fraction, stage) =>
      this.#store
        .report(job.id, fraction, stage)
        .catch((error: unknown) => this.#log.warn({ error }, 'could not store the progress of a job'))
    )
    try {
      await handler.run({ subject: job.subject, signal, progress: report.report })
      return { state: 'succeeded', store: () => this.#store.move(job.id, 'succeeded') }
    } catch (thrown) {
      if (signal.reason instanceof ShuttingDown) {
        return { state: 'queued', store: () => this.#store.move(job.id, 'queued') }
      }
      if (signal.reason instanceof Cancelled) return this.#cancelling(job)
      return this.#retryOrFail(job, thrown instanceof Error ? thrown : new Error(String(thrown)))
    } finally {
      await report.end()
    }
  }

  #retryOrFail(job: StoredJob, error: Error): Ending {
    const attempts = job.attempts + 1
    this.#log.warn({ error, kind: job.kind, subject: job.subject, attempts }, 'job failed')
    if (error instanceof JobRejected || attempts >= MAX_ATTEMPTS) {
      return this.#failing(job, error, attempts)
    }
    const due_at = Date.now() + (attempts === 1 ? this.#backOffMs[0] : this.#backOffMs[1])
    return { state: 'queued', store: () => this.#store.move(job.id, 'queued', { attempts, due_at }) }
  }

  #failing(job: StoredJob, error: Error, attempts = job.attempts): Ending {
    return { state: 'failed', store: () => this.#fail(job, error, attempts) }
  }

  #cancelling(job: StoredJob): Ending {
    return { state: 'cancelled', store: () => this.cancelTaken(job) }
  }

  /** The entity first: a death between the two runs the job once more, and it finds its entity done. */
  async #fail(job: StoredJob, error: Error, attempts: number): Promise<void> {
    await this.#handlers.get(job.kind)?.failed(job.subject, error)
    await this.#store.move(job.id, 'failed', { attempts })
  }

  /** The entity first, as in `#fail`. */
  async cancelTaken(job: StoredJob): Promise<void> {
    await this.#handlers.get(job.kind)?.cancelled(job.subject)
    await this.#store.move(job.id, 'cancelled')
  }
}
