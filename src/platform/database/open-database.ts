/** Opens the embedded database and brings its schema up to date. @module */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import { Kysely, type SqliteDatabase, SqliteDialect, sql, type Transaction } from 'kysely'
import { StorageFull } from '../storage-full.ts'
import type { Database, Migration } from './database.ts'
import { isDamaged, isFull, openSqlite } from './sqlite.ts'

/** The file was written by a newer version, whose tables this one does not know. */
export class DatabaseTooNew extends Error {
  override readonly name = 'DatabaseTooNew'
}

/** The file was written by an older version, and only a service may change its tables. */
export class DatabaseTooOld extends Error {
  override readonly name = 'DatabaseTooOld'
}

/** The file is there, but cannot be opened, or is no database, or a damaged one. */
export class DatabaseUnreadable extends Error {
  override readonly name = 'DatabaseUnreadable'
  /** Its content is at fault, and not a lock or a right. */
  readonly damaged: boolean

  constructor(path: string, cause: unknown) {
    super(
      `The database ${path} cannot be read (${(cause as Error).message}). Stop the service and its workers, then restore a backup with \`vernacular restore\`, or rebuild the database from the files with \`vernacular doctor --rebuild\``,
      { cause }
    )
    this.damaged = isDamaged(cause)
  }
}

/** How often a process looks whether another one has written. */
const LOOK_MS = 250

export type OpenOptions = Readonly<{
  /**
   * Asked before tables are changed, to throw where others would be surprised by it. A process that must never change
   * them throws always.
   */
  beforeMigration?: () => Promise<void>
}>

/**
 * WAL with `synchronous=FULL`: what a commit acknowledged is on disk, whatever happens to the process or the machine.
 * Several processes may have the file open. A transaction takes the right to write at its begin, as one that has read
 * and then finds another's change in its way could not go on; the others wait, so it awaits nothing but statements.
 * One connection serves all of a process; Kysely lends it to one transaction or statement at a time, so transactions never mix.
 * A statement of the database itself thus waits for the transaction in progress to end: inside `transaction`, use
 * what it hands to you. Statements throw `StorageFull` when the disk has no room, and their transaction leaves no trace.
 * @throws DatabaseTooNew, DatabaseUnreadable, and what `beforeMigration` throws
 */
export async function openDatabase(
  path: string,
  migrations: readonly Migration[],
  { beforeMigration }: OpenOptions = {}
): Promise<Database> {
  const connection = connect(path)
  const kysely = new Kysely<unknown>({ dialect: new SqliteDialect({ database: asSqlite(connection) }) })
  try {
    await migrate(kysely, migrations, beforeMigration)
  } catch (error) {
    await kysely.destroy()
    throw isDamaged(error) ? new DatabaseUnreadable(path, error) : error
  }
  const others = new WritesOfOthers(connection)
  return {
    onOthersWrite: (listener) => others.listen(listener),
    tables: <Tables>() => kysely as Kysely<Tables>,
    transaction: (work) =>
      kysely
        .transaction()
        .execute((transaction) => work({ tables: <Tables>() => transaction as Transaction<Tables> })),
    close: () => {
      others.stop()
      return kysely.destroy()
    }
  }
}

/** SQLite counts, for each connection, the changes that came from others; to ask for it touches no table. */
class WritesOfOthers {
  readonly #version: () => number
  readonly #listeners = new Set<() => void>()
  #timer: NodeJS.Timeout | undefined
  #seen = 0

  constructor(connection: DatabaseSync) {
    const statement = connection.prepare('pragma data_version')
    this.#version = () => (statement.get() as { data_version: number }).data_version
  }

