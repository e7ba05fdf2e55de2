/** Jobs in the embedded database, run by this process; others may run some of them beside it. @module */
import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Database, Transaction } from '../database/database.ts'
import { alone, type FolderProcesses, type ProcessRole } from '../database/folder-processes.ts'
import { Cancelled, JobRuns } from './job-runs.ts'
import { JobStore, type KindChoice, type StoredJob } from './job-store.ts'
import { type JobHandler, type JobOrder, type Jobs, type JobView, ShuttingDown } from './jobs.ts'
import { Rounds } from './rounds.ts'

export type JobsOptions = Readonly<{
  database: Database
  log: Logger
  /** Jobs at work at once; 0 leaves to workers all that they can do. */
  concurrency?: number
  /** Who else works on the same database; absent, nobody. */
  processes?: FolderProcesses
  /** Clears away what a dead process left half done, before its jobs are queued again. */
  beforeRecovery?: () => Promise<void>
  /** A worker leaves alone what only the service can do. */
  role?: ProcessRole
  /** Before the second try, and before the third; the last is also how long a full disk is waited for. */
  backOffMs?: readonly [number, number]
}>

/** Handlers that do not heed their signal lose what they did: the service must stop within 10 s in all. */
const STOP_MS = 4000

/** Of those that only the service can do, where it leaves the rest to workers. */
const DEDICATED_SLOTS = 2
/** How often it is asked whether those who run jobs are alive. */
const LIFE_MS = 1000
/** How often the end of a job that another process was asked to cancel is looked for. */
const CANCEL_MS = 100

/** Timers overflow at 2^31 ms; one that rings early only looks again. */
const MAX_TIMER_MS = 86_400_000

type AtWork = Readonly<{ kind: string; abort: AbortController; ended: Promise<void> }>

export const openJobs = (options: JobsOptions): Jobs => new EmbeddedJobs(options)

