/** Jobs in the embedded database, run by this process. @module */
import { setTimeout as after } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Database, Within } from '../database/database.ts'
import { JobStore, type StoredJob } from './job-store.ts'
import { type JobHandler, JobRejected, type Jobs, type JobView, ShuttingDown } from './jobs.ts'

export type JobsOptions = Readonly<{ database: Database; log: Logger; concurrency?: number }>

/** Tries of a job whose work throws; a fault that three tries do not cure is no passing one. */
const MOST_ATTEMPTS = 3
/** A job that takes the process down with it this often is the cause, and must not do so for ever. */
const MOST_CRASHES = 50
const PROGRESS_EVERY_MS = 500
/** What the database could not take (a full disk) is tried again this much later: no job may be left in between. */
const RETRY_MS = 1000

class Cancelled extends Error {
  override readonly name = 'Cancelled'
}

export const openJobs = (options: JobsOptions): Jobs => new EmbeddedJobs(options)

class EmbeddedJobs implements Jobs {
  readonly #store: JobStore
  readonly #log: Logger
  readonly #concurrency: number
  readonly #handlers = new Map<string, JobHandler>()
  readonly #running = new Map<
    string,
    Readonly<{ job: StoredJob; abort: AbortController; ended: Promise<void> }>
  >()
  #state: 'new' | 'working' | 'stopped' = 'new'
  /** Taking from the queue is one at a time; a wake during it asks for another round. */
  #filling: Promise<void> | undefined
  #again = false
  readonly #stopping = new AbortController()

  constructor({ database, log, concurrency = 2 }: JobsOptions) {
    this.#store = new JobStore(database)
    this.#log = log
    this.#concurrency = concurrency
  }

  handle(handler: JobHandler): void {
    this.#handlers.set(handler.kind, handler)
  }

  async enqueue(within: Within, job: Readonly<{ kind: string; subject: string }>): Promise<void> {
    if (!this.#handlers.has(job.kind)) throw new Error(`No handler takes jobs of kind ${job.kind}`)
    await this.#store.insert(within, job)
    // The transaction is still open: its end lets the query of the wake through, and then the job is there to see.
    this.#wake()
  }

  of(subject: string): Promise<JobView | undefined> {
    return this.#store.newestOf(subject)
  }

  async cancel(subject: string): Promise<boolean> {
    const job = await this.#store.newestOf(subject)
    if (!job) return false
    if (await this.#store.move(job.id, 'cancelled', {}, ['queued'])) {
      await this.#handlers.get(job.kind)?.cancelled(subject)
      return true
    }
    // It may have been taken from the queue and not be known as running yet.
    await this.#filling
    const running = this.#running.get(job.id)
    if (!running) return false
    running.abort.abort(new Cancelled())
    await running.ended
    return (await this.#store.newestOf(subject))?.state === 'cancelled'
  }

  async start(): Promise<void> {
    for (const job of await this.#store.withState('running')) {
      const crashes = job.crashes + 1
      if (crashes < MOST_CRASHES) await this.#store.move(job.id, 'queued', { crashes })
      else await this.#fail(job, new Error(`The process died ${crashes} times during this work`))
    }
    this.#state = 'working'
    this.#wake()
  }

  async stop(): Promise<void> {
    this.#state = 'stopped'
    this.#stopping.abort()
    for (const { abort } of this.#running.values()) abort.abort(new ShuttingDown('The service is stopping'))
    await this.#filling
    await Promise.all([...this.#running.values()].map(({ ended }) => ended))
  }

  #wake(): void {
    if (this.#state !== 'working') return
    if (this.#filling !== undefined) {
      this.#again = true
      return
    }
    this.#filling = this.#fill()
      .catch(async (error: unknown) => {
        this.#log.error({ error }, 'jobs could not be taken from the queue')
        await this.#pause()
        this.#again = true
      })
      .finally(() => {
        this.#filling = undefined
        if (this.#again) {
          this.#again = false
          this.#wake()
        }
      })
  }

  async #fill(): Promise<void> {
    while (this.#state === 'working' && this.#running.size < this.#concurrency) {
      const job = await this.#store.take()
      if (!job) return
      const abort = new AbortController()
      if (this.#state !== 'working') abort.abort(new ShuttingDown('The service is stopping'))
      const ended = this.#run(job, abort.signal).finally(() => {
        this.#running.delete(job.id)
        this.#wake()
      })
      this.#running.set(job.id, { job, abort, ended })
    }
  }

  async #run(job: StoredJob, signal: AbortSignal): Promise<void> {
    const error = await this.#errorOf(job, signal)
    for (;;) {
      try {
        return await this.#conclude(job, signal, error)
      } catch (failure) {
        this.#log.error({ error: failure, job }, 'the end of a job could not be stored')
        // Still `running` in the database: the next start takes it back.
        if (this.#state === 'stopped') return
        await this.#pause()
      }
    }
  }

  async #errorOf(job: StoredJob, signal: AbortSignal): Promise<Error | undefined> {
    const handler = this.#handlers.get(job.kind)
    if (!handler) return new JobRejected('UnexpectedError', `No handler takes jobs of kind ${job.kind}`)
    try {
      await handler.run({ subject: job.subject, signal, progress: this.#reporter(job) })
      return undefined
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown))
      if (!signal.aborted) {
        this.#log.warn(
          { error, kind: job.kind, subject: job.subject, attempt: job.attempts + 1 },
          'a job threw'
        )
      }
      return error
    }
  }

  async #conclude(job: StoredJob, signal: AbortSignal, error: Error | undefined): Promise<void> {
    const attempts = job.attempts + 1
    if (error === undefined) await this.#store.move(job.id, 'succeeded')
    else if (signal.reason instanceof ShuttingDown) await this.#store.move(job.id, 'queued')
    else if (signal.reason instanceof Cancelled) {
      await this.#handlers.get(job.kind)?.cancelled(job.subject)
      await this.#store.move(job.id, 'cancelled')
    } else if (error instanceof JobRejected || attempts >= MOST_ATTEMPTS)
      await this.#fail(job, error, attempts)
    else await this.#store.move(job.id, 'queued', { attempts })
  }

  /** Ends early when the jobs are stopped. */
  async #pause(): Promise<void> {
    await after(RETRY_MS, undefined, { signal: this.#stopping.signal }).catch(() => undefined)
  }

  /** The entity first: a death between the two runs the job once more, and it finds its entity done. */
  async #fail(job: StoredJob, error: Error, attempts = job.attempts): Promise<void> {
    await this.#handlers.get(job.kind)?.failed(job.subject, error)
    await this.#store.move(job.id, 'failed', { attempts })
  }

  #reporter(job: StoredJob): (fraction: number, stage?: string) => void {
    let last = Number.NEGATIVE_INFINITY
    let lastStage: string | undefined
    return (fraction, stage) => {
      const now = performance.now()
      if (now - last < PROGRESS_EVERY_MS && stage === lastStage) return
      last = now
      lastStage = stage
      this.#store
        .report(job.id, Math.min(1, Math.max(0, fraction)), stage)
        .catch((error: unknown) => this.#log.warn({ error }, 'progress could not be stored'))
    }
  }
}
