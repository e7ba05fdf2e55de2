/** Transcriptions and their recordings in the database. @module */
import {
  addEntityColumns,
  columnsOf,
  type Database,
  type EntityChanges,
  type EntityColumns,
  EntityTable,
  errorColumns,
  headOf,
  indexForFilters,
  type Listing,
  type Migration,
  type Paging,
  type Platform,
  type Within
} from '../platform/index.ts'
import type { FinishedRecording, Recording, Transcription, TranscriptionOptions } from './transcription.ts'

type TranscriptionRow = EntityColumns & {
  model_id: string
  dataset_id: string | null
  container_url: string | null
  /** JSON of `TranscriptionOptions`. */
  options: string
  duration_ticks: number | null
  /** Milliseconds since 1970. */
  expires_at: number | null
}

type RecordingRow = {
  transcription_id: string
  number: number
  location: string
  source: string
  result_name: string
  status: string
  duration_ticks: number | null
  /** Bytes of its result. */
  size: number | null
  error_kind: string | null
  error_message: string | null
  finished_at: number | null
}

type Tables = { transcriptions: TranscriptionRow; transcription_recordings: RecordingRow }

export const transcriptionMigrations: readonly Migration[] = [
  {
    name: '015-transcriptions',
    up: async (database) => {
      await addEntityColumns(database.schema.createTable('transcriptions'))
        .addColumn('model_id', 'text', (column) => column.notNull())
        .addColumn('dataset_id', 'text')
        .addColumn('container_url', 'text')
        .addColumn('options', 'text', (column) => column.notNull())
        .addColumn('duration_ticks', 'integer')
        .addColumn('expires_at', 'integer')
        .execute()
      const index = (name: string, columns: string[]): Promise<void> =>
        database.schema
          .createIndex(`transcriptions_by_${name}`)
          .on('transcriptions')
          .columns(columns)
          .execute()
      await index('project', ['project_id', 'created_at', 'id'])
      await index('model', ['model_id', 'status'])
      await index('dataset', ['dataset_id', 'status'])
      await index('expiry', ['expires_at'])
      await indexForFilters(database, 'transcriptions')
      await database.schema
        .createTable('transcription_recordings')
        .addColumn('transcription_id', 'text', (column) => column.notNull())
        .addColumn('number', 'integer', (column) => column.notNull())
        .addColumn('location', 'text', (column) => column.notNull())
        .addColumn('source', 'text', (column) => column.notNull())
        .addColumn('result_name', 'text', (column) => column.notNull())
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('duration_ticks', 'integer')
        .addColumn('size', 'integer')
        .addColumn('error_kind', 'text')
        .addColumn('error_message', 'text')
        .addColumn('finished_at', 'integer')
        .addPrimaryKeyConstraint('transcription_recordings_key', ['transcription_id', 'number'])
        .execute()
    }
  }
]

/** Rows a statement: SQLite binds at most 32,766 values. */
const ROWS_AT_ONCE = 500

export class TranscriptionStore {
  readonly #table: EntityTable<TranscriptionRow>
  readonly #database: Database

  constructor(platform: Platform) {
    this.#table = new EntityTable(platform, 'transcriptions')
    this.#database = platform.database
  }

  async insert(within: Within, transcription: Transcription): Promise<void> {
    await this.#table.insert(within, rowOf(transcription))
  }

  async find(id: string, within?: Within): Promise<Transcription | undefined> {
    const row = await this.#table.find(id, within)
    return row && transcriptionOf(row)
  }

  /** By creation, then id; of one project when given. */
  async list(paging: Paging, projectId?: string): Promise<Listing<Transcription>> {
    const { values, more } = await this.#table.list(paging, projectId)
    return { values: values.map(transcriptionOf), more }
  }

  count(projectId?: string): Promise<number> {
    return this.#table.count(projectId)
  }

  change(within: Within, id: string, changes: EntityChanges): Promise<void> {
    return this.#table.change(within, id, changes)
  }

  detach(within: Within, projectId: string): Promise<void> {
    return this.#table.detach(within, projectId)
  }

  /** The work has begun. */
  begin(id: string): Promise<boolean> {
    return this.#table.move(id, 'Running')
  }

  /** Says whether it had not ended before. What granted access to the recordings is forgotten. */
  async end(
    id: string,
    status: 'Succeeded' | 'Failed',
    { error, durationTicks, expiresAt }: Pick<Transcription, 'error' | 'durationTicks' | 'expiresAt'>
  ): Promise<boolean> {
    return this.#database.transaction(async (within) => {
      const own = {
        ...errorColumns(error),
        container_url: null,
        duration_ticks: durationTicks ?? null,
        expires_at: expiresAt?.getTime() ?? null
      }
      if (!(await this.#table.move(id, status, own, within))) return false
      await within
        .tables<Tables>()
        .updateTable('transcription_recordings')
        .set(({ ref }) => ({ location: ref('source') }))
        .where('transcription_id', '=', id)
        .execute()
      return true
    })
  }

