/** Models, and the datasets they were made from, in the database; each statement a named function. @module */
import type { Kysely } from 'kysely'
import type { Database, EntityChanges, Migration, Within } from '../platform/index.ts'
import { before, type Model, type ModelStatus } from './model.ts'

type ModelRow = {
  id: string
  display_name: string
  description: string | null
  locale: string
  project_id: string | null
  base: string
  text: string | null
  requested_weight_percent: number | null
  weight_percent: number | null
  email: string | null
  custom_properties: string | null
  status: string
  error_code: string | null
  error_message: string | null
  created_at: number
  last_action_at: number
}
type ModelDatasetRow = { model_id: string; dataset_id: string; position: number }
type Tables = { models: ModelRow; model_datasets: ModelDatasetRow }

export const modelMigrations: readonly Migration[] = [
  {
    name: '003-models',
    up: async (database) => {
      await database.schema
        .createTable('models')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('display_name', 'text', (column) => column.notNull())
        .addColumn('description', 'text')
        .addColumn('locale', 'text', (column) => column.notNull())
        .addColumn('project_id', 'text')
        .addColumn('base', 'text', (column) => column.notNull())
        .addColumn('text', 'text')
        .addColumn('requested_weight_percent', 'integer')
        .addColumn('weight_percent', 'integer')
        .addColumn('email', 'text')
        .addColumn('custom_properties', 'text')
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('error_code', 'text')
        .addColumn('error_message', 'text')
        .addColumn('created_at', 'integer', (column) => column.notNull())
        .addColumn('last_action_at', 'integer', (column) => column.notNull())
        .execute()
      await database.schema
        .createTable('model_datasets')
        .addColumn('model_id', 'text', (column) => column.notNull())
        .addColumn('dataset_id', 'text', (column) => column.notNull())
        .addColumn('position', 'integer', (column) => column.notNull())
        .addPrimaryKeyConstraint('model_datasets_key', ['model_id', 'position'])
        .execute()
      const index = (name: string, table: string, columns: string[]): Promise<void> =>
        database.schema.createIndex(name).on(table).columns(columns).execute()
      await index('models_by_creation', 'models', ['created_at', 'id'])
      await index('models_by_project', 'models', ['project_id', 'created_at', 'id'])
      await index('model_datasets_by_dataset', 'model_datasets', ['dataset_id'])
    }
  }
]

export class ModelStore {
  readonly #database: Database
  constructor(database: Database) {
    this.#database = database
  }

  async insert(within: Within, model: Model): Promise<void> {
    const tables = within.tables<Tables>()
    await tables.insertInto('models').values(rowOf(model)).execute()
    for (const [position, datasetId] of model.datasetIds.entries()) {
      const values = { model_id: model.id, dataset_id: datasetId, position }
      await tables.insertInto('model_datasets').values(values).execute()
    }
  }

