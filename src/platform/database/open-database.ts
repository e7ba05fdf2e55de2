/** Opens the embedded database and brings its schema up to date. @module */
import { Kysely, type SqliteDatabase, SqliteDialect, sql, type Transaction } from 'kysely'
import Libsql from 'libsql'
import type { Database, Migration } from './database.ts'

/** The file was written by a newer version, whose tables this one does not know. */
export class DatabaseTooNew extends Error {
  override readonly name = 'DatabaseTooNew'
}

/**
 * WAL with `synchronous=FULL`: what a commit acknowledged is on disk, whatever happens to the process or the machine.
 * One connection serves all; Kysely lends it to one transaction or statement at a time, so transactions never mix.
 * @throws DatabaseTooNew
 */
export async function openDatabase(path: string, migrations: readonly Migration[]): Promise<Database> {
  const connection = new Libsql(path)
  for (const pragma of [
    'journal_mode = WAL',
    'synchronous = FULL',
    'foreign_keys = ON',
    'busy_timeout = 5000'
  ]) {
    connection.pragma(pragma)
  }
  const kysely = new Kysely<unknown>({ dialect: new SqliteDialect({ database: asSqlite(connection) }) })
  try {
    await migrate(kysely, migrations)
  } catch (error) {
    await kysely.destroy()
    throw error
  }
  return {
    tables: <Tables>() => kysely as Kysely<Tables>,
    transaction: (work) =>
      kysely
        .transaction()
        .execute((transaction) => work({ tables: <Tables>() => transaction as Transaction<Tables> })),
    close: () => kysely.destroy()
  }
}

/** libsql keeps the interface that Kysely expects of an SQLite driver; its declarations only say it more loosely. */
function asSqlite(connection: InstanceType<typeof Libsql>): SqliteDatabase {
  return {
    close: () => void connection.close(),
    prepare: (text) => {
      const statement = connection.prepare(text)
      return {
        reader: statement.reader,
        all: (parameters) => statement.all(...parameters),
        run: (parameters) => statement.run(...parameters),
        iterate: (parameters) => statement.iterate(...parameters) as IterableIterator<unknown>
      }
    }
  }
}

type MigrationTables = { migrations: { name: string; applied_at: string } }

async function migrate(kysely: Kysely<unknown>, migrations: readonly Migration[]): Promise<void> {
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
  for (const migration of [...migrations].sort((a, b) => a.name.localeCompare(b.name))) {
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
