/** Endpoints in the database; each statement a named function. @module */
import type { Kysely } from 'kysely'
import type { Database, EntityChanges, Migration, Within } from '../platform/index.ts'
import { before, type Endpoint, type EndpointStatus } from './endpoint.ts'

type EndpointRow = {
  id: string
  display_name: string
  description: string | null
  locale: string
  project_id: string | null
  model_id: string
  serving_model_id: string | null
  custom_properties: string | null
  status: string
  error_code: string | null
  error_message: string | null
  created_at: number
  last_action_at: number
}

type Tables = { endpoints: EndpointRow }

export const endpointMigrations: readonly Migration[] = [
  {
    name: '005-endpoints',
    up: async (database) => {
      await database.schema
        .createTable('endpoints')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('display_name', 'text', (column) => column.notNull())
        .addColumn('description', 'text')
        .addColumn('locale', 'text', (column) => column.notNull())
        .addColumn('project_id', 'text')
        .addColumn('model_id', 'text', (column) => column.notNull())
        .addColumn('serving_model_id', 'text')
        .addColumn('custom_properties', 'text')
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('error_code', 'text')
        .addColumn('error_message', 'text')
        .addColumn('created_at', 'integer', (column) => column.notNull())
        .addColumn('last_action_at', 'integer', (column) => column.notNull())
        .execute()
      const index = (name: string, columns: string[]): Promise<void> =>
        database.schema.createIndex(`endpoints_by_${name}`).on('endpoints').columns(columns).execute()
      await index('creation', ['created_at', 'id'])
      await index('project', ['project_id', 'created_at', 'id'])
      await index('model', ['model_id'])
      await index('serving_model', ['serving_model_id'])
    }
  }
]

export class EndpointStore {
  readonly #database: Database
  constructor(database: Database) {
    this.#database = database
  }

  async insert(within: Within, endpoint: Endpoint): Promise<void> {
    await within.tables<Tables>().insertInto('endpoints').values(rowOf(endpoint)).execute()
  }

  async find(id: string): Promise<Endpoint | undefined> {
    const row = await this.#tables()
      .selectFrom('endpoints')
      .selectAll()
      .where('id', '=', id.toLowerCase())
      .executeTakeFirst()
    return row && endpointOf(row)
  }

  /** By creation, then id; of one project when given. */
  async list(page: Readonly<{ skip: number; limit: number; projectId?: string }>): Promise<Endpoint[]> {
    let query = this.#tables().selectFrom('endpoints').selectAll()
    if (page.projectId !== undefined) query = query.where('project_id', '=', page.projectId)
    const rows = await query.orderBy('created_at').orderBy('id').limit(page.limit).offset(page.skip).execute()
    return rows.map(endpointOf)
  }

  async count(projectId?: string): Promise<number> {
    let query = this.#tables()
      .selectFrom('endpoints')
      .select(({ fn }) => fn.countAll<number>().as('count'))
    if (projectId !== undefined) query = query.where('project_id', '=', projectId)
    return Number((await query.executeTakeFirstOrThrow()).count)
  }

  async change(id: string, changes: EntityChanges): Promise<void> {
    const { displayName, description, projectId, customProperties } = changes
    const values = {
      ...(displayName === undefined ? {} : { display_name: displayName }),
      ...(description === undefined ? {} : { description }),
      ...(projectId === undefined ? {} : { project_id: projectId }),
      ...(customProperties === undefined
        ? {}
        : { custom_properties: customProperties && JSON.stringify(customProperties) })
    }
    if (Object.keys(values).length === 0) return
    await this.#tables().updateTable('endpoints').set(values).where('id', '=', id).execute()
  }

  /** Asks for another model: back to NotStarted, while the serving one goes on. False while a change is under way. */
  async redeploy(within: Within, id: string, modelId: string): Promise<boolean> {
    const done = await within
      .tables<Tables>()
      .updateTable('endpoints')
      .set({
        model_id: modelId,
        status: 'NotStarted',
        error_code: null,
        error_message: null,
        last_action_at: Date.now()
      })
      .where('id', '=', id)
      .where('status', 'in', [...before('NotStarted')])
      .executeTakeFirst()
    return Number(done.numUpdatedRows) > 0
  }

  /** The new model is loaded: it answers from here on. */
  async serve(id: string, modelId: string): Promise<void> {
    await this.#tables()
      .updateTable('endpoints')
      .set({ serving_model_id: modelId, status: 'Succeeded', last_action_at: Date.now() })
      .where('id', '=', id)
      .where('model_id', '=', modelId)
      .where('status', 'in', [...before('Succeeded')])
      .execute()
  }

  /** Enters `to` if the table of moves allows it from the present status; says whether it did. */
  async move(id: string, to: EndpointStatus, error?: Endpoint['error']): Promise<boolean> {
    const done = await this.#tables()
      .updateTable('endpoints')
      .set({
        status: to,
        last_action_at: Date.now(),
        error_code: error?.code ?? null,
        error_message: error?.message ?? null
      })
      .where('id', '=', id)
      .where('status', 'in', [...before(to)])
      .executeTakeFirst()
    return Number(done.numUpdatedRows) > 0
  }

  async remove(id: string): Promise<void> {
    await this.#tables().deleteFrom('endpoints').where('id', '=', id).execute()
  }

  async detach(projectId: string): Promise<void> {
    await this.#tables()
      .updateTable('endpoints')
      .set({ project_id: null })
      .where('project_id', '=', projectId)
      .execute()
  }

  async ofModel(modelId: string): Promise<Endpoint | undefined> {
    const row = await this.#tables()
      .selectFrom('endpoints')
      .selectAll()
      .where(({ eb, or }) => or([eb('model_id', '=', modelId), eb('serving_model_id', '=', modelId)]))
      .executeTakeFirst()
    return row && endpointOf(row)
  }

  #tables(): Kysely<Tables> {
    return this.#database.tables<Tables>()
  }
}

const rowOf = (endpoint: Endpoint): EndpointRow => ({
  id: endpoint.id,
  display_name: endpoint.displayName,
  description: endpoint.description ?? null,
  locale: endpoint.locale,
  project_id: endpoint.projectId ?? null,
  model_id: endpoint.modelId,
  serving_model_id: endpoint.servingModelId ?? null,
  custom_properties: endpoint.customProperties ? JSON.stringify(endpoint.customProperties) : null,
  status: endpoint.status,
  error_code: endpoint.error?.code ?? null,
  error_message: endpoint.error?.message ?? null,
  created_at: endpoint.createdDateTime.getTime(),
  last_action_at: endpoint.lastActionDateTime.getTime()
})

const endpointOf = (row: EndpointRow): Endpoint => ({
  id: row.id,
  displayName: row.display_name,
  ...(row.description === null ? {} : { description: row.description }),
  locale: row.locale,
  ...(row.project_id === null ? {} : { projectId: row.project_id }),
  modelId: row.model_id,
  ...(row.serving_model_id === null ? {} : { servingModelId: row.serving_model_id }),
  ...(row.custom_properties === null
    ? {}
    : { customProperties: JSON.parse(row.custom_properties) as Record<string, string> }),
  status: row.status as EndpointStatus,
  ...(row.error_code === null ? {} : { error: { code: row.error_code, message: row.error_message ?? '' } }),
  createdDateTime: new Date(row.created_at),
  lastActionDateTime: new Date(row.last_action_at)
})