  async find(id: string): Promise<Model | undefined> {
    const query = this.#tables().selectFrom('models').selectAll().where('id', '=', id.toLowerCase())
    return (await this.#withDatasets(await query.execute()))[0]
  }

  /** By creation, then id; of one project when given. */
  async list(page: Readonly<{ skip: number; limit: number; projectId?: string }>): Promise<Model[]> {
    let query = this.#tables().selectFrom('models').selectAll()
    if (page.projectId !== undefined) query = query.where('project_id', '=', page.projectId)
    const rows = await query.orderBy('created_at').orderBy('id').limit(page.limit).offset(page.skip).execute()
    return this.#withDatasets(rows)
  }

  async count(projectId?: string): Promise<number> {
    let query = this.#tables()
      .selectFrom('models')
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
    await this.#tables().updateTable('models').set(values).where('id', '=', id).execute()
  }

  /** Enters `to` if the table of moves allows it from the present status; says whether it did. */
  async move(
    id: string,
    to: ModelStatus,
    result: Readonly<{ weightPercent?: number; error?: NonNullable<Model['error']> }> = {}
  ): Promise<boolean> {
    const { weightPercent, error } = result
    const done = await this.#tables()
      .updateTable('models')
      .set({
        status: to,
        last_action_at: Date.now(),
        ...(weightPercent === undefined ? {} : { weight_percent: weightPercent }),
        ...(error === undefined ? {} : { error_code: error.code, error_message: error.message })
      })
      .where('id', '=', id)
      .where('status', 'in', [...before(to)])
      .executeTakeFirst()
    return Number(done.numUpdatedRows) > 0
  }

  async remove(within: Within, id: string): Promise<void> {
    await within.tables<Tables>().deleteFrom('model_datasets').where('model_id', '=', id).execute()
    await within.tables<Tables>().deleteFrom('models').where('id', '=', id).execute()
  }

  async detach(projectId: string): Promise<void> {
    const rows = this.#tables().updateTable('models').where('project_id', '=', projectId)
    await rows.set({ project_id: null }).execute()
  }

  /** Any model that was, or is to be, made from the dataset. */
  async ofDataset(datasetId: string): Promise<Model | undefined> {
    const rows = await this.#tables()
      .selectFrom('models')
      .innerJoin('model_datasets', 'model_datasets.model_id', 'models.id')
      .selectAll('models')
      .where('model_datasets.dataset_id', '=', datasetId)
      .limit(1)
      .execute()
    return (await this.#withDatasets(rows))[0]
  }

  async #withDatasets(rows: readonly ModelRow[]): Promise<Model[]> {
    const ids = rows.map(({ id }) => id)
    if (ids.length === 0) return []
    const links = await this.#tables()
      .selectFrom('model_datasets')
      .selectAll()
      .where('model_id', 'in', ids)
      .orderBy('position')
      .execute()
    const datasetsOf = (id: string): readonly string[] =>
      links.filter(({ model_id }) => model_id === id).map(({ dataset_id }) => dataset_id)
    return rows.map((row) => modelOf(row, datasetsOf(row.id)))
  }

  #tables(): Kysely<Tables> {
    return this.#database.tables<Tables>()
  }
}

const rowOf = (model: Model): ModelRow => ({
  id: model.id,
  display_name: model.displayName,
  description: model.description ?? null,
  locale: model.locale,
  project_id: model.projectId ?? null,
  base: model.base,
  text: model.text ?? null,
  requested_weight_percent: model.requestedWeightPercent ?? null,
  weight_percent: model.weightPercent ?? null,
  email: model.email ?? null,
  custom_properties: model.customProperties ? JSON.stringify(model.customProperties) : null,
  status: model.status,
  error_code: model.error?.code ?? null,
  error_message: model.error?.message ?? null,
  created_at: model.createdDateTime.getTime(),
  last_action_at: model.lastActionDateTime.getTime()
})

const modelOf = (row: ModelRow, datasetIds: readonly string[]): Model => ({
  id: row.id,
  displayName: row.display_name,
  ...(row.description === null ? {} : { description: row.description }),
  locale: row.locale,
  ...(row.project_id === null ? {} : { projectId: row.project_id }),
  base: row.base,
  datasetIds,
  ...(row.text === null ? {} : { text: row.text }),
  ...(row.requested_weight_percent === null ? {} : { requestedWeightPercent: row.requested_weight_percent }),
  ...(row.weight_percent === null ? {} : { weightPercent: row.weight_percent }),
  ...(row.email === null ? {} : { email: row.email }),
  ...(row.custom_properties === null
    ? {}
    : { customProperties: JSON.parse(row.custom_properties) as Record<string, string> }),
  status: row.status as ModelStatus,
  ...(row.error_code === null ? {} : { error: { code: row.error_code, message: row.error_message ?? '' } }),
  createdDateTime: new Date(row.created_at),
  lastActionDateTime: new Date(row.last_action_at)
})
