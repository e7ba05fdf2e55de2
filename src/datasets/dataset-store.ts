/** Datasets and their uploaded blocks in the database; each statement a named function. @module */
import { sql } from 'kysely'
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
import type { Dataset } from './dataset.ts'
import type { ImportOutcome } from './import-report.ts'

type DatasetRow = EntityColumns & {
  kind: string
  content_url: string | null
  origin: string
  source_file_name: string
  text_normalization_kind: string
  email: string | null
  accepted_line_count: number
  rejected_line_count: number
  duration_ticks: number | null
  /** Of the blocks that came: their sum, kept so that none of them is read again. */
  block_bytes: number
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
      await addEntityColumns(database.schema.createTable('datasets'))
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('content_url', 'text')
        .addColumn('origin', 'text', (column) => column.notNull())
        .addColumn('source_file_name', 'text', (column) => column.notNull())
        .addColumn('text_normalization_kind', 'text', (column) => column.notNull())
        .addColumn('email', 'text')
        .addColumn('accepted_line_count', 'integer', (column) => column.notNull())
        .addColumn('rejected_line_count', 'integer', (column) => column.notNull())
        .addColumn('duration_ticks', 'integer')
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
  },
  {
    name: '010-datasets-filters',
    up: async (database) => {
      await indexForFilters(database, 'datasets')
      await sql`create index datasets_by_kind on datasets (kind collate nocase, created_at, id)`.execute(
        database
      )
    }
  },
  {
    name: '024-datasets-block-bytes',
    up: async (database) => {
      await database.schema
        .alterTable('datasets')
        .addColumn('block_bytes', 'integer', (column) => column.notNull().defaultTo(0))
        .execute()
      await sql`update datasets set block_bytes =
        (select coalesce(sum(size), 0) from dataset_blocks where dataset_id = datasets.id)`.execute(database)
    }
  }
]

export type Block = Readonly<{ id: string; size: number; fileKey: string; position?: number }>

export class DatasetStore extends EntityTable<DatasetRow, Dataset, Partial<ImportOutcome>> {
  constructor(platform: Platform) {
    super(platform, { kind: 'dataset', collection: 'datasets', toRow, fromRow })
  }

  override async remove(tx: Transaction, id: string): Promise<boolean> {
    await tx.tables<Tables>().deleteFrom('dataset_blocks').where('dataset_id', '=', id).execute()
    return super.remove(tx, id)
  }

  protected override resultColumns(result: Partial<ImportOutcome>): Partial<DatasetRow> {
    const { acceptedLineCount, rejectedLineCount, durationTicks } = result
    return {
      ...super.resultColumns(result),
      ...(acceptedLineCount === undefined ? {} : { accepted_line_count: acceptedLineCount }),
      ...(rejectedLineCount === undefined ? {} : { rejected_line_count: rejectedLineCount }),
      ...(durationTicks === undefined ? {} : { duration_ticks: durationTicks })
    }
  }

  /** In order of commit, then of name. */
  async blocks(datasetId: string, tx?: Transaction): Promise<Block[]> {
    const rows = await this.tables<Tables>(tx)
      .selectFrom('dataset_blocks')
      .selectAll()
      .where('dataset_id', '=', datasetId)
      .orderBy(sql`position is null`)
      .orderBy('position')
      .orderBy('block_id')
      .execute()
    return rows.map(blockOf)
  }

  async block(datasetId: string, id: string, tx: Transaction): Promise<Block | undefined> {
    const row = await this.tables<Tables>(tx)
      .selectFrom('dataset_blocks')
      .selectAll()
      .where('dataset_id', '=', datasetId)
      .where('block_id', '=', id)
      .executeTakeFirst()
    return row && blockOf(row)
  }

  /** The id of any block but the one named. */
  async otherBlockId(datasetId: string, id: string, tx?: Transaction): Promise<string | undefined> {
    const row = await this.tables<Tables>(tx)
      .selectFrom('dataset_blocks')
      .select('block_id')
      .where('dataset_id', '=', datasetId)
      .where('block_id', '!=', id)
      .limit(1)
      .executeTakeFirst()
    return row?.block_id
  }

  /** Bytes of all blocks that came. */
  async blockBytes(datasetId: string, tx: Transaction): Promise<number> {
    const row = await this.tables<Tables>(tx)
      .selectFrom('datasets')
      .select('block_bytes')
      .where('id', '=', datasetId)
      .executeTakeFirst()
    return row?.block_bytes ?? 0
  }

  /** Adds the block, or puts it in the place of `replaced`, which has the same id. */
  async putBlock(tx: Transaction, datasetId: string, block: Block, replaced?: Block): Promise<void> {
    const content = { size: block.size, file_key: block.fileKey }
    const tables = tx.tables<Tables>()
    await tables
      .insertInto('dataset_blocks')
      .values({ dataset_id: datasetId, block_id: block.id, position: null, ...content })
      .onConflict((conflict) => conflict.columns(['dataset_id', 'block_id']).doUpdateSet(content))
      .execute()
    await tables
      .updateTable('datasets')
      .set(({ eb }) => ({ block_bytes: eb('block_bytes', '+', block.size - (replaced?.size ?? 0)) }))
      .where('id', '=', datasetId)
      .execute()
  }

  async commitBlocks(tx: Transaction, datasetId: string, ids: readonly string[]): Promise<void> {
    const tables = tx.tables<Tables>()
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
}

const blockOf = ({ block_id, size, file_key, position }: BlockRow): Block => ({
  id: block_id,
  size,
  fileKey: file_key,
  ...(position === null ? {} : { position })
})

const toRow = (dataset: Dataset): DatasetRow => ({
  ...columnsOf(dataset),
  kind: dataset.kind,
  content_url: dataset.contentUrl ?? null,
  origin: dataset.origin,
  source_file_name: dataset.sourceFileName,
  text_normalization_kind: dataset.textNormalizationKind,
  email: dataset.email ?? null,
  accepted_line_count: dataset.acceptedLineCount,
  rejected_line_count: dataset.rejectedLineCount,
  duration_ticks: dataset.durationTicks ?? null,
  block_bytes: 0
})

const fromRow = (row: DatasetRow): Dataset => ({
  ...headOf(row),
  kind: row.kind as Dataset['kind'],
  ...(row.content_url === null ? {} : { contentUrl: row.content_url }),
  origin: row.origin as Dataset['origin'],
  sourceFileName: row.source_file_name,
  textNormalizationKind: row.text_normalization_kind as Dataset['textNormalizationKind'],
  ...(row.email === null ? {} : { email: row.email }),
  acceptedLineCount: row.accepted_line_count,
  rejectedLineCount: row.rejected_line_count,
  ...(row.duration_ticks === null ? {} : { durationTicks: row.duration_ticks })
})
