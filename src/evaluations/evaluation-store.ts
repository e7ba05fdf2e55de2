/** Evaluations in the database. @module */
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
import type { Evaluation } from './evaluation.ts'

type EvaluationRow = EntityColumns & { dataset_id: string; model1_id: string; model2_id: string }

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

export class EvaluationStore extends EntityTable<EvaluationRow, Evaluation> {
  constructor(platform: Platform) {
    super(platform, { kind: 'evaluation', collection: 'evaluations', toRow, fromRow })
  }

  /** Any that measures on the dataset. */
  ofDataset(datasetId: string, tx: Transaction): Promise<Evaluation | undefined> {
    return this.findBy(['dataset_id'], datasetId, tx)
  }

  /** Any that measures the model. */
  ofModel(modelId: string, tx: Transaction): Promise<Evaluation | undefined> {
    return this.findBy(['model1_id', 'model2_id'], modelId, tx)
  }
}

const toRow = (evaluation: Evaluation): EvaluationRow => ({
  ...columnsOf(evaluation),
  dataset_id: evaluation.datasetId,
  model1_id: evaluation.model1Id,
  model2_id: evaluation.model2Id
})

const fromRow = (row: EvaluationRow): Evaluation => ({
  ...headOf(row),
  datasetId: row.dataset_id,
  model1Id: row.model1_id,
  model2Id: row.model2_id
})
