/** Evaluations in the database. @module */
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
  type NamedEntity,
  type Paging,
  type Platform
} from '../resources/index.ts'
import type { Evaluation } from './evaluation.ts'

type EvaluationRow = EntityColumns & { dataset_id: string; model1_id: string; model2_id: string }
type Tables = { evaluations: EvaluationRow }

export const evaluationMigrations: readonly Migration[] = [
  {
    name: '004-evaluations',
    up: async (database) => {
      await addEntityColumns(database.schema.createTable('evaluations'))
        .addColumn('dataset_id', 'text', (column) => column.notNull())
        .addColumn('model1_id', 'text', (column) => column.notNull())
        .addColumn('model2_id', 'text', (column) => column.notNull())
        .execute()
      const index = (name: string, columns: string[]): Promise<void> =>
        database.schema.createIndex(`evaluations_by_${name}`).on('evaluations').columns(columns).execute()
      await index('creation', ['created_at', 'id'])
      await index('project', ['project_id', 'created_at', 'id'])
      await index('dataset', ['dataset_id'])
      await index('model1', ['model1_id'])
      await index('model2', ['model2_id'])
    }
  },
  { name: '010-evaluations-filters', up: (database) => indexForFilters(database, 'evaluations') }
]

export class EvaluationStore {
  readonly #table: EntityTable<EvaluationRow>
  constructor(platform: Platform) {
    this.#table = new EntityTable(platform, { kind: 'evaluation', collection: 'evaluations' })
  }

  async insert(tx: Transaction, evaluation: Evaluation): Promise<void> {
    await this.#table.insert(tx, rowOf(evaluation))
  }

  async find(id: string, tx?: Transaction): Promise<Evaluation | undefined> {
    const row = await this.#table.find(id, tx)
    return row && evaluationOf(row)
  }

  /** By creation, then id; of one project when given. */
  async list(paging: Paging, projectId?: string): Promise<Listing<Evaluation>> {
    const { values, more } = await this.#table.list(paging, projectId)
    return { values: values.map(evaluationOf), more }
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
  move(id: string, to: EntityStatus, error?: Evaluation['error']): Promise<boolean> {
    return this.#table.move(id, to, errorColumns(error))
  }

  remove(tx: Transaction, id: string): Promise<void> {
    return this.#table.remove(tx, id)
  }

  /** Any that measures on the dataset. */
  async ofDataset(datasetId: string, tx: Transaction): Promise<Evaluation | undefined> {
    const row = await tx
      .tables<Tables>()
      .selectFrom('evaluations')
      .selectAll()
      .where('dataset_id', '=', datasetId)
      .executeTakeFirst()
    return row && evaluationOf(row)
  }

  /** Any that measures the model. */
  async ofModel(modelId: string, tx: Transaction): Promise<Evaluation | undefined> {
    const row = await tx
      .tables<Tables>()
      .selectFrom('evaluations')
      .selectAll()
      .where(({ eb, or }) => or([eb('model1_id', '=', modelId), eb('model2_id', '=', modelId)]))
      .executeTakeFirst()
    return row && evaluationOf(row)
  }
}

const rowOf = (evaluation: Evaluation): EvaluationRow => ({
  ...columnsOf(evaluation),
  dataset_id: evaluation.datasetId,
  model1_id: evaluation.model1Id,
  model2_id: evaluation.model2Id
})

const evaluationOf = (row: EvaluationRow): Evaluation => ({
  ...headOf(row),
  datasetId: row.dataset_id,
  model1Id: row.model1_id,
  model2Id: row.model2_id
})