class EmbeddedJobs implements Jobs {
  readonly #store: JobStore
  readonly #database: Database
  readonly #processes: FolderProcesses
  readonly #inService: boolean
  readonly #beforeRecovery: () => Promise<void>
  readonly #log: Logger
  readonly #concurrency: number
  readonly #backOffMs: readonly [number, number]
  readonly #handlers = new Map<string, JobHandler>()
  readonly #atWork = new Map<string, AtWork>()
  readonly #stopping = new AbortController()
  readonly #runs: JobRuns
  #started = false
  readonly #filling = new Rounds({
    round: () => this.#fill(),
    failed: (error) => {
      this.#log.error({ error }, 'could not take jobs from the queue')
      this.#wakeAt(Date.now() + this.#backOffMs[1])
    },
    isWorking: () => this.#working
  })
  /** Wakes when the first job that waits out its back-off is due. */
  #alarm: NodeJS.Timeout | undefined
  #pulse: NodeJS.Timeout | undefined
  /** One look at the others at a time. */
  #looking: Promise<void> = Promise.resolve()

  constructor({
    database,
    log,
    concurrency = 2,
    backOffMs = [1000, 5000],
    processes = alone(),
    beforeRecovery = async () => undefined,
    role = 'service'
  }: JobsOptions) {
    this.#store = new JobStore(database, processes.id)
    this.#database = database
    this.#processes = processes
    this.#beforeRecovery = beforeRecovery
    this.#inService = role === 'service'
    this.#log = log
    this.#concurrency = concurrency
    this.#backOffMs = backOffMs
    this.#runs = new JobRuns({
      store: this.#store,
      handlers: this.#handlers,
      log,
      backOffMs,
      stopping: this.#stopping.signal
    })
  }

  handle(handler: JobHandler): void {
    this.#handlers.set(handler.kind, handler)
  }

  async enqueue(tx: Transaction, job: JobOrder): Promise<void> {
    if (!this.#handlers.has(job.kind)) throw new Error(`There is no handler for jobs of kind ${job.kind}`)
    await this.#store.insert(tx, job)
    // The transaction is still open: its end lets the query of the wake through, and then the job is there to see.
    this.#filling.request()
  }

  of(subject: string): Promise<JobView | undefined> {
    return this.#store.newestOf(subject)
  }

  counts(): Promise<Readonly<{ queued: number; running: number }>> {
    return this.#store.counts()
  }

  async cancel(subject: string): Promise<boolean> {
    let requested = false
    let job = await this.#store.newestOf(subject)
    for (; job?.state === 'queued' || job?.state === 'running'; job = await this.#store.newestOf(subject)) {
      if (job.state === 'queued') {
        if (!(await this.#store.takeOne(job.id))) continue
        await this.#runs.cancelTaken(job)
        return true
      }
      if (job.worker === this.#processes.id) return this.#cancelOwn(job)
      await this.#store.requestCancel(job.id)
      requested = true
      try {
        await pause(CANCEL_MS, undefined, { signal: this.#stopping.signal })
      } catch {
        // Whoever runs it, or takes it up, ends it without us.
        return false
      }
    }
    return requested && job?.state === 'cancelled'
  }

  async #cancelOwn(job: StoredJob): Promise<boolean> {
    // Taken by the queue a moment ago: it is at work as soon as the taking is over.
    await this.#filling.ended()
    const atWork = this.#atWork.get(job.id)
    if (atWork) {
      atWork.abort.abort(new Cancelled(`The job of ${job.subject} was cancelled`))
      await atWork.ended
    }
    const now = await this.#store.newestOf(job.subject)
    // It went back to the queue just then.
    if (!atWork && now?.state === 'queued') return this.cancel(job.subject)
    return now?.state === 'cancelled'
  }

  async start(): Promise<void> {
    await this.#recover()
    await this.#store.forgetBackOffs()
    this.#started = true
    this.#database.onOthersWrite(() => {
      this.#filling.request()
      this.#look(() => this.#heedRequests())
    })
    this.#pulse = setInterval(() => this.#look(() => this.#recover()), LIFE_MS).unref()
    this.#filling.request()
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    clearTimeout(this.#alarm)
    clearInterval(this.#pulse)
    for (const { abort } of this.#atWork.values()) abort.abort(new ShuttingDown('The service is stopping'))
    await this.#filling.ended()
    await this.#looking
    const patience = new AbortController()
    await Promise.race([
      Promise.all([...this.#atWork.values()].map(({ ended }) => ended)),
      pause(STOP_MS, undefined, { signal: patience.signal }).catch(() => undefined)
    ])
    patience.abort()
    for (const id of this.#atWork.keys()) this.#log.warn({ job: id }, 'a job did not stop in time')
  }

  get #working(): boolean {
    return this.#started && !this.#stopping.signal.aborted
  }

  #look(work: () => Promise<void>): void {
    if (!this.#working) return
    this.#looking = this.#looking
      .then(work)
      .catch((error: unknown) => this.#log.error({ error }, 'could not check the jobs of other processes'))
  }

  async #heedRequests(): Promise<void> {
    for (const id of await this.#store.cancelRequests()) {
      this.#atWork.get(id)?.abort.abort(new Cancelled(`The job ${id} was cancelled`))
    }
  }

  /** Gives back to the queue what dead processes left running. */
  async #recover(): Promise<void> {
    for (const worker of await this.#store.otherWorkers()) {
      if (!this.#processes.isDead(worker)) continue
      await this.#beforeRecovery()
      const jobs = await this.#store.recover(worker)
      if (jobs > 0) this.#log.warn({ worker, jobs }, 'a process crashed; its jobs are back in the queue')
      this.#filling.request()
    }
  }

  #wakeAt(time: number): void {
    clearTimeout(this.#alarm)
    const wait = Math.min(MAX_TIMER_MS, Math.max(1, time - Date.now()))
    if (this.#working) this.#alarm = setTimeout(() => this.#filling.request(), wait).unref()
  }

  async #fill(): Promise<void> {
    while (this.#working) {
      const choice = this.#withPlaces()
      const job = await this.#store.take(choice)
      if (!job) {
        const due = await this.#store.nextDue(choice)
        if (due !== undefined) this.#wakeAt(due)
        return
      }
      if (!this.#working) {
        await this.#store.move(job.id, 'queued')
        return
      }
      const abort = new AbortController()
      const atWork = { kind: job.kind, abort, ended: this.#runs.toItsEnd(job, abort.signal) }
      this.#atWork.set(job.id, atWork)
      void atWork.ended.then(() => {
        // By now the queue may have given the same job out again.
        if (this.#atWork.get(job.id) === atWork) this.#atWork.delete(job.id)
        this.#filling.request()
      })
    }
  }

  /** The kinds of which one more may be at work now. */
  #withPlaces(): KindChoice {
    const limited = [...this.#handlers.values()].filter(
      ({ concurrencyLimit }) => concurrencyLimit !== undefined
    )
    const atWork = [...this.#atWork.values()].map(({ kind }) => kind)
    const except = limited
      .filter(
        ({ kind, concurrencyLimit = 0 }) => atWork.filter((one) => one === kind).length >= concurrencyLimit
      )
      .map(({ kind }) => kind)
    const ordinary = atWork.filter((kind) => !limited.some((handler) => handler.kind === kind)).length
    const free = ordinary < (this.#concurrency || DEDICATED_SLOTS)
    if (free && this.#inService && this.#concurrency > 0) return { except }
    const only = [...this.#handlers.values()]
      .filter((handler) => this.#takes(handler) && (free || handler.concurrencyLimit !== undefined))
      .map(({ kind }) => kind)
    return { only, except }
  }

  #takes({ onlyInService = false }: JobHandler): boolean {
    return this.#inService ? onlyInService || this.#concurrency > 0 : !onlyInService
  }
}
