/** What is asked of the table of jobs; each statement a named function. @module */
import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Database, Transaction } from '../database/database.ts'
import type { JobRow, JobTables } from './job-table.ts'
import type { JobOrder, JobView } from './jobs.ts'

export type JobState = JobView['state']

/**
 * Allowed moves. A running job goes back to the queue when its process dies, stops, or it is to be tried again.
 * Every end is reached from `running`, even that of a job cancelled in the queue: whoever ends it has taken it first.
 */
export const transitions: Readonly<Record<JobState, readonly JobState[]>> = Object.freeze({
  queued: ['running'],
  running: ['queued', 'succeeded', 'failed', 'cancelled'],
  succeeded: [],
  failed: [],
  cancelled: []
})

const before = (to: JobState): JobState[] =>
  (Object.keys(transitions) as JobState[]).filter((from) => transitions[from].includes(to))

/** Work begins anew from its start. */
const QUEUED_AGAIN = { state: 'queued', progress: 0, stage: null } as const

/** Of which kinds a job may be; `only` absent is any but those of `except`. */
export type KindChoice = Readonly<{ only?: readonly string[]; except: readonly string[] }>

export type StoredJob = JobView & Readonly<{ crashes: number; worker: string; cancelRequested: boolean }>

/** What earlier versions left running says nothing of who ran it. */
const NO_PROCESS = 'nobody'

export class JobStore {
  readonly #tables: () => Kysely<JobTables>
  readonly #own: string

  /** @param own id of this process, by which others know what it runs */
  constructor(database: Database, own: string) {
    this.#tables = () => database.tables<JobTables>()
    this.#own = own
  }

  async insert(tx: Transaction, { kind, subject, notBefore }: JobOrder): Promise<void> {
    const fresh = {
      state: 'queued',
      progress: 0,
      stage: null,
      attempts: 0,
      crashes: 0,
      created_at: Date.now(),
      due_at: 0,
      not_before: notBefore?.getTime() ?? 0,
      worker: null,
      cancel_requested: 0
    }
    await tx
      .tables<JobTables>()
      .insertInto('jobs')
      .values({ id: randomUUID(), kind, subject, ...fresh })
      .execute()
  }

