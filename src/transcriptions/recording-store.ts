/** The recordings of transcriptions, and what became of each. @module */
import type { Database, Transaction } from '../platform/index.ts'
import type { FinishedRecording, Recording } from './transcription.ts'
import { finishedOf, recordingOf, type Tables } from './transcription-tables.ts'

/** Rows a statement: SQLite binds at most 32,766 values. */
const ROWS_AT_ONCE = 500

export class RecordingStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  async add(tx: Transaction, id: string, recordings: readonly Recording[]): Promise<void> {
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
      await tx
        .tables<Tables>()
        .insertInto('transcription_recordings')
        .values(rows.slice(from, from + ROWS_AT_ONCE))
        .execute()
    }
  }

  /** In their order: those still to be transcribed, and those that came to an end. */
  async of(
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
