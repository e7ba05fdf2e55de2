/** Logged sessions in the database; each statement a named function. @module */
import { type Database, type Migration, Problem, type Transaction } from '../platform/index.ts'
import type { LoggedSession } from './stored-session.ts'

type LogRow = {
  session_id: string
  /** An endpoint's id, or `base/<locale>`. */
  scope: string
  started_at: number
  audio_size: number
  duration_ticks: number
  transcript_size: number
}
type Tables = { endpoint_logs: LogRow }

export const logMigrations: readonly Migration[] = [
  {
    name: '011-endpoint-logs',
    up: async (database) => {
      await database.schema
        .createTable('endpoint_logs')
        .addColumn('session_id', 'text', (column) => column.primaryKey())
        .addColumn('scope', 'text', (column) => column.notNull())
        .addColumn('started_at', 'integer', (column) => column.notNull())
        .addColumn('audio_size', 'integer', (column) => column.notNull())
        .addColumn('duration_ticks', 'integer', (column) => column.notNull())
        .addColumn('transcript_size', 'integer', (column) => column.notNull())
        .execute()
      await database.schema
        .createIndex('endpoint_logs_by_time')
        .on('endpoint_logs')
        .columns(['scope', 'started_at', 'session_id'])
        .execute()
      await database.schema
        .createIndex('endpoint_logs_by_age')
        .on('endpoint_logs')
        .columns(['started_at'])
        .execute()
    }
  }
]

export class LogStore {
  readonly #database: Database
  constructor(database: Database) {
    this.#database = database
  }

  async insert(scope: string, session: LoggedSession): Promise<void> {
    await this.#database
      .tables<Tables>()
      .insertInto('endpoint_logs')
      .values({
        session_id: session.id,
        scope,
        started_at: session.startedAt.getTime(),
        audio_size: session.audio.size,
        duration_ticks: session.audio.durationTicks,
        transcript_size: session.transcript.size
      })
      .execute()
  }

  /** In order of their start, after the one named. */
  async list(
    scope: string,
    limit: number,
    after?: Readonly<{ at: number; id: string }>
  ): Promise<LoggedSession[]> {
    let query = this.#database
      .tables<Tables>()
      .selectFrom('endpoint_logs')
      .selectAll()
      .where('scope', '=', scope)
    if (after) {
      query = query.where(({ eb, and, or }) =>
        or([
          eb('started_at', '>', after.at),
          and([eb('started_at', '=', after.at), eb('session_id', '>', after.id)])
        ])
      )
    }
    const rows = await query.orderBy('started_at').orderBy('session_id').limit(limit).execute()
    return rows.map(sessionOf)
  }

  async find(scope: string, id: string): Promise<LoggedSession | undefined> {
    const row = await this.#database
      .tables<Tables>()
      .selectFrom('endpoint_logs')
      .selectAll()
      .where('session_id', '=', id)
      .where('scope', '=', scope)
      .executeTakeFirst()
    return row && sessionOf(row)
  }

  /** `<scope>/<id>` of all sessions. */
  async keys(): Promise<ReadonlySet<string>> {
    const tables = this.#database.tables<Tables>()
    const rows = await tables.selectFrom('endpoint_logs').select(['scope', 'session_id']).execute()
    return new Set(rows.map((row) => `${row.scope}/${row.session_id}`))
  }

  async remove(id: string): Promise<void> {
    await this.#database.tables<Tables>().deleteFrom('endpoint_logs').where('session_id', '=', id).execute()
  }

  /** Removes the rows of a scope, or of all, that began before `end`; tells where their files are. */
  async removeBefore(
    end: number,
    scope?: string,
    tx?: Transaction
  ): Promise<readonly Readonly<{ scope: string; id: string }>[]> {
    let query = (tx ?? this.#database)
      .tables<Tables>()
      .deleteFrom('endpoint_logs')
      .where('started_at', '<', end)
    if (scope !== undefined) query = query.where('scope', '=', scope)
    const rows = await query.returning(['scope', 'session_id']).execute()
    return rows.map((row) => ({ scope: row.scope, id: row.session_id }))
  }
}

const sessionOf = (row: LogRow): LoggedSession => ({
  id: row.session_id,
  startedAt: new Date(row.started_at),
  audio: { size: row.audio_size, durationTicks: row.duration_ticks },
  transcript: { size: row.transcript_size }
})

/** Opaque to clients: after which session the next page begins. */
export const skipTokenAfter = ({ id, startedAt }: LoggedSession): string =>
  Buffer.from(JSON.stringify([startedAt.getTime(), id])).toString('base64url')

/** @throws Problem InvalidSkipTokenForLogs */
export function readSkipToken(token: unknown): Readonly<{ at: number; id: string }> | undefined {
  if (token === undefined || token === '') return undefined
  try {
    const [at, id] = JSON.parse(Buffer.from(String(token), 'base64url').toString()) as unknown[]
    if (typeof at === 'number' && typeof id === 'string') return { at, id }
  } catch {
    // Told below, as for every other token that is none of ours.
  }
  throw new Problem(
    'InvalidArgument',
    'InvalidSkipTokenForLogs',
    'skipToken is not valid. Use the one in @nextLink.',
    'skipToken'
  )
}
