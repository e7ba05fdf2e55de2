/** What is still to be sent to web hooks; each statement a named function. @module */
import type { Database, Migration, Transaction } from '../platform/index.ts'

/** The event of the handshake, as the header writes it. */
export const CHALLENGE = 'Challenge'

type DeliveryRow = {
  /** In the order of the events; never used twice. */
  sequence: number
  hook_id: string
  /** As the header writes it. */
  event: string
  /** As it is sent, the same at each try; the token of a challenge. */
  body: string
  attempts: number
  created_at: number
  /** Not sent before this time. */
  due_at: number
}
type Tables = {
  web_hook_deliveries: DeliveryRow
  web_hooks: { id: string; status: string; web_url: string; secret: string | null }
}

export type Delivery = Readonly<{
  sequence: number
  hookId: string
  event: string
  body: string
  /** Tries so far. */
  attempts: number
  createdAt: number
  /** The hook's, as they are now. */
  webUrl: string
  secret: string | undefined
}>

export const deliveryTable: Migration = {
  name: '020-web-hooks-deliveries',
  up: async (database) => {
    await database.schema
      .createTable('web_hook_deliveries')
      .addColumn('sequence', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('hook_id', 'text', (column) => column.notNull())
      .addColumn('event', 'text', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('created_at', 'integer', (column) => column.notNull())
      .addColumn('due_at', 'integer', (column) => column.notNull())
      .execute()
    const index = (name: string, columns: string[]): Promise<void> =>
      database.schema
        .createIndex(`web_hook_deliveries_by_${name}`)
        .on('web_hook_deliveries')
        .columns(columns)
        .execute()
    await index('time', ['due_at', 'sequence'])
    await index('hook', ['hook_id', 'event'])
  }
}

export class DeliveryStore {
  readonly #database: Database
  constructor(database: Database) {
    this.#database = database
  }

  async insert(tx: Transaction, hookId: string, event: string, body: string): Promise<void> {
    const now = Date.now()
    await tx
      .tables<Omit<Tables, 'web_hook_deliveries'> & { web_hook_deliveries: Omit<DeliveryRow, 'sequence'> }>()
      .insertInto('web_hook_deliveries')
      .values({ hook_id: hookId, event, body, attempts: 0, created_at: now, due_at: now })
      .execute()
  }

  /**
   * The next to send, or to wait for, of the hooks not named. A hook whose challenge is not answered is sent nothing
   * else; what waits for it waits on.
   */
  async next(busy: readonly string[]): Promise<Readonly<{ delivery: Delivery; dueAt: number }> | undefined> {
    const row = await this.#database
      .tables<Tables>()
      .selectFrom('web_hook_deliveries')
      .innerJoin('web_hooks', 'web_hooks.id', 'web_hook_deliveries.hook_id')
      .selectAll('web_hook_deliveries')
      .select(['web_url', 'secret'])
      .where('hook_id', 'not in', [...busy])
      .where(({ eb, or }) => or([eb('status', '=', 'Succeeded'), eb('event', '=', CHALLENGE)]))
      .orderBy('due_at')
      .orderBy('sequence')
      .limit(1)
      .executeTakeFirst()
    if (!row) return undefined
    const { sequence, event, body, attempts } = row
    const delivery = {
      ...{ sequence, event, body, attempts },
      hookId: row.hook_id,
      createdAt: row.created_at,
      webUrl: row.web_url,
      secret: row.secret ?? undefined
    }
    return { delivery, dueAt: row.due_at }
  }

  /** Settled, one way or the other. False when it is not there any more: the hook was changed or deleted meanwhile. */
  async remove(tx: Transaction, sequence: number): Promise<boolean> {
    const done = await tx
      .tables<Tables>()
      .deleteFrom('web_hook_deliveries')
      .where('sequence', '=', sequence)
      .executeTakeFirst()
    return Number(done.numDeletedRows) > 0
  }

  async putOff(tx: Transaction, { sequence, attempts }: Delivery, until: number): Promise<boolean> {
    const done = await tx
      .tables<Tables>()
      .updateTable('web_hook_deliveries')
      .set({ due_at: until, attempts: attempts + 1 })
      .where('sequence', '=', sequence)
      .executeTakeFirst()
    return Number(done.numUpdatedRows) > 0
  }

  /** Nothing is sent to the hook before that time: what waits for it keeps its order. */
  async putOffAll(tx: Transaction, hookId: string, until: number): Promise<void> {
    await tx
      .tables<Tables>()
      .updateTable('web_hook_deliveries')
      .set({ due_at: until })
      .where('hook_id', '=', hookId)
      .where('due_at', '<', until)
      .execute()
  }

  /** All that waits for the hook goes out now. */
  async bringForward(tx: Transaction, hookId: string): Promise<void> {
    await tx
      .tables<Tables>()
      .updateTable('web_hook_deliveries')
      .set({ due_at: Date.now() })
      .where('hook_id', '=', hookId)
      .where('due_at', '>', Date.now())
      .execute()
  }

  async removeChallenges(tx: Transaction, hookId: string): Promise<void> {
    await tx
      .tables<Tables>()
      .deleteFrom('web_hook_deliveries')
      .where('hook_id', '=', hookId)
      .where('event', '=', CHALLENGE)
      .execute()
  }

  async removeAll(tx: Transaction, hookId: string): Promise<void> {
    await tx.tables<Tables>().deleteFrom('web_hook_deliveries').where('hook_id', '=', hookId).execute()
  }
}
