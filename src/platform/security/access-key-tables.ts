/** Where access keys are stored. @module */
import type { Migration } from '../database/database.ts'
import type { Scope } from './principal.ts'

export type AccessKeyTables = {
  access_keys: {
    sha256: string
    created_at: number
    withdrawn_at: number | null
    scope: Scope
    name: string | null
    expires_at: number | null
    /** A JSON list of endpoint ids. */
    endpoints: string | null
    last_used_at: number | null
  }
}

export const accessKeyMigrations: readonly Migration[] = [
  {
    name: '000-access-keys',
    up: async (database) => {
      await database.schema
        .createTable('access_keys')
        .addColumn('sha256', 'text', (column) => column.primaryKey())
        .addColumn('created_at', 'integer', (column) => column.notNull())
        .execute()
    }
  },
  {
    name: '021-access-keys-withdrawn',
    up: (database) => database.schema.alterTable('access_keys').addColumn('withdrawn_at', 'integer').execute()
  },
  {
    // Keys from before scopes may do everything, as they always could.
    name: '023-access-keys-scope',
    up: async (database) => {
      const table = database.schema.alterTable('access_keys')
      await table.addColumn('scope', 'text', (column) => column.notNull().defaultTo('owner')).execute()
      await table.addColumn('name', 'text').execute()
      await table.addColumn('expires_at', 'integer').execute()
      await table.addColumn('endpoints', 'text').execute()
      await table.addColumn('last_used_at', 'integer').execute()
    }
  }
]
