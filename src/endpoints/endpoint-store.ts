/** Endpoints in the database. @module */
import type { AlterTableBuilder } from 'kysely'
import type { Migration, Transaction } from '../platform/index.ts'
import {
  addEntityColumns,
  columnsOf,
  type EntityChanges,
  type EntityColumns,
  type EntityStatus,
  EntityTable,
  errorColumns,
  headOf,
  indexForFilters,
  type Listing,
  type Paging,
  type Platform
} from '../resources/index.ts'
import { type Endpoint, endpointTransitions } from './endpoint.ts'

type EndpointRow = EntityColumns & {
  model_id: string
  serving_model_id: string | null
  text: string | null
  logging_enabled: number
  time_to_live_ms: number | null
  email: string | null
  paused: number
}
type Tables = { endpoints: EndpointRow }

export const endpointMigrations: readonly Migration[] = [
  {
    name: '005-endpoints',
    up: async (database) => {
      await addEntityColumns(database.schema.createTable('endpoints'))
        .addColumn('model_id', 'text', (column) => column.notNull())
        .addColumn('serving_model_id', 'text')
        .execute()
      const index = (name: string, columns: string[]): Promise<void> =>
        database.schema.createIndex(`endpoints_by_${name}`).on('endpoints').columns(columns).execute()
      await index('creation', ['created_at', 'id'])
      await index('project', ['project_id', 'created_at', 'id'])
      await index('model', ['model_id'])
      await index('serving_model', ['serving_model_id'])
    }
  },
  {
    name: '011-endpoints-logging',
    up: async (database) => {
      const table = (): AlterTableBuilder => database.schema.alterTable('endpoints')
      await table().addColumn('text', 'text').execute()
      await table()
        .addColumn('logging_enabled', 'integer', (column) => column.notNull().defaultTo(0))
        .execute()
      await table().addColumn('time_to_live_ms', 'integer').execute()
      await table().addColumn('email', 'text').execute()
    }
  },
  {
    name: '018-endpoints-pause',
    up: (database) =>
      database.schema
        .alterTable('endpoints')
        .addColumn('paused', 'integer', (column) => column.notNull().defaultTo(0))
        .execute()
  },
  { name: '010-endpoints-filters', up: (database) => indexForFilters(database, 'endpoints') }
]

export class EndpointStore {
  readonly #database: Platform['database']
  readonly #table: EntityTable<EndpointRow>
  constructor(platform: Platform) {
    this.#database = platform.database
    this.#table = new EntityTable(
      platform,
      { kind: 'endpoint', collection: 'endpoints' },
      endpointTransitions
    )
  }

  async insert(tx: Transaction, endpoint: Endpoint): Promise<void> {
    await this.#table.insert(tx, rowOf(endpoint))
  }

  async find(id: string, tx?: Transaction): Promise<Endpoint | undefined> {
    const row = await this.#table.find(id, tx)
    return row && endpointOf(row)
  }

  /** By creation, then id; of one project when given. */
  async list(paging: Paging, projectId?: string): Promise<Listing<Endpoint>> {
    const { values, more } = await this.#table.list(paging, projectId)
    return { values: values.map(endpointOf), more }
  }

  count(projectId?: string): Promise<number> {
    return this.#table.count(projectId)
  }

  change(tx: Transaction, id: string, changes: EntityChanges): Promise<void> {
    return this.#table.change(tx, id, changes)
  }

  detach(tx: Transaction, projectId: string): Promise<void> {
    return this.#table.detach(tx, projectId)
  }

  /** Enters `to` if the moves allow it from the present status; says whether it did. */
  move(id: string, to: EntityStatus, error?: Endpoint['error'], tx?: Transaction): Promise<boolean> {
    return this.#table.move(id, to, errorColumns(error), tx)
  }

  /** Asks for another model: back to NotStarted, while the serving one goes on. False while a change is under way. */
  redeploy(tx: Transaction, id: string, modelId: string): Promise<boolean> {
    const own = { model_id: modelId, error_code: null, error_message: null }
    return this.#table.move(id, 'NotStarted', own, tx)
  }

  /** The new model is loaded: it answers from here on. */
  async serve(id: string, modelId: string, tx: Transaction): Promise<boolean> {
    return this.#table.move(id, 'Succeeded', { serving_model_id: modelId }, tx)
  }

  setLogging(id: string, enabled: boolean): Promise<void> {
    return this.#set(id, { logging_enabled: enabled ? 1 : 0 })
  }

  setPaused(id: string, paused: boolean): Promise<void> {
    return this.#set(id, { paused: paused ? 1 : 0 })
  }

  async #set(id: string, columns: Partial<EndpointRow>): Promise<void> {
    await this.#database.tables<Tables>().updateTable('endpoints').set(columns).where('id', '=', id).execute()
  }

  /** Those that wait for the model. */
  async waitingFor(modelId: string, tx: Transaction): Promise<readonly string[]> {
    const rows = await tx
      .tables<Tables>()
      .selectFrom('endpoints')
      .select('id')
      .where('model_id', '=', modelId)
      .where('status', '=', 'NotStarted')
      .execute()
    return rows.map(({ id }) => id)
  }

  remove(tx: Transaction, id: string): Promise<void> {
    return this.#table.remove(tx, id)
  }

  /** Any that serves the model or is to serve it. */
  async ofModel(modelId: string, tx: Transaction): Promise<Endpoint | undefined> {
    const row = await tx
      .tables<Tables>()
      .selectFrom('endpoints')
      .selectAll()
      .where(({ eb, or }) => or([eb('model_id', '=', modelId), eb('serving_model_id', '=', modelId)]))
      .executeTakeFirst()
    return row && endpointOf(row)
  }
}

const rowOf = (endpoint: Endpoint): EndpointRow => ({
  ...columnsOf(endpoint),
  model_id: endpoint.modelId,
  serving_model_id: endpoint.servingModelId ?? null,
  text: endpoint.text ?? null,
  logging_enabled: endpoint.loggingEnabled ? 1 : 0,
  time_to_live_ms: endpoint.timeToLive ?? null,
  email: endpoint.email ?? null,
  paused: endpoint.paused ? 1 : 0
})

const endpointOf = (row: EndpointRow): Endpoint => ({
  ...headOf(row),
  modelId: row.model_id,
  ...(row.serving_model_id === null ? {} : { servingModelId: row.serving_model_id }),
  ...(row.text === null ? {} : { text: row.text }),
  loggingEnabled: row.logging_enabled === 1,
  paused: row.paused === 1,
  ...(row.time_to_live_ms === null ? {} : { timeToLive: row.time_to_live_ms }),
  ...(row.email === null ? {} : { email: row.email })
})
