/** Which entity each event told of last, so that a test can tell it again. @module */
import { sql } from 'kysely'
import type { Database, Migration, Transaction } from '../platform/index.ts'
import type { EntityEvent } from '../resources/index.ts'
import { eventName } from './web-hook.ts'

type Tables = { entity_happenings: { event: string; path: string; happened_at: number } }

export const eventLogTable: Migration = {
  name: '020-web-hooks-happenings',
  up: async (database) => {
    await database.schema
      .createTable('entity_happenings')
      .addColumn('event', 'text', (column) => column.notNull())
      .addColumn('path', 'text', (column) => column.notNull())
      .addColumn('happened_at', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('entity_happenings_once', ['event', 'path'])
      .execute()
    const index = (name: string, columns: string[]): Promise<void> =>
      database.schema
        .createIndex(`entity_happenings_by_${name}`)
        .on('entity_happenings')
        .columns(columns)
        .execute()
    await index('time', ['event', 'happened_at'])
    await index('path', ['path'])
  }
}

export class EventLog {
  readonly #database: Database
  constructor(database: Database) {
    this.#database = database
  }

  /** Of a deleted entity its deletion stays, until the next of its kind: a test must not tell of what is gone. */
  async note(tx: Transaction, event: EntityEvent): Promise<void> {
    const tables = tx.tables<Tables>()
    const values = { event: eventName(event), path: event.path, happened_at: Date.now() }
    if (event.type === 'Deletion') {
      await tables
        .deleteFrom('entity_happenings')
        .where(({ eb, or }) => or([eb('path', '=', event.path), eb('event', '=', values.event)]))
        .execute()
    }
    await tables
      .insertInto('entity_happenings')
      .values(values)
      .onConflict((conflict) => conflict.doUpdateSet({ happened_at: values.happened_at }))
      .execute()
  }

  /** Path of the entity that the event told of last. */
  async lastOf(event: string, tx?: Transaction): Promise<string | undefined> {
    const row = await (tx ?? this.#database)
      .tables<Tables>()
      .selectFrom('entity_happenings')
      .select('path')
      .where('event', '=', event)
      .orderBy('happened_at', 'desc')
      .orderBy(sql`rowid`, 'desc')
      .limit(1)
      .executeTakeFirst()
    return row?.path
  }
}
