/** Web hooks in the database; each statement a named function. @module */
import type { Kysely } from 'kysely'
import type { Database, Migration, Transaction } from '../platform/index.ts'
import {
  type CustomProperties,
  type FilterProperties,
  filterCondition,
  type Listing,
  type Paging
} from '../resources/index.ts'
import type { WebHook } from './web-hook.ts'

export type WebHookRow = {
  id: string
  display_name: string
  description: string | null
  web_url: string
  /** JSON list of names. */
  events: string
  secret: string | null
  custom_properties: string | null
  origin: string
  status: string
  error_code: string | null
  error_message: string | null
  created_at: number
  last_action_at: number
}
type Tables = { web_hooks: WebHookRow }

export const webHookFilters = {
  displayName: 'text',
  description: 'text',
  createdDateTime: 'time',
  lastActionDateTime: 'time',
  status: 'name',
  webUrl: 'text'
} as const satisfies FilterProperties

const FILTER_COLUMNS = {
  displayName: 'display_name',
  description: 'description',
  createdDateTime: 'created_at',
  lastActionDateTime: 'last_action_at',
  status: 'status',
  webUrl: 'web_url'
} as const satisfies Record<keyof typeof webHookFilters, string>

export const webHookTable: Migration = {
  name: '020-web-hooks',
  up: async (database) => {
    await database.schema
      .createTable('web_hooks')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('display_name', 'text', (column) => column.notNull())
      .addColumn('description', 'text')
      .addColumn('web_url', 'text', (column) => column.notNull())
      .addColumn('events', 'text', (column) => column.notNull())
      .addColumn('secret', 'text')
      .addColumn('custom_properties', 'text')
      .addColumn('origin', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('error_code', 'text')
      .addColumn('error_message', 'text')
      .addColumn('created_at', 'integer', (column) => column.notNull())
      .addColumn('last_action_at', 'integer', (column) => column.notNull())
      .execute()
    await database.schema
      .createIndex('web_hooks_by_creation')
      .on('web_hooks')
      .columns(['created_at', 'id'])
      .execute()
  }
}

export class WebHookStore {
  readonly #tables: (tx?: Transaction) => Kysely<Tables>
  constructor(database: Database) {
    this.#tables = (tx) => (tx ?? database).tables<Tables>()
  }

  async insert(tx: Transaction, hook: WebHook): Promise<void> {
    await this.#tables(tx).insertInto('web_hooks').values(rowOf(hook)).execute()
  }

  async find(id: string, tx?: Transaction): Promise<WebHook | undefined> {
    const row = await this.#tables(tx)
      .selectFrom('web_hooks')
      .selectAll()
      .where('id', '=', id.toLowerCase())
      .executeTakeFirst()
    return row && webHookOf(row)
  }

  /** By creation, then id. */
  async list({ skip, top, filter }: Paging): Promise<Listing<WebHook>> {
    let query = this.#tables().selectFrom('web_hooks').selectAll()
    if (filter !== undefined) query = query.where(filterCondition(filter, FILTER_COLUMNS))
    const rows = await query
      .orderBy('created_at')
      .orderBy('id')
      .limit(top + 1)
      .offset(skip)
      .execute()
    return { values: rows.slice(0, top).map(webHookOf), more: rows.length > top }
  }

  /** Those that are told of events. */
  async active(tx: Transaction): Promise<readonly WebHook[]> {
    const rows = await this.#tables(tx)
      .selectFrom('web_hooks')
      .selectAll()
      .where('status', '=', 'Succeeded')
      .execute()
    return rows.map(webHookOf)
  }

  async replace(tx: Transaction, hook: WebHook): Promise<void> {
    await this.#tables(tx).updateTable('web_hooks').set(rowOf(hook)).where('id', '=', hook.id).execute()
  }

  /** The end of the challenge. */
  async settle(tx: Transaction, id: string, error?: WebHook['error']): Promise<void> {
    await this.#tables(tx)
      .updateTable('web_hooks')
      .set({
        status: error ? 'Failed' : 'Succeeded',
        ...errorColumns(error),
        last_action_at: Date.now()
      })
      .where('id', '=', id)
      .execute()
  }

  /** The last delivery to the hook failed. What is said of a challenge is left alone, here and below. */
  async setError(tx: Transaction, id: string, error: NonNullable<WebHook['error']>): Promise<void> {
    await this.#tables(tx)
      .updateTable('web_hooks')
      .set(errorColumns(error))
      .where('id', '=', id)
      .where('status', '=', 'Succeeded')
      .execute()
  }

  /** The last delivery to the hook succeeded. Says whether the one before it had failed. */
  async clearError(tx: Transaction, id: string): Promise<boolean> {
    const done = await this.#tables(tx)
      .updateTable('web_hooks')
      .set(errorColumns(undefined))
      .where('id', '=', id)
      .where('status', '=', 'Succeeded')
      .where('error_code', 'is not', null)
      .executeTakeFirst()
    return Number(done.numUpdatedRows) > 0
  }

  async remove(tx: Transaction, id: string): Promise<void> {
    await this.#tables(tx).deleteFrom('web_hooks').where('id', '=', id).execute()
  }
}

const errorColumns = (error: WebHook['error']): Pick<WebHookRow, 'error_code' | 'error_message'> => ({
  error_code: error?.code ?? null,
  error_message: error?.message ?? null
})

const rowOf = (hook: WebHook): WebHookRow => ({
  id: hook.id,
  display_name: hook.displayName,
  description: hook.description ?? null,
  web_url: hook.webUrl,
  events: JSON.stringify(hook.events),
  secret: hook.secret ?? null,
  custom_properties: hook.customProperties ? JSON.stringify(hook.customProperties) : null,
  origin: hook.origin,
  status: hook.status,
  ...errorColumns(hook.error),
  created_at: hook.createdDateTime.getTime(),
  last_action_at: hook.lastActionDateTime.getTime()
})

const webHookOf = (row: WebHookRow): WebHook => ({
  id: row.id,
  displayName: row.display_name,
  ...(row.description === null ? {} : { description: row.description }),
  webUrl: row.web_url,
  events: JSON.parse(row.events) as readonly string[],
  ...(row.secret === null ? {} : { secret: row.secret }),
  ...(row.custom_properties === null
    ? {}
    : { customProperties: JSON.parse(row.custom_properties) as CustomProperties }),
  origin: row.origin,
  status: row.status as WebHook['status'],
  ...(row.error_code === null ? {} : { error: { code: row.error_code, message: row.error_message ?? '' } }),
  createdDateTime: new Date(row.created_at),
  lastActionDateTime: new Date(row.last_action_at)
})