  /** The oldest queued job that is due, now running in this process; of many that ask at once each gets another. */
  async take({ only, except }: KindChoice): Promise<StoredJob | undefined> {
    const row = await this.#tables()
      .updateTable('jobs')
      .set({ state: 'running', worker: this.#own })
      .where('id', '=', ({ selectFrom }) =>
        selectFrom('jobs')
          .select('id')
          .where('state', '=', 'queued')
          .where('due_at', '<=', Date.now())
          .where('not_before', '<=', Date.now())
          .$if(only !== undefined, (query) => query.where('kind', 'in', [...(only ?? [])]))
          .where('kind', 'not in', [...except])
          .orderBy('created_at')
          .orderBy(sql`rowid`)
          .limit(1)
      )
      .returningAll()
      .executeTakeFirst()
    return row && jobOf(row)
  }

  async newestOf(subject: string): Promise<StoredJob | undefined> {
    const row = await this.#tables()
      .selectFrom('jobs')
      .selectAll()
      .where('subject', '=', subject)
      .orderBy('created_at', 'desc')
      .orderBy(sql`rowid`, 'desc')
      .executeTakeFirst()
    return row && jobOf(row)
  }

  /** When the next queued job of those kinds is due, in milliseconds of the epoch. */
  async nextDue({ only, except }: KindChoice): Promise<number | undefined> {
    const row = await this.#tables()
      .selectFrom('jobs')
      .select(sql<number>`max(due_at, not_before)`.as('due'))
      .where('state', '=', 'queued')
      .$if(only !== undefined, (query) => query.where('kind', 'in', [...(only ?? [])]))
      .where('kind', 'not in', [...except])
      .orderBy('due')
      .limit(1)
      .executeTakeFirst()
    return row?.due
  }

  /** Who runs something now, without this process. */
  async otherWorkers(): Promise<readonly string[]> {
    const rows = await this.#tables()
      .selectFrom('jobs')
      .select('worker')
      .distinct()
      .where('state', '=', 'running')
      .execute()
    return rows.map(({ worker }) => worker ?? NO_PROCESS).filter((worker) => worker !== this.#own)
  }

  /** Gives back to the queue what a dead process left running; says how many. */
  async recover(worker: string): Promise<number> {
    const done = await this.#tables()
      .updateTable('jobs')
      .set(({ eb }) => ({ ...QUEUED_AGAIN, due_at: 0, crashes: eb('crashes', '+', 1) }))
      .where('state', '=', 'running')
      .where(({ fn, val }) => fn.coalesce('worker', val(NO_PROCESS)), '=', worker)
      .executeTakeFirst()
    return Number(done.numUpdatedRows)
  }

  /** A start is a new try. */
  async forgetBackOffs(): Promise<void> {
    await this.#tables().updateTable('jobs').set({ due_at: 0 }).where('state', '=', 'queued').execute()
  }

  /** For the process that runs it, should it be another one. */
  async requestCancel(id: string): Promise<void> {
    await this.#tables().updateTable('jobs').set({ cancel_requested: 1 }).where('id', '=', id).execute()
  }

  /** Ids of jobs that this process runs and somebody wants to end. */
  async cancelRequests(): Promise<readonly string[]> {
    const rows = await this.#tables()
      .selectFrom('jobs')
      .select('id')
      .where('state', '=', 'running')
      .where('worker', '=', this.#own)
      .where('cancel_requested', '=', 1)
      .execute()
    return rows.map(({ id }) => id)
  }

  /** Takes one job out of the queue, whatever it waits for. */
  async takeOne(id: string): Promise<boolean> {
    const done = await this.#tables()
      .updateTable('jobs')
      .set({ state: 'running', worker: this.#own })
      .where('id', '=', id)
      .where('state', 'in', before('running'))
      .executeTakeFirst()
    return Number(done.numUpdatedRows) > 0
  }

  /** False when the job is not in a state from which `to` may be entered, or not this process's. */
  async move(
    id: string,
    to: Exclude<JobState, 'running'>,
    counts: Partial<Pick<JobRow, 'attempts' | 'due_at'>> = {}
  ): Promise<boolean> {
    const also = to === 'queued' ? QUEUED_AGAIN : to === 'succeeded' ? { progress: 1 } : {}
    const done = await this.#tables()
      .updateTable('jobs')
      .set({ state: to, ...also, ...counts })
      .where('id', '=', id)
      .where('state', 'in', before(to))
      .where('worker', '=', this.#own)
      .executeTakeFirst()
    return Number(done.numUpdatedRows) > 0
  }

  /** How many wait, and how many are at work. */
  async counts(): Promise<Readonly<{ queued: number; running: number }>> {
    const rows = await this.#tables()
      .selectFrom('jobs')
      .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
      .where('state', 'in', ['queued', 'running'])
      .groupBy('state')
      .execute()
    const of = (state: JobState): number => Number(rows.find((row) => row.state === state)?.count ?? 0)
    return { queued: of('queued'), running: of('running') }
  }

  async report(id: string, progress: number, stage: string | undefined): Promise<void> {
    await this.#tables()
      .updateTable('jobs')
      .set({ progress, stage: stage ?? null })
      .where('id', '=', id)
      .where('state', '=', 'running')
      .where('worker', '=', this.#own)
      .execute()
  }
}

const jobOf = (row: JobRow): StoredJob => ({
  id: row.id,
  kind: row.kind,
  subject: row.subject,
  state: row.state as JobState,
  progress: row.progress,
  stage: row.stage ?? undefined,
  attempts: row.attempts,
  crashes: row.crashes,
  worker: row.worker ?? NO_PROCESS,
  cancelRequested: row.cancel_requested === 1
})
