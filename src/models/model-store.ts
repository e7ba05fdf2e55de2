/** Models, and the datasets they were made from, in the database; each statement a named function. @module */
import type { Database, Migration, Transaction } from '../platform/index.ts'
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
  type NamedEntity,
  type Paging,
  type Platform
} from '../resources/index.ts'
import type { GeneralSetState } from './general-test-set.ts'
import type { Model } from './model.ts'

type ModelRow = EntityColumns & {
  base: string
  text: string | null
  requested_weight_percent: number | null
  weight_percent: number | null
  email: string | null
  /** When its coming end was told; null before. */
  warned_at: number | null
  /** JSON; null where nobody asked. */
  general_set: string | null
}
type ModelDatasetRow = { model_id: string; dataset_id: string; position: number }
type BaseModelRow = { name: string; first_seen_at: number }
type Tables = { models: ModelRow; model_datasets: ModelDatasetRow; base_models: BaseModelRow }

export const modelMigrations: readonly Migration[] = [
  {
    name: '003-models',
    up: async (database) => {
      await addEntityColumns(database.schema.createTable('models'))
        .addColumn('base', 'text', (column) => column.notNull())
        .addColumn('text', 'text')
        .addColumn('requested_weight_percent', 'integer')
        .addColumn('weight_percent', 'integer')
        .addColumn('email', 'text')
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
  },
  {
    name: '013-models-lifecycle',
    up: async (database) => {
      await database.schema
        .createTable('base_models')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('first_seen_at', 'integer', (column) => column.notNull())
        .execute()
      await database.schema.alterTable('models').addColumn('warned_at', 'integer').execute()
    }
  },
  { name: '010-models-filters', up: (database) => indexForFilters(database, 'models') },
  {
    name: '019-models-general-set',
    up: (database) => database.schema.alterTable('models').addColumn('general_set', 'text').execute()
  }
]

export class ModelStore {
  readonly #database: Database
  readonly #table: EntityTable<ModelRow>
  constructor(platform: Platform) {
    this.#database = platform.database
    this.#table = new EntityTable(platform, { kind: 'model', collection: 'models' })
  }

  async insert(tx: Transaction, model: Model): Promise<void> {
    const tables = tx.tables<Tables>()
    await this.#table.insert(tx, rowOf(model))
    for (const [position, datasetId] of model.datasetIds.entries()) {
      const values = { model_id: model.id, dataset_id: datasetId, position }
      await tables.insertInto('model_datasets').values(values).execute()
    }
  }

  async find(id: string, tx?: Transaction): Promise<Model | undefined> {
    const row = await this.#table.find(id, tx)
    return row && (await this.#withDatasets([row], tx))[0]
  }

  /** By creation, then id; of one project when given. */
  async list(paging: Paging, projectId?: string): Promise<Listing<Model>> {
    const { values, more } = await this.#table.list(paging, projectId)
    return { values: await this.#withDatasets(values), more }
  }

  count(projectId?: string): Promise<number> {
    return this.#table.count(projectId)
  }

  ids(): Promise<ReadonlySet<string>> {
    return this.#table.ids()
  }

  succeeded(): Promise<readonly NamedEntity[]> {
    return this.#table.succeeded()
  }

  change(tx: Transaction, id: string, changes: EntityChanges): Promise<void> {
    return this.#table.change(tx, id, changes)
  }

  detach(tx: Transaction, projectId: string): Promise<void> {
    return this.#table.detach(tx, projectId)
  }

  /** Enters `to` if the moves allow it from the present status; says whether it did. */
  move(
    id: string,
    to: EntityStatus,
    result: Readonly<{ weightPercent?: number; error?: NonNullable<Model['error']> }> = {}
  ): Promise<boolean> {
    const { weightPercent, error } = result
    return this.#table.move(id, to, {
      ...(weightPercent === undefined ? {} : { weight_percent: weightPercent }),
      ...errorColumns(error)
    })
  }

  async remove(tx: Transaction, id: string): Promise<void> {
    await tx.tables<Tables>().deleteFrom('model_datasets').where('model_id', '=', id).execute()
    await this.#table.remove(tx, id)
  }

  /** Any model that was, or is to be, made from the dataset. */
  async ofDataset(datasetId: string, tx: Transaction): Promise<Model | undefined> {
    const rows = await tx
      .tables<Tables>()
      .selectFrom('models')
      .innerJoin('model_datasets', 'model_datasets.model_id', 'models.id')
      .selectAll('models')
      .where('model_datasets.dataset_id', '=', datasetId)
      .limit(1)
      .execute()
    return (await this.#withDatasets(rows, tx))[0]
  }

  /** A model that was trained on the base model of that name. */
  async ofBase(name: string, tx: Transaction): Promise<Model | undefined> {
    const rows = await tx
      .tables<Tables>()
      .selectFrom('models')
      .selectAll()
      .where('base', '=', name)
      .limit(1)
      .execute()
    return (await this.#withDatasets(rows, tx))[0]
  }

  /** When each base model was first here; those that are new are from now on. */
  async firstSeen(names: readonly string[]): Promise<ReadonlyMap<string, Date>> {
    const tables = this.#database.tables<Tables>()
    for (const name of names) {
      await tables
        .insertInto('base_models')
        .values({ name, first_seen_at: Date.now() })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    }
    const rows = await tables.selectFrom('base_models').selectAll().execute()
    return new Map(rows.map((row) => [row.name, new Date(row.first_seen_at)]))
  }

  /** Trained models whose coming end nobody has been told yet. */
  async unwarned(): Promise<readonly Model[]> {
    const rows = await this.#database
      .tables<Tables>()
      .selectFrom('models')
      .selectAll()
      .where('status', '=', 'Succeeded')
      .where('warned_at', 'is', null)
      .execute()
    return rows.map((row) => modelOf(row, []))
  }

  async warned(tx: Transaction, id: string): Promise<void> {
    await tx
      .tables<Tables>()
      .updateTable('models')
      .set({ warned_at: Date.now() })
      .where('id', '=', id)
      .execute()
  }

  /** What became of its hearing of everyday speech; of a model that is not there any more nothing. */
  async saveGeneralSet(id: string, state: GeneralSetState, tx?: Transaction): Promise<void> {
    await (tx ?? this.#database)
      .tables<Tables>()
      .updateTable('models')
      .set({ general_set: JSON.stringify(state) })
      .where('id', '=', id)
      .execute()
  }

  async #withDatasets(rows: readonly ModelRow[], tx?: Transaction): Promise<Model[]> {
    const ids = rows.map(({ id }) => id)
    if (ids.length === 0) return []
    const links = await (tx ?? this.#database)
      .tables<Tables>()
      .selectFrom('model_datasets')
      .selectAll()
      .where('model_id', 'in', ids)
      .orderBy('position')
      .execute()
    const datasetsOf = (id: string): readonly string[] =>
      links.filter(({ model_id }) => model_id === id).map(({ dataset_id }) => dataset_id)
    return rows.map((row) => modelOf(row, datasetsOf(row.id)))
  }
}

const rowOf = (model: Model): ModelRow => ({
  ...columnsOf(model),
  base: model.base,
  text: model.text ?? null,
  requested_weight_percent: model.requestedWeightPercent ?? null,
  weight_percent: model.weightPercent ?? null,
  email: model.email ?? null,
  warned_at: null,
  general_set: model.generalSet === undefined ? null : JSON.stringify(model.generalSet)
})

const modelOf = (row: ModelRow, datasetIds: readonly string[]): Model => ({
  ...headOf(row),
  base: row.base,
  datasetIds,
  ...(row.text === null ? {} : { text: row.text }),
  ...(row.requested_weight_percent === null ? {} : { requestedWeightPercent: row.requested_weight_percent }),
  ...(row.weight_percent === null ? {} : { weightPercent: row.weight_percent }),
  ...(row.email === null ? {} : { email: row.email }),
  ...(row.general_set === null ? {} : { generalSet: JSON.parse(row.general_set) as GeneralSetState })
})
