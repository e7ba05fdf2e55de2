/** The files of a transcription as a client sees them, once it has ended. @module */
import type { FileStore } from '../platform/index.ts'
import { type EntityFile, isTerminal } from '../resources/index.ts'
import { folderOf, REPORT, reportKey, resultKey, type Transcription } from './transcription.ts'
import type { TranscriptionStore } from './transcription-store.ts'

/** There while the results of a deleted transcription are being removed. */
export const DELETED_TRANSCRIPTIONS = 'deleted-transcriptions'
const deletedKey = (id: string): string => `${DELETED_TRANSCRIPTIONS}/${id}`

export class TranscriptionFiles {
  readonly #files: FileStore
  readonly #store: TranscriptionStore

  constructor(files: FileStore, store: TranscriptionStore) {
    this.#files = files
    this.#store = store
  }

  /** One a recording that worked, in the order of the recordings, and the report. */
  async list({ id, status, lastActionDateTime }: Transcription): Promise<readonly EntityFile[]> {
    if (!isTerminal(status)) return []
    const { finished } = await this.#store.recordings.of(id)
    const results = finished.flatMap((recording): EntityFile[] =>
      recording.status === 'Failed'
        ? []
        : [
            {
              name: recording.resultName,
              kind: 'Transcription',
              key: resultKey(id, recording),
              size: recording.size,
              createdDateTime: recording.finishedAt
            }
          ]
    )
    const report = await this.#files.stat(reportKey(id))
    if (!report) return results
    const { key, size } = report
    return [
      ...results,
      { name: REPORT, kind: 'TranscriptionReport', key, size, createdDateTime: lastActionDateTime }
    ]
  }

  /** Leads the next start to the files if the process ends before all of them are gone. */
  async markDeleted(id: string): Promise<void> {
    await this.#files.put(deletedKey(id), '')
  }

  async remove(id: string): Promise<void> {
    await this.#files.removeAll(folderOf(id))
    await this.#files.removeAll(deletedKey(id))
  }
}
