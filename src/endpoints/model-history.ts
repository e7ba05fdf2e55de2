/** Which models an endpoint has served, and since when: what a rollback goes back by. @module */
import { sql } from 'kysely'
import type { Database, Migration, Transaction } from '../platform/index.ts'

export type ServedModel = Readonly<{
  modelId: string
  /** Its name when it was deployed: it may have been deleted since. Empty where that is not known. */
  displayName: string
  /** When it began to answer. */
  since: Date
}>

type HistoryRow = {
  /** Grows: the order of deployment. */
  id?: number
  endpoint_id: string
  model_id: string
  display_name: string
  since: number
}
type Tables = { endpoint_models: HistoryRow }

/** Somebody who deploys every hour still finds the last weeks. */
const MAX_ENTRIES = 500

export const historyMigrations: readonly Migration[] = [
  {
    name: '017-endpoint-models',
    up: async (database) => {
      await database.schema
        .createTable('endpoint_models')
        .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
        .addColumn('endpoint_id', 'text', (column) => column.notNull())
        .addColumn('model_id', 'text', (column) => column.notNull())
        .addColumn('display_name', 'text', (column) => column.notNull())
        .addColumn('since', 'integer', (column) => column.notNull())
        .execute()
      await database.schema
        .createIndex('endpoint_models_by_endpoint')
        .on('endpoint_models')
        .columns(['endpoint_id', 'id'])
        .execute()
      // Endpoints of earlier versions: what they serve now is all that is known.
      await sql`insert into endpoint_models (endpoint_id, model_id, display_name, since)
        select endpoints.id, serving_model_id, coalesce(models.display_name, ''), endpoints.last_action_at
        from endpoints left join models on models.id = serving_model_id
        where serving_model_id is not null`.execute(database)
    }
  }
]

export class ModelHistory {
  readonly #database: Database
  constructor(database: Database) {
    this.#database = database
  }

  async add(tx: Transaction, endpointId: string, served: ServedModel): Promise<void> {
    const tables = tx.tables<Tables>()
    await tables
      .insertInto('endpoint_models')
      .values({
        endpoint_id: endpointId,
        model_id: served.modelId,
        display_name: served.displayName,
        since: served.since.getTime()
      })
      .execute()
    await tables
      .deleteFrom('endpoint_models')
      .where('endpoint_id', '=', endpointId)
      .where('id', 'not in', (kept) =>
        kept
          .selectFrom('endpoint_models')
          .select('id')
          .where('endpoint_id', '=', endpointId)
          .orderBy('id', 'desc')
          .limit(MAX_ENTRIES)
      )
      .execute()
  }

  /** The newest first. */
  async of(endpointId: string): Promise<readonly ServedModel[]> {
    const rows = await this.#database
      .tables<Tables>()
      .selectFrom('endpoint_models')
      .selectAll()
      .where('endpoint_id', '=', endpointId)
      .orderBy('id', 'desc')
      .execute()
    return rows.map(({ model_id, display_name, since }) => ({
      modelId: model_id,
      displayName: display_name,
      since: new Date(since)
    }))
  }

  async forget(tx: Transaction, endpointId: string): Promise<void> {
    await tx.tables<Tables>().deleteFrom('endpoint_models').where('endpoint_id', '=', endpointId).execute()
  }
}