  async remove(within: Within, id: string): Promise<void> {
    await within
      .tables<Tables>()
      .deleteFrom('transcription_recordings')
      .where('transcription_id', '=', id)
      .execute()
    await this.#table.remove(within, id)
  }

  /** Any that still works with the model; one that has ended needs it no more. */
  ofModel(modelId: string, within: Within): Promise<Transcription | undefined> {
    return this.#atWorkWith('model_id', modelId, within)
  }

  /** Any that still reads the dataset. */
  ofDataset(datasetId: string, within: Within): Promise<Transcription | undefined> {
    return this.#atWorkWith('dataset_id', datasetId, within)
  }

  async #atWorkWith(
    column: 'model_id' | 'dataset_id',
    id: string,
    within: Within
  ): Promise<Transcription | undefined> {
    const row = await within
      .tables<Tables>()
      .selectFrom('transcriptions')
      .selectAll()
      .where(column, '=', id)
      .where('status', 'in', ['NotStarted', 'Running'])
      .executeTakeFirst()
    return row && transcriptionOf(row)
  }

  /** Those whose time is over. */
  async expired(now: number): Promise<readonly string[]> {
    const rows = await this.#database
      .tables<Tables>()
      .selectFrom('transcriptions')
      .select('id')
      .where('expires_at', '<=', now)
      .execute()
    return rows.map(({ id }) => id)
  }

  /** When the next one's time is over, in milliseconds of the epoch. */
  async nextExpiry(): Promise<number | undefined> {
    const row = await this.#database
      .tables<Tables>()
      .selectFrom('transcriptions')
      .select('expires_at')
      .where('expires_at', 'is not', null)
      .orderBy('expires_at')
      .limit(1)
      .executeTakeFirst()
    return row?.expires_at ?? undefined
  }

  async addRecordings(within: Within, id: string, recordings: readonly Recording[]): Promise<void> {
    const rows = recordings.map(({ number, location, source, resultName }) => ({
      transcription_id: id,
      number,
      location,
      source,
      result_name: resultName,
      status: 'NotStarted',
      duration_ticks: null,
      size: null,
      error_kind: null,
      error_message: null,
      finished_at: null
    }))
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
      await within
        .tables<Tables>()
        .insertInto('transcription_recordings')
        .values(rows.slice(from, from + ROWS_AT_ONCE))
        .execute()
    }
  }

  /** In their order: those still to be transcribed, and those that came to an end. */
  async recordings(
    id: string
  ): Promise<Readonly<{ open: readonly Recording[]; finished: readonly FinishedRecording[] }>> {
    const rows = await this.#database
      .tables<Tables>()
      .selectFrom('transcription_recordings')
      .selectAll()
      .where('transcription_id', '=', id)
      .orderBy('number')
      .execute()
    return {
      open: rows.filter(({ status }) => status === 'NotStarted').map(recordingOf),
      finished: rows.filter(({ status }) => status !== 'NotStarted').map(finishedOf)
    }
  }

  /** Once said, a recording is never transcribed again. */
  async finish(id: string, recording: FinishedRecording): Promise<void> {
    const { number, finishedAt } = recording
    const outcome =
      recording.status === 'Succeeded'
        ? { duration_ticks: recording.durationTicks, size: recording.size }
        : { error_kind: recording.errorKind, error_message: recording.errorMessage }
    await this.#database
      .tables<Tables>()
      .updateTable('transcription_recordings')
      .set({ ...outcome, status: recording.status, finished_at: finishedAt.getTime() })
      .where('transcription_id', '=', id)
      .where('number', '=', number)
      .execute()
  }
}

const rowOf = (transcription: Transcription): TranscriptionRow => ({
  ...columnsOf(transcription),
  model_id: transcription.modelId,
  dataset_id: transcription.datasetId ?? null,
  container_url: transcription.containerUrl ?? null,
  options: JSON.stringify(transcription.options),
  duration_ticks: transcription.durationTicks ?? null,
  expires_at: transcription.expiresAt?.getTime() ?? null
})

const transcriptionOf = (row: TranscriptionRow): Transcription => ({
  ...headOf(row),
  modelId: row.model_id,
  ...(row.dataset_id === null ? {} : { datasetId: row.dataset_id }),
  ...(row.container_url === null ? {} : { containerUrl: row.container_url }),
  options: JSON.parse(row.options) as TranscriptionOptions,
  ...(row.duration_ticks === null ? {} : { durationTicks: row.duration_ticks }),
  ...(row.expires_at === null ? {} : { expiresAt: new Date(row.expires_at) })
})

const recordingOf = (row: RecordingRow): Recording => ({
  number: row.number,
  location: row.location,
  source: row.source,
  resultName: row.result_name
})

const finishedOf = (row: RecordingRow): FinishedRecording => {
  const common = { ...recordingOf(row), finishedAt: new Date(row.finished_at ?? 0) }
  return row.status === 'Succeeded'
    ? { ...common, status: 'Succeeded', durationTicks: row.duration_ticks ?? 0, size: row.size ?? 0 }
    : {
        ...common,
        status: 'Failed',
        errorKind: row.error_kind ?? '',
        errorMessage: row.error_message ?? ''
      }
}
