/** Secrets that the service makes for itself and keeps in its database. @module */
import { randomBytes } from 'node:crypto'
import type { Database, Migration } from '../database/database.ts'

type Tables = { secrets: { name: string; value: string } }

export const secretMigrations: readonly Migration[] = [
  {
    name: '000-secrets',
    up: async (database) => {
      await database.schema
        .createTable('secrets')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('value', 'text', (column) => column.notNull())
        .execute()
    }
  }
]

/** The named secret: 32 random bytes, made at first use and the same ever after. */
export async function secretOf(database: Database, name: string): Promise<Buffer> {
  const value = randomBytes(32).toString('hex')
  await database
    .tables<Tables>()
    .insertInto('secrets')
    .values({ name, value })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const stored = await database
    .tables<Tables>()
    .selectFrom('secrets')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirstOrThrow()
  return Buffer.from(stored.value, 'hex')
}
