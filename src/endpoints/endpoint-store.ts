/** Endpoints in the database. @module */
import type { AlterTableBuilder } from 'kysely'
import type { Migration, Transaction } from '../platform/index.ts'
import {
  addEntityColumns,
  columnsOf,
  type EntityColumns,
  EntityTable,
  errorColumns,
  headOf,
  indexForFilters,
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

export class EndpointStore extends EntityTable<EndpointRow, Endpoint> {
  constructor(platform: Platform) {
    super(platform, {
      kind: 'endpoint',
      collection: 'endpoints',
      transitions: endpointTransitions,
      toRow,
      fromRow
    })
  }

  /** Asks for another model: back to NotStarted, while the serving one goes on. False while a change is under way. */
  redeploy(tx: Transaction, id: string, modelId: string): Promise<boolean> {
    return this.enter(id, 'NotStarted', { model_id: modelId, ...errorColumns(undefined) }, tx)
  }

  /** The new model is loaded: it answers from here on. */
  serve(id: string, modelId: string, tx: Transaction): Promise<boolean> {
    return this.enter(id, 'Succeeded', { serving_model_id: modelId }, tx)
  }

  setLogging(id: string, enabled: boolean): Promise<void> {
    return this.#set(id, { logging_enabled: enabled ? 1 : 0 })
  }

  setPaused(id: string, paused: boolean): Promise<void> {
    return this.#set(id, { paused: paused ? 1 : 0 })
  }

  async #set(id: string, columns: Partial<EndpointRow>): Promise<void> {
    await this.tables<Tables>().updateTable('endpoints').set(columns).where('id', '=', id).execute()
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

  /** Any that serves the model or is to serve it. */
  ofModel(modelId: string, tx: Transaction): Promise<Endpoint | undefined> {
    return this.findBy(['model_id', 'serving_model_id'], modelId, tx)
  }
}

const toRow = (endpoint: Endpoint): EndpointRow => ({
  ...columnsOf(endpoint),
  model_id: endpoint.modelId,
  serving_model_id: endpoint.servingModelId ?? null,
  text: endpoint.text ?? null,
  logging_enabled: endpoint.loggingEnabled ? 1 : 0,
  time_to_live_ms: endpoint.timeToLive ?? null,
  email: endpoint.email ?? null,
  paused: endpoint.paused ? 1 : 0
})

const fromRow = (row: EndpointRow): Endpoint => ({
  ...headOf(row),
  modelId: row.model_id,
  ...(row.serving_model_id === null ? {} : { servingModelId: row.serving_model_id }),
  ...(row.text === null ? {} : { text: row.text }),
  loggingEnabled: row.logging_enabled === 1,
  paused: row.paused === 1,
  ...(row.time_to_live_ms === null ? {} : { timeToLive: row.time_to_live_ms }),
  ...(row.email === null ? {} : { email: row.email })
})
