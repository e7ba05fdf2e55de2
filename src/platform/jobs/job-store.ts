/** The table of jobs; each statement a named function. @module */
import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Database, Migration, Within } from '../database/database.ts'
import type { JobView } from './jobs.ts'

export type JobState = JobView['state']

/** Allowed moves. A running job goes back to the queue when its process dies, stops, or it is to be tried again. */
export const moves = {
  queued: ['running', 'cancelled'],
  running: ['queued', 'succeeded', 'failed', 'cancelled'],
  succeeded: [],
  failed: [],
  cancelled: []
} as const satisfies Record<JobState, readonly JobState[]>

const before = (to: JobState): JobState[] =>
  (Object.keys(moves) as JobState[]).filter((from) => (moves[from] as readonly JobState[]).includes(to))

type JobRow = {
  id: string
  kind: string
  subject: string
  state: string
  progress: number
  stage: string | null
  /** Tries that ended in an error of the work itself. */
  attempts: number
  /** Times that the process died while the job was running. */
  crashes: number
  created_at: number
}

type Tables = { jobs: JobRow }

export const jobMigrations: readonly Migration[] = [
  {
    name: '000-jobs',
    up: async (database) => {
      await database.schema
        .createTable('jobs')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('subject', 'text', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('progress', 'real', (column) => column.notNull())
        .addColumn('stage', 'text')
        .addColumn('attempts', 'integer', (column) => column.notNull())
        .addColumn('crashes', 'integer', (column) => column.notNull())
        .addColumn('created_at', 'integer', (column) => column.notNull())
        .execute()
      await database.schema.createIndex('jobs_by_state').on('jobs').columns(['state', 'created_at']).execute()
      await database.schema
        .createIndex('jobs_by_subject')
        .on('jobs')
        .columns(['subject', 'created_at'])
        .execute()
    }
  }
]

export type StoredJob = JobView & Readonly<{ crashes: number }>

export class JobStore {
  readonly #tables: () => Kysely<Tables>
  constructor(database: Database) {
    this.#tables = () => database.tables<Tables>()
  }

  async insert(within: Within, job: Readonly<{ kind: string; subject: string }>): Promise<void> {
    const fresh = {
      state: 'queued',
      progress: 0,
      stage: null,
      attempts: 0,
      crashes: 0,
      created_at: Date.now()
    }
    await within
      .tables<Tables>()
      .insertInto('jobs')
      .values({ id: randomUUID(), ...job, ...fresh })
      .execute()
  }

  /** The oldest queued job, now running. */
  async take(): Promise<StoredJob | undefined> {
    const row = await this.#tables()
      .updateTable('jobs')
      .set({ state: 'running' })
      .where('id', '=', ({ selectFrom }) =>
        selectFrom('jobs')
          .select('id')
          .where('state', '=', 'queued')
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

  async withState(state: JobState): Promise<readonly StoredJob[]> {
    const rows = await this.#tables().selectFrom('jobs').selectAll().where('state', '=', state).execute()
    return rows.map(jobOf)
  }

  /** False when the job is not in a state from which `to` may be entered. @param from fewer of those states */
  async move(
    id: string,
    to: JobState,
    counts: Partial<Pick<JobRow, 'attempts' | 'crashes'>> = {},
    from: readonly JobState[] = before(to)
  ): Promise<boolean> {
    const done = await this.#tables()
      .updateTable('jobs')
      .set({ state: to, ...counts, ...(to === 'succeeded' ? { progress: 1 } : {}) })
      .where('id', '=', id)
      .where('state', 'in', [...from])
      .executeTakeFirst()
    return Number(done.numUpdatedRows) > 0
  }

  async report(id: string, progress: number, stage: string | undefined): Promise<void> {
    await this.#tables()
      .updateTable('jobs')
      .set({ progress, stage: stage ?? null })
      .where('id', '=', id)
      .where('state', '=', 'running')
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
  crashes: row.crashes
})
