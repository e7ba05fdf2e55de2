/** By which lists of entities can be filtered, and the columns and indexes behind it. @module */
import { type Kysely, sql } from 'kysely'
import type { FilterProperties } from './filter/filter.ts'
import type { FilterColumns } from './filter/filter-condition.ts'

export const entityFilters = {
  displayName: 'text',
  description: 'text',
  createdDateTime: 'time',
  lastActionDateTime: 'time',
  status: 'name',
  locale: 'name'
} as const satisfies FilterProperties

export const entityFilterColumns: FilterColumns = {
  displayName: 'display_name',
  description: 'description',
  createdDateTime: 'created_at',
  lastActionDateTime: 'last_action_at',
  status: 'status',
  locale: 'locale',
  kind: 'kind'
}

/**
 * What keeps filtered lists fast in long tables. Order of creation comes last in each, so that a page is read in
 * order and ends where it is full.
 */
export async function indexForFilters(database: Kysely<unknown>, table: string): Promise<void> {
  const add = (name: string, columns: string): Promise<unknown> =>
    sql`create index if not exists ${sql.ref(`${table}_by_${name}`)} on ${sql.table(table)} (${sql.raw(columns)})`.execute(
      database
    )
  await add('creation', 'created_at, id')
  await add('name', 'display_name, created_at, id')
  await add('description', 'description, created_at, id')
  await add('status', 'status collate nocase, created_at, id')
  await add('locale', 'locale collate nocase, created_at, id')
  await add('last_action', 'last_action_at')
}
