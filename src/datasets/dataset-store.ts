/** Datasets and their uploaded blocks in the database; each statement a named function. @module */
import { type Kysely, sql } from 'kysely'
import type { Database, EntityChanges, Migration, Within } from '../platform/index.ts'
import { before, type Dataset, type DatasetStatus } from './dataset.ts'
import type { ImportOutcome } from './import-report.ts'

type DatasetRow = {
  id: string
  display_name: string
  description: string | null
  locale: string
  kind: string
  project_id: string | null
  content_url: string | null
  origin: string
  source_file_name: string
  custom_properties: string | null
  text_normalization_kind: string
  email: string | null
  status: string
  accepted_line_count: number
  rejected_line_count: number
  duration_ticks: number | null
  error_code: string | null
  error_message: string | null
  created_at: number
  last_action_at: number
}

type BlockRow = {
  dataset_id: string
  block_id: string
  size: number
  file_key: string
  /** Place in the committed source; null before the commit. */
  position: number | null
}

type Tables = { datasets: DatasetRow; dataset_blocks: BlockRow }

export const datasetMigrations: readonly Migration[] = [
  {
    name: '002-datasets',
    up: async (database) => {
      await database.schema
        .createTable('datasets')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('display_name', 'text', (column) => column.notNull())
        .addColumn('description', 'text')
        .addColumn('locale', 'text', (column) => column.notNull())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('project_id', 'text')
        .addColumn('content_url', 'text')
        .addColumn('origin', 'text', (column) => column.notNull())
        .addColumn('source_file_name', 'text', (column) => column.notNull())
        .addColumn('custom_properties', 'text')
        .addColumn('text_normalization_kind', 'text', (column) => column.notNull())
        .addColumn('email', 'text')
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('accepted_line_count', 'integer', (column) => column.notNull())
        .addColumn('rejected_line_count', 'integer', (column) => column.notNull())
        .addColumn('duration_ticks', 'integer')
        .addColumn('error_code', 'text')
        .addColumn('error_message', 'text')
        .addColumn('created_at', 'integer', (column) => column.notNull())
        .addColumn('last_action_at', 'integer', (column) => column.notNull())
        .execute()
      await database.schema
        .createIndex('datasets_by_project')
        .on('datasets')
        .columns(['project_id', 'created_at', 'id'])
        .execute()
      await database.schema
        .createTable('dataset_blocks')
        .addColumn('dataset_id', 'text', (column) => column.notNull())
        .addColumn('block_id', 'text', (column) => column.notNull())
        .addColumn('size', 'integer', (column) => column.notNull())
        .addColumn('file_key', 'text', (column) => column.notNull())
        .addColumn('position', 'integer')
        .addPrimaryKeyConstraint('dataset_blocks_key', ['dataset_id', 'block_id'])
        .execute()
    }
  }
]

export type Block = Readonly<{ id: string; size: number; fileKey: string; position?: number }>

export class DatasetStore {
  readonly #database: Database
  constructor(database: Database) {
    this.#database = database
  }

  async insert(within: Within, dataset: Dataset): Promise<void> {
    await within.tables<Tables>().insertInto('datasets').values(rowOf(dataset)).execute()
  }

  async find(id: string, within?: Within): Promise<Dataset | undefined> {
    const row = await this.#tables(within)
      .selectFrom('datasets')
      .selectAll()
      .where('id', '=', id.toLowerCase())
      .executeTakeFirst()
    return row && datasetOf(row)
  }

  /** By creation, then id; of one project when given. */
  async list(page: Readonly<{ skip: number; limit: number; projectId?: string }>): Promise<Dataset[]> {
    let query = this.#tables().selectFrom('datasets').selectAll()
    if (page.projectId !== undefined) query = query.where('project_id', '=', page.projectId)
    const rows = await query.orderBy('created_at').orderBy('id').limit(page.limit).offset(page.skip).execute()
    return rows.map(datasetOf)
  }

