/** Transcriptions in the database. @module */
import type { Transaction } from '../platform/index.ts'
import { EntityTable, errorColumns, type Platform } from '../resources/index.ts'
import { RecordingStore } from './recording-store.ts'
import type { Transcription } from './transcription.ts'
import { rowOf, type Tables, type TranscriptionRow, transcriptionOf } from './transcription-tables.ts'

export class TranscriptionStore extends EntityTable<TranscriptionRow, Transcription> {
  readonly recordings: RecordingStore

  constructor(platform: Platform) {
    super(platform, {
      kind: 'transcription',
      collection: 'transcriptions',
      toRow: rowOf,
      fromRow: transcriptionOf
    })
    this.recordings = new RecordingStore(platform.database)
  }

  /** Says whether it had not ended before. What granted access to the recordings is forgotten. */
  async end(
    id: string,
    status: 'Succeeded' | 'Failed',
    { error, durationTicks, expiresAt }: Pick<Transcription, 'error' | 'durationTicks' | 'expiresAt'>
  ): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const own = {
        ...errorColumns(error),
        container_url: null,
        duration_ticks: durationTicks ?? null,
        expires_at: expiresAt?.getTime() ?? null
      }
      if (!(await this.enter(id, status, own, tx))) return false
      await tx
        .tables<Tables>()
        .updateTable('transcription_recordings')
        .set(({ ref }) => ({ location: ref('source') }))
        .where('transcription_id', '=', id)
        .execute()
      return true
    })
  }

  override async remove(tx: Transaction, id: string): Promise<boolean> {
    await tx
      .tables<Tables>()
      .deleteFrom('transcription_recordings')
      .where('transcription_id', '=', id)
      .execute()
    return super.remove(tx, id)
  }

  /** Any that still works with the model; one that has ended needs it no more. */
  ofModel(modelId: string, tx: Transaction): Promise<Transcription | undefined> {
    return this.#atWorkWith('model_id', modelId, tx)
  }

  /** Any that still reads the dataset. */
  ofDataset(datasetId: string, tx: Transaction): Promise<Transcription | undefined> {
    return this.#atWorkWith('dataset_id', datasetId, tx)
  }

  async #atWorkWith(
    column: 'model_id' | 'dataset_id',
    id: string,
    tx: Transaction
  ): Promise<Transcription | undefined> {
    const row = await tx
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
    const rows = await this.tables<Tables>()
      .selectFrom('transcriptions')
      .select('id')
      .where('expires_at', '<=', now)
      .execute()
    return rows.map(({ id }) => id)
  }

  /** When the next one's time is over, in milliseconds of the epoch. */
  async nextExpiry(): Promise<number | undefined> {
    const row = await this.tables<Tables>()
      .selectFrom('transcriptions')
      .select('expires_at')
      .where('expires_at', 'is not', null)
      .orderBy('expires_at')
      .limit(1)
      .executeTakeFirst()
    return row?.expires_at ?? undefined
  }
}
