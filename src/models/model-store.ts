/** Models, and the datasets they were made from, in the database; each statement a named function. @module */
import type { Migration, Transaction } from '../platform/index.ts'
import {
  addEntityColumns,
  columnsOf,
  type EntityColumns,
  EntityTable,
  headOf,
  indexForFilters,
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

type TrainingResult = Readonly<{ weightPercent?: number; error?: NonNullable<Model['error']> }>

export class ModelStore extends EntityTable<ModelRow, Model, TrainingResult> {
  constructor(platform: Platform) {
    super(platform, {
      kind: 'model',
      collection: 'models',
      toRow,
      fromRow: (row) => fromRow(row, [])
    })
  }

  override async insert(tx: Transaction, model: Model): Promise<void> {
    await super.insert(tx, model)
    for (const [position, datasetId] of model.datasetIds.entries()) {
      const values = { model_id: model.id, dataset_id: datasetId, position }
      await tx.tables<Tables>().insertInto('model_datasets').values(values).execute()
    }
  }

  override async remove(tx: Transaction, id: string): Promise<boolean> {
    await tx.tables<Tables>().deleteFrom('model_datasets').where('model_id', '=', id).execute()
    return super.remove(tx, id)
  }

  protected override resultColumns(result: TrainingResult): Partial<ModelRow> {
    const { weightPercent } = result
    return {
      ...super.resultColumns(result),
      ...(weightPercent === undefined ? {} : { weight_percent: weightPercent })
    }
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
    return (await this.read(rows, tx))[0]
  }

  /** A model that was trained on the base model of that name. */
  ofBase(name: string, tx: Transaction): Promise<Model | undefined> {
    return this.findBy(['base'], name, tx)
  }

  /** When each base model was first here; those that are new are from now on. */
  async firstSeen(names: readonly string[]): Promise<ReadonlyMap<string, Date>> {
    const tables = this.tables<Tables>()
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
    const rows = await this.tables<Tables>()
      .selectFrom('models')
      .selectAll()
      .where('status', '=', 'Succeeded')
      .where('warned_at', 'is', null)
      .execute()
    return rows.map((row) => fromRow(row, []))
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
    await this.tables<Tables>(tx)
      .updateTable('models')
      .set({ general_set: JSON.stringify(state) })
      .where('id', '=', id)
      .execute()
  }

  /** With the datasets that each was made from. */
  protected override async read(rows: readonly ModelRow[], tx?: Transaction): Promise<Model[]> {
    const ids = rows.map(({ id }) => id)
    if (ids.length === 0) return []
    const links = await this.tables<Tables>(tx)
      .selectFrom('model_datasets')
      .selectAll()
      .where('model_id', 'in', ids)
      .orderBy('position')
      .execute()
    const datasetsOf = (id: string): readonly string[] =>
      links.filter(({ model_id }) => model_id === id).map(({ dataset_id }) => dataset_id)
    return rows.map((row) => fromRow(row, datasetsOf(row.id)))
  }
}

const toRow = (model: Model): ModelRow => ({
  ...columnsOf(model),
  base: model.base,
  text: model.text ?? null,
  requested_weight_percent: model.requestedWeightPercent ?? null,
  weight_percent: model.weightPercent ?? null,
  email: model.email ?? null,
  warned_at: null,
  general_set: model.generalSet === undefined ? null : JSON.stringify(model.generalSet)
})

const fromRow = (row: ModelRow, datasetIds: readonly string[]): Model => ({
  ...headOf(row),
  base: row.base,
  datasetIds,
  ...(row.text === null ? {} : { text: row.text }),
  ...(row.requested_weight_percent === null ? {} : { requestedWeightPercent: row.requested_weight_percent }),
  ...(row.weight_percent === null ? {} : { weightPercent: row.weight_percent }),
  ...(row.email === null ? {} : { email: row.email }),
  ...(row.general_set === null ? {} : { generalSet: JSON.parse(row.general_set) as GeneralSetState })
})