  async count(projectId?: string): Promise<number> {
    let query = this.#tables()
      .selectFrom('datasets')
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
        : { custom_properties: customProperties === null ? null : JSON.stringify(customProperties) })
    }
    if (Object.keys(values).length === 0) return
    await this.#tables().updateTable('datasets').set(values).where('id', '=', id).execute()
  }

  /** The project is gone; its datasets stay without one. */
  async detach(projectId: string): Promise<void> {
    await this.#tables()
      .updateTable('datasets')
      .set({ project_id: null })
      .where('project_id', '=', projectId)
      .execute()
  }

  /** Enters `to` if the table of moves allows it from the present status; says whether it did. */
  async move(
    id: string,
    to: DatasetStatus,
    result: Partial<ImportOutcome> = {},
    within?: Within
  ): Promise<boolean> {
    const { acceptedLineCount, rejectedLineCount, durationTicks, error } = result
    const done = await this.#tables(within)
      .updateTable('datasets')
      .set({
        status: to,
        last_action_at: Date.now(),
        ...(acceptedLineCount === undefined ? {} : { accepted_line_count: acceptedLineCount }),
        ...(rejectedLineCount === undefined ? {} : { rejected_line_count: rejectedLineCount }),
        ...(durationTicks === undefined ? {} : { duration_ticks: durationTicks }),
        ...(error === undefined ? {} : { error_code: error.code, error_message: error.message })
      })
      .where('id', '=', id)
      .where('status', 'in', [...before(to)])
      .executeTakeFirst()
    return Number(done.numUpdatedRows) > 0
  }

  async remove(within: Within, id: string): Promise<void> {
    await within.tables<Tables>().deleteFrom('dataset_blocks').where('dataset_id', '=', id).execute()
    await within.tables<Tables>().deleteFrom('datasets').where('id', '=', id).execute()
  }

  /** In order of commit, then of name. */
  async blocks(datasetId: string, within?: Within): Promise<Block[]> {
    const rows = await this.#tables(within)
      .selectFrom('dataset_blocks')
      .selectAll()
      .where('dataset_id', '=', datasetId)
      .orderBy(sql`position is null`)
      .orderBy('position')
      .orderBy('block_id')
      .execute()
    return rows.map(({ block_id, size, file_key, position }) => ({
      id: block_id,
      size,
      fileKey: file_key,
      ...(position === null ? {} : { position })
    }))
  }

  /** Adds the block, or puts it in the place of one of the same id. */
  async putBlock(within: Within, datasetId: string, block: Block): Promise<void> {
    const content = { size: block.size, file_key: block.fileKey }
    await within
      .tables<Tables>()
      .insertInto('dataset_blocks')
      .values({ dataset_id: datasetId, block_id: block.id, position: null, ...content })
      .onConflict((conflict) => conflict.columns(['dataset_id', 'block_id']).doUpdateSet(content))
      .execute()
  }

  async commitBlocks(within: Within, datasetId: string, ids: readonly string[]): Promise<void> {
    const tables = within.tables<Tables>()
    for (const [position, id] of ids.entries())
      await tables
        .updateTable('dataset_blocks')
        .set({ position })
        .where('dataset_id', '=', datasetId)
        .where('block_id', '=', id)
        .execute()
    await tables
      .deleteFrom('dataset_blocks')
      .where('dataset_id', '=', datasetId)
      .where('position', 'is', null)
      .execute()
  }

  #tables(within?: Within): Kysely<Tables> {
    return within ? within.tables<Tables>() : this.#database.tables<Tables>()
  }
}

const rowOf = (dataset: Dataset): DatasetRow => ({
  id: dataset.id,
  display_name: dataset.displayName,
  description: dataset.description ?? null,
  locale: dataset.locale,
  kind: dataset.kind,
  project_id: dataset.projectId ?? null,
  content_url: dataset.contentUrl ?? null,
  origin: dataset.origin,
  source_file_name: dataset.sourceFileName,
  custom_properties: dataset.customProperties ? JSON.stringify(dataset.customProperties) : null,
  text_normalization_kind: dataset.textNormalizationKind,
  email: dataset.email ?? null,
  status: dataset.status,
  accepted_line_count: dataset.acceptedLineCount,
  rejected_line_count: dataset.rejectedLineCount,
  duration_ticks: dataset.durationTicks ?? null,
  error_code: dataset.error?.code ?? null,
  error_message: dataset.error?.message ?? null,
  created_at: dataset.createdDateTime.getTime(),
  last_action_at: dataset.lastActionDateTime.getTime()
})

const datasetOf = (row: DatasetRow): Dataset => ({
  id: row.id,
  displayName: row.display_name,
  ...(row.description === null ? {} : { description: row.description }),
  locale: row.locale,
  kind: row.kind as Dataset['kind'],
  ...(row.project_id === null ? {} : { projectId: row.project_id }),
  ...(row.content_url === null ? {} : { contentUrl: row.content_url }),
  origin: row.origin as Dataset['origin'],
  sourceFileName: row.source_file_name,
  ...(row.custom_properties === null
    ? {}
    : { customProperties: JSON.parse(row.custom_properties) as Record<string, string> }),
  textNormalizationKind: row.text_normalization_kind as Dataset['textNormalizationKind'],
  ...(row.email === null ? {} : { email: row.email }),
  status: row.status as DatasetStatus,
  acceptedLineCount: row.accepted_line_count,
  rejectedLineCount: row.rejected_line_count,
  ...(row.duration_ticks === null ? {} : { durationTicks: row.duration_ticks }),
  ...(row.error_code === null ? {} : { error: { code: row.error_code, message: row.error_message ?? '' } }),
  createdDateTime: new Date(row.created_at),
  lastActionDateTime: new Date(row.last_action_at)
})
