/** The embedded database: one SQLite file in WAL mode, fully synchronous, reached through Kysely. @module */
import type { Kysely, Transaction as KyselyTransaction } from 'kysely'

/** A resource names the tables it owns and sees only those: `database.tables<ProjectTables>()`. */
export interface Database {
  tables<Tables>(): Kysely<Tables>
  /** Runs `work` in one transaction, during which no other process can write; pass its argument to stores and `jobs.enqueue` so that they join it. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>
  /**
   * Called shortly after another process has written anything; once for many writes.
   * @param listener must not throw
   */
  onOthersWrite(listener: () => void): void
  close(): Promise<void>
}

/** An open transaction; `tx.tables<ProjectTables>()` gives a resource its own tables in it. */
export interface Transaction {
  tables<Tables>(): KyselyTransaction<Tables>
}

/** One numbered change of the schema; resources export theirs and the service passes them all to `openDatabase`. */
export type Migration = Readonly<{
  /** Sorts in order of application: `001-projects`. Never renamed once released. */
  name: string
  up: (database: Kysely<unknown>) => Promise<void>
}>
