/** Evaluations in the database; each statement a named function. @module */
import type { Kysely } from 'kysely'
import type { Database, EntityChanges, Migration, Within } from '../platform/index.ts'
import { before, type Evaluation, type EvaluationStatus } from './evaluation.ts'

type EvaluationRow = {
  id: string
  display_name: string
  description: string | null
  locale: string
  project_id: string | null
  dataset_id: string
  model1_id: string
  model2_id: string
  custom_properties: string | null
  status: string
  error_code: string | null
  error_message: string | null
  created_at: number
  last_action_at: number
}

type Tables = { evaluations: EvaluationRow }

export const evaluationMigrations: readonly Migration[] = [
  {
    name: '004-evaluations',
    up: async (database) => {
      await database.schema
        .createTable('evaluations')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('display_name', 'text', (column) => column.notNull())
        .addColumn('description', 'text')
        .addColumn('locale', 'text', (column) => column.notNull())
        .addColumn('project_id', 'text')
        .addColumn('dataset_id', 'text', (column) => column.notNull())
        .addColumn('model1_id', 'text', (column) => column.notNull())
        .addColumn('model2_id', 'text', (column) => column.notNull())
        .addColumn('custom_properties', 'text')
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('error_code', 'text')
        .addColumn('error_message', 'text')
        .addColumn('created_at', 'integer', (column) => column.notNull())
        .addColumn('last_action_at', 'integer', (column) => column.notNull())
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
  constructor(database: Database) {
    this.#database = database
  }

  async insert(within: Within, evaluation: Evaluation): Promise<void> {
    await within.tables<Tables>().insertInto('evaluations').values(rowOf(evaluation)).execute()
  }

  async find(id: string): Promise<Evaluation | undefined> {
    const row = await this.#tables()
      .selectFrom('evaluations')
      .selectAll()
      .where('id', '=', id.toLowerCase())
      .executeTakeFirst()
    return row && evaluationOf(row)
  }

  /** By creation, then id; of one project when given. */
  async list(page: Readonly<{ skip: number; limit: number; projectId?: string }>): Promise<Evaluation[]> {
    let query = this.#tables().selectFrom('evaluations').selectAll()
    if (page.projectId !== undefined) query = query.where('project_id', '=', page.projectId)
    const rows = await query.orderBy('created_at').orderBy('id').limit(page.limit).offset(page.skip).execute()
    return rows.map(evaluationOf)
  }

  async count(projectId?: string): Promise<number> {
    let query = this.#tables()
      .selectFrom('evaluations')
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
    await this.#tables().updateTable('evaluations').set(values).where('id', '=', id).execute()
  }

  /** Enters `to` if the table of moves allows it from the present status; says whether it did. */
  async move(id: string, to: EvaluationStatus, error?: Evaluation['error']): Promise<boolean> {
    const done = await this.#tables()
      .updateTable('evaluations')
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
    await this.#tables().deleteFrom('evaluations').where('id', '=', id).execute()
  }

  async detach(projectId: string): Promise<void> {
    await this.#tables()
      .updateTable('evaluations')
      .set({ project_id: null })
      .where('project_id', '=', projectId)
      .execute()
  }

  async ofDataset(datasetId: string): Promise<Evaluation | undefined> {
    const row = await this.#tables()
      .selectFrom('evaluations')
      .selectAll()
      .where('dataset_id', '=', datasetId)
      .executeTakeFirst()
    return row && evaluationOf(row)
  }

  async ofModel(modelId: string): Promise<Evaluation | undefined> {
    const row = await this.#tables()
      .selectFrom('evaluations')
      .selectAll()
      .where(({ eb, or }) => or([eb('model1_id', '=', modelId), eb('model2_id', '=', modelId)]))
      .executeTakeFirst()
    return row && evaluationOf(row)
  }

  #tables(): Kysely<Tables> {
    return this.#database.tables<Tables>()
  }
}

const rowOf = (evaluation: Evaluation): EvaluationRow => ({
  id: evaluation.id,
  display_name: evaluation.displayName,
  description: evaluation.description ?? null,
  locale: evaluation.locale,
  project_id: evaluation.projectId ?? null,
  dataset_id: evaluation.datasetId,
  model1_id: evaluation.model1Id,
  model2_id: evaluation.model2Id,
  custom_properties: evaluation.customProperties ? JSON.stringify(evaluation.customProperties) : null,
  status: evaluation.status,
  error_code: evaluation.error?.code ?? null,
  error_message: evaluation.error?.message ?? null,
  created_at: evaluation.createdDateTime.getTime(),
  last_action_at: evaluation.lastActionDateTime.getTime()
})

const evaluationOf = (row: EvaluationRow): Evaluation => ({
  id: row.id,
  displayName: row.display_name,
  ...(row.description === null ? {} : { description: row.description }),
  locale: row.locale,
  ...(row.project_id === null ? {} : { projectId: row.project_id }),
  datasetId: row.dataset_id,
  model1Id: row.model1_id,
  model2Id: row.model2_id,
  ...(row.custom_properties === null
    ? {}
    : { customProperties: JSON.parse(row.custom_properties) as Record<string, string> }),
  status: row.status as EvaluationStatus,
  ...(row.error_code === null ? {} : { error: { code: row.error_code, message: row.error_message ?? '' } }),
  createdDateTime: new Date(row.created_at),
  lastActionDateTime: new Date(row.last_action_at)
})
