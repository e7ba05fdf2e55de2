/** Transcriptions in the database. @module */
import type { Database, Transaction } from '../platform/index.ts'
import {
  type EntityChanges,
  EntityTable,
  errorColumns,
  type Listing,
  type NamedEntity,
  type Paging,
  type Platform
} from '../resources/index.ts'
import { RecordingStore } from './recording-store.ts'
import type { Transcription } from './transcription.ts'
import { rowOf, type Tables, type TranscriptionRow, transcriptionOf } from './transcription-tables.ts'

export class TranscriptionStore {
  readonly recordings: RecordingStore
  readonly #table: EntityTable<TranscriptionRow>
  readonly #database: Database

  constructor(platform: Platform) {
    this.#table = new EntityTable(platform, { kind: 'transcription', collection: 'transcriptions' })
    this.#database = platform.database
    this.recordings = new RecordingStore(platform.database)
  }

  async insert(tx: Transaction, transcription: Transcription): Promise<void> {
    await this.#table.insert(tx, rowOf(transcription))
  }

  async find(id: string, tx?: Transaction): Promise<Transcription | undefined> {
    const row = await this.#table.find(id, tx)
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
    return this.#database.transaction(async (tx) => {
      const own = {
        ...errorColumns(error),
        container_url: null,
        duration_ticks: durationTicks ?? null,
        expires_at: expiresAt?.getTime() ?? null
      }
      if (!(await this.#table.move(id, status, own, tx))) return false
      await tx
        .tables<Tables>()
        .updateTable('transcription_recordings')
        .set(({ ref }) => ({ location: ref('source') }))
        .where('transcription_id', '=', id)
        .execute()
      return true
    })
  }

  async remove(tx: Transaction, id: string): Promise<void> {
    await tx
      .tables<Tables>()
      .deleteFrom('transcription_recordings')
      .where('transcription_id', '=', id)
      .execute()
    await this.#table.remove(tx, id)
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
}