  listen(listener: () => void): void {
    if (this.#timer === undefined) {
      this.#seen = this.#version()
      this.#timer = setInterval(() => this.#look(), LOOK_MS).unref()
    }
    this.#listeners.add(listener)
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  #look(): void {
    let version: number
    try {
      version = this.#version()
    } catch {
      // Whoever uses the database is told of its faults; the next look asks again.
      return
    }
    if (version === this.#seen) return
    this.#seen = version
    for (const listener of this.#listeners) listener()
  }
}

/** How long a statement waits for the transaction of another process. */
const BUSY_TIMEOUT_MS = 5000

function connect(path: string): DatabaseSync {
  let connection: DatabaseSync | undefined
  try {
    connection = openSqlite(path, BUSY_TIMEOUT_MS)
    connection.exec('pragma journal_mode = WAL; pragma synchronous = FULL; pragma foreign_keys = ON')
    return connection
  } catch (error) {
    connection?.close()
    throw new DatabaseUnreadable(path, error)
  }
}

/** Beyond so many the statements kept are dropped: filters of lists make new ones without end. */
const MAX_KEPT_STATEMENTS = 200

const CHANGES_TABLES = /^\s*(create|alter|drop)\b/i

type Statement = ReturnType<SqliteDatabase['prepare']>

/** Node's driver behind the interface that Kysely expects of one. Half of a query's time would go into preparing it. */
function asSqlite(connection: DatabaseSync): SqliteDatabase {
  const kept = new Map<string, Statement>()
  return {
    close: () => connection.close(),
    prepare: (text) => {
      const known = kept.get(text)
      if (known) return known
      const statement = prepare(connection, text)
      // Node 22 gives rows by the columns that the tables had when a statement was prepared.
      if (kept.size >= MAX_KEPT_STATEMENTS || CHANGES_TABLES.test(text)) kept.clear()
      kept.set(text, statement)
      return statement
    }
  }
}

function prepare(connection: DatabaseSync, text: string): Statement {
  const statement = connection.prepare(text === 'begin' ? 'begin immediate' : text)
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => orStorageFull(() => statement.all(...bindable(parameters))),
    run: (parameters) => {
      // SQLite ends the transaction by itself when the disk is full; there is nothing left to roll back, and
      // an error about that would hide the one that matters.
      if (text === 'rollback' && !connection.isTransaction) return { changes: 0, lastInsertRowid: 0 }
      return orStorageFull(() => statement.run(...bindable(parameters)))
    },
    iterate: (parameters) => statement.iterate(...bindable(parameters))
  }
}

/** Newer versions of Node store a boolean as a number, older ones reject it with words that do not help. */
function bindable(parameters: readonly unknown[]): SQLInputValue[] {
  if (parameters.some((value) => typeof value === 'boolean')) {
    throw new TypeError('A column cannot store booleans: store 0 or 1')
  }
  return parameters as SQLInputValue[]
}

function orStorageFull<T>(statement: () => T): T {
  try {
    return statement()
  } catch (error) {
    if (isFull(error)) {
      throw new StorageFull('The disk of the data folder is full: the database cannot be changed', {
        cause: error
      })
    }
    throw error
  }
}

type MigrationTables = { migrations: { name: string; applied_at: string } }

async function migrate(
  kysely: Kysely<unknown>,
  migrations: readonly Migration[],
  beforeMigration: () => Promise<void> = async () => undefined
): Promise<void> {
  const own = kysely as Kysely<MigrationTables>
  await sql`create table if not exists migrations (name text primary key, applied_at text not null)`.execute(
    own
  )
  const applied = new Set(
    (await own.selectFrom('migrations').select('name').execute()).map(({ name }) => name)
  )
  const unknown = [...applied].filter((name) => !migrations.some((migration) => migration.name === name))
  if (unknown.length > 0) {
    throw new DatabaseTooNew(
      `The database was changed by a newer version of Vernacular (${unknown.join(', ')}); start that version, or a newer one`
    )
  }
  const inOrder = [...migrations].sort((a, b) => (a.name < b.name ? -1 : 1))
  const twice = inOrder.find(({ name }, place) => inOrder[place + 1]?.name === name)
  if (twice) throw new Error(`Two migrations are named ${twice.name}; the second one would never run`)
  if (inOrder.some(({ name }) => !applied.has(name))) await beforeMigration()
  for (const migration of inOrder) {
    if (applied.has(migration.name)) continue
    await kysely.transaction().execute(async (transaction) => {
      await migration.up(transaction)
      await (transaction as Transaction<unknown> as Transaction<MigrationTables>)
        .insertInto('migrations')
        .values({ name: migration.name, applied_at: new Date().toISOString() })
        .execute()
    })
  }
}
