/** Web hooks in the database; each statement a named function. @module */
import type { Database, Migration, Transaction } from '../platform/index.ts'
import {
  errorColumns,
  type FilterProperties,
  type ResourceColumns,
  ResourceTable,
  resourceColumns,
  resourceHead,
  resourceState,
  type StateColumns,
  stateColumns
} from '../resources/index.ts'
import type { WebHook } from './web-hook.ts'

type WebHookRow = ResourceColumns &
  StateColumns & {
    web_url: string
    /** JSON list of names. */
    events: string
    secret: string | null
    origin: string
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

export class WebHookStore extends ResourceTable<WebHookRow, WebHook> {
  constructor(database: Database) {
    super(database, {
      collection: 'web_hooks',
      name: 'web hook',
      filterColumns: FILTER_COLUMNS,
      toRow,
      fromRow
    })
  }

  /** Those that are told of events. */
  async active(tx: Transaction): Promise<readonly WebHook[]> {
    const rows = await this.tables<Tables>(tx)
      .selectFrom('web_hooks')
      .selectAll()
      .where('status', '=', 'Succeeded')
      .execute()
    return rows.map(fromRow)
  }

  async replace(tx: Transaction, hook: WebHook): Promise<void> {
    await this.tables<Tables>(tx)
      .updateTable('web_hooks')
      .set(toRow(hook))
      .where('id', '=', hook.id)
      .execute()
  }

  /** The end of the challenge. */
  async settle(tx: Transaction, id: string, error?: WebHook['error']): Promise<void> {
    await this.tables<Tables>(tx)
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
    await this.tables<Tables>(tx)
      .updateTable('web_hooks')
      .set(errorColumns(error))
      .where('id', '=', id)
      .where('status', '=', 'Succeeded')
      .execute()
  }

  /** The last delivery to the hook succeeded. Says whether the one before it had failed. */
  async clearError(tx: Transaction, id: string): Promise<boolean> {
    const done = await this.tables<Tables>(tx)
      .updateTable('web_hooks')
      .set(errorColumns(undefined))
      .where('id', '=', id)
      .where('status', '=', 'Succeeded')
      .where('error_code', 'is not', null)
      .executeTakeFirst()
    return Number(done.numUpdatedRows) > 0
  }
}

const toRow = (hook: WebHook): WebHookRow => ({
  ...resourceColumns(hook),
  ...stateColumns(hook),
  web_url: hook.webUrl,
  events: JSON.stringify(hook.events),
  secret: hook.secret ?? null,
  origin: hook.origin
})

const fromRow = (row: WebHookRow): WebHook => ({
  ...resourceHead(row),
  ...resourceState(row),
  webUrl: row.web_url,
  events: JSON.parse(row.events) as readonly string[],
  ...(row.secret === null ? {} : { secret: row.secret }),
  origin: row.origin,
  status: row.status as WebHook['status']
})
