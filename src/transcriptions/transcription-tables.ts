/** Transcriptions and their recordings as rows. @module */
import type { Migration } from '../platform/index.ts'
import {
  addEntityColumns,
  columnsOf,
  type EntityColumns,
  headOf,
  indexForFilters
} from '../resources/index.ts'
import type { FinishedRecording, Recording, Transcription, TranscriptionOptions } from './transcription.ts'

export type TranscriptionRow = EntityColumns & {
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

export type Tables = { transcriptions: TranscriptionRow; transcription_recordings: RecordingRow }

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

export const rowOf = (transcription: Transcription): TranscriptionRow => ({
  ...columnsOf(transcription),
  model_id: transcription.modelId,
  dataset_id: transcription.datasetId ?? null,
  container_url: transcription.containerUrl ?? null,
  options: JSON.stringify(transcription.options),
  duration_ticks: transcription.durationTicks ?? null,
  expires_at: transcription.expiresAt?.getTime() ?? null
})

export const transcriptionOf = (row: TranscriptionRow): Transcription => ({
  ...headOf(row),
  modelId: row.model_id,
  ...(row.dataset_id === null ? {} : { datasetId: row.dataset_id }),
  ...(row.container_url === null ? {} : { containerUrl: row.container_url }),
  options: JSON.parse(row.options) as TranscriptionOptions,
  ...(row.duration_ticks === null ? {} : { durationTicks: row.duration_ticks }),
  ...(row.expires_at === null ? {} : { expiresAt: new Date(row.expires_at) })
})

export const recordingOf = (row: RecordingRow): Recording => ({
  number: row.number,
  location: row.location,
  source: row.source,
  resultName: row.result_name
})

export const finishedOf = (row: RecordingRow): FinishedRecording => {
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
