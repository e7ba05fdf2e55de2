/** The files of a transcription as a client sees them, once it has ended. @module */
import type { FileStore } from '../platform/index.ts'
import { type EntityFile, isTerminal } from '../resources/index.ts'
import { folderOf, REPORT, reportKey, resultKey, type Transcription } from './transcription.ts'
import type { TranscriptionStore } from './transcription-store.ts'

/** Looking through all results at each start would take long: the few marks are looked through instead. */
const DELETED = 'deleted-transcriptions'
const deletedKey = (id: string): string => `${DELETED}/${id}`

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

  /** Leads `deleted` to the files if the process ends before all of them are gone. */
  async markDeleted(id: string): Promise<void> {
    await this.#files.put(deletedKey(id), '')
  }

  /** Those marked whose removal was cut off by the end of the process. */
  async deleted(): Promise<readonly string[]> {
    const ids: string[] = []
    for await (const { key } of this.#files.list(DELETED)) ids.push(key.slice(DELETED.length + 1))
    return ids
  }

  async remove(id: string): Promise<void> {
    await this.#files.removeAll(folderOf(id))
    await this.unmark(id)
  }

  /** The transcription is still there after all. */
  async unmark(id: string): Promise<void> {
    await this.#files.removeAll(deletedKey(id))
  }
}
