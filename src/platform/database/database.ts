/** The embedded database: one SQLite file in WAL mode, fully synchronous, reached through Kysely. @module */
import type { Kysely, Transaction } from 'kysely'

/** A noun names the tables it owns and sees only those: `database.tables<ProjectTables>()`. */
export interface Database {
  tables<Tables>(): Kysely<Tables>
  /** Runs `work` in one transaction, during which no other process can write; pass its argument to stores and `jobs.enqueue` so that they join it. */
  transaction<T>(work: (within: Within) => Promise<T>): Promise<T>
  /**
   * Told within a moment after another process has written, whatever it was; once for many writes.
   * @param listener must not throw
   */
  onOthersWrite(listener: () => void): void
  close(): Promise<void>
}

/** A transaction in progress, opened up for a noun's own tables by `within.tables<ProjectTables>()`. */
export interface Within {
  tables<Tables>(): Transaction<Tables>
}

/** One numbered change of the schema; nouns export theirs and the service gives them all to `openDatabase`. */
export type Migration = Readonly<{
  /** Sorts in order of application: `001-projects`. Never renamed once released. */
  name: string
  up: (database: Kysely<unknown>) => Promise<void>
}>
