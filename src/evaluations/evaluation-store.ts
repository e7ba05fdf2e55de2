/** Evaluations in the database. @module */
import {
  addEntityColumns,
  columnsOf,
  type Database,
  type EntityChanges,
  type EntityColumns,
  EntityTable,
  errorColumns,
  headOf,
  type Migration,
  type Within
} from '../platform/index.ts'
import { before, type Evaluation, type EvaluationStatus } from './evaluation.ts'

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
  }
]

export class EvaluationStore {
  readonly #database: Database
  readonly #table: EntityTable<EvaluationRow>
  constructor(database: Database) {
    this.#database = database
    this.#table = new EntityTable(database, 'evaluations')
  }

  async insert(within: Within, evaluation: Evaluation): Promise<void> {
    await this.#table.insert(within, rowOf(evaluation))
  }

  async find(id: string): Promise<Evaluation | undefined> {
    const row = await this.#table.find(id)
    return row && evaluationOf(row)
  }

  /** By creation, then id; of one project when given. */
  async list(
    page: Readonly<{ skip: number; limit: number; projectId?: string }>
  ): Promise<readonly Evaluation[]> {
    return (await this.#table.list(page)).map(evaluationOf)
  }

  count(projectId?: string): Promise<number> {
    return this.#table.count(projectId)
  }

  change(id: string, changes: EntityChanges): Promise<void> {
    return this.#table.change(id, changes)
  }

  detach(projectId: string): Promise<void> {
    return this.#table.detach(projectId)
  }

  /** Enters `to` if the table of moves allows it from the present status; says whether it did. */
  move(id: string, to: EvaluationStatus, error?: Evaluation['error']): Promise<boolean> {
    return this.#table.move(id, to, before(to), errorColumns(error))
  }

  async remove(id: string): Promise<void> {
    await this.#database.transaction((within) => this.#table.remove(within, id))
  }

  /** Any that measures on the dataset. */
  async ofDataset(datasetId: string): Promise<Evaluation | undefined> {
    const row = await this.#database
      .tables<Tables>()
      .selectFrom('evaluations')
      .selectAll()
      .where('dataset_id', '=', datasetId)
      .executeTakeFirst()
    return row && evaluationOf(row)
  }

  /** Any that measures the model. */
  async ofModel(modelId: string): Promise<Evaluation | undefined> {
    const row = await this.#database
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
  ...headOf<EvaluationStatus>(row),
  datasetId: row.dataset_id,
  model1Id: row.model1_id,
  model2Id: row.model2_id
})
