/** The files of a dataset as a client sees them, once its import is done. @module */
import type { FileStore } from '../platform/index.ts'
import { type EntityFile, fileId, isTerminal, type Listing, type Paging, takes } from '../resources/index.ts'
import type { AcceptedData } from './accepted-data.ts'
import { correctedName } from './corrected-file.ts'
import { committedPrefix, type Dataset, type DatasetKind, sourceName } from './dataset.ts'
import { formattingDataName } from './formatting-data.ts'
import { reportName } from './import-report.ts'
import { structuredDataName } from './stored-entry.ts'

export type DatasetFileKind =
  | 'DatasetReport'
  | 'LanguageData'
  | 'PronunciationData'
  | 'AcousticDataArchive'
  | 'AcousticDataTranscriptionV2'
  | 'Audio'
  | 'OutputFormattingData'

export type DatasetFile = EntityFile &
  Readonly<{
    kind: DatasetFileKind
    /** Audio only, in ticks of 100 ns. */
    durationTicks?: number
    /** What is said in it, as its owner wrote it; transcribed audio only. */
    transcript?: string
  }>

type Listed = Pick<DatasetFile, 'name' | 'kind' | 'durationTicks' | 'transcript'> & Readonly<{ path: string }>

const contentFiles = {
  Language: [
    { path: sourceName('Language'), kind: 'LanguageData' },
    { path: 'accepted.txt', kind: 'LanguageData' }
  ],
  LanguageMarkdown: [
    { path: sourceName('LanguageMarkdown'), kind: 'LanguageData' },
    { path: structuredDataName, kind: 'LanguageData' }
  ],
  Pronunciation: [
    { path: sourceName('Pronunciation'), kind: 'PronunciationData' },
    { path: 'accepted.tsv', kind: 'PronunciationData' }
  ],
  Acoustic: [
    { path: sourceName('Acoustic'), kind: 'AcousticDataArchive' },
    { path: 'transcript.tsv', kind: 'AcousticDataTranscriptionV2' }
  ],
  AudioFiles: [{ path: sourceName('AudioFiles'), kind: 'AcousticDataArchive' }],
  OutputFormatting: [
    { path: sourceName('OutputFormatting'), kind: 'OutputFormattingData' },
    { path: formattingDataName, kind: 'OutputFormattingData' }
  ]
} as const satisfies Record<DatasetKind, readonly Readonly<{ path: string; kind: DatasetFileKind }>[]>

export class DatasetFiles {
  readonly #files: FileStore
  readonly #accepted: AcceptedData
  constructor(files: FileStore, accepted: AcceptedData) {
    this.#files = files
    this.#accepted = accepted
  }

  /** In a stable order: the report, the data as uploaded and as accepted, each clip. Empty until there are results. */
  async list(dataset: Dataset, paging: Paging): Promise<Listing<DatasetFile>> {
    const files: DatasetFile[] = []
    let seen = 0
    for await (const listed of this.#listed(dataset)) {
      if (
        !takes(paging, { name: listed.name, kind: listed.kind, createdDateTime: dataset.lastActionDateTime })
      )
        continue
      seen += 1
      if (seen <= paging.skip) continue
      if (files.length === paging.top) return { values: files, more: true }
      const file = await this.#stat(dataset, listed)
      if (file) files.push(file)
    }
    return { values: files, more: false }
  }

  async find(dataset: Dataset, id: string): Promise<DatasetFile | undefined> {
    for await (const listed of this.#listed(dataset))
      if (fileId(dataset.id, listed.name) === id) return this.#stat(dataset, listed)
    return undefined
  }

  async *#listed(dataset: Dataset): AsyncGenerator<Listed> {
    if (!isTerminal(dataset.status)) return
    const content = contentFiles[dataset.kind]
    const corrected = correctedName(dataset.kind)
    const fixed = [
      { path: reportName, kind: 'DatasetReport' as const },
      ...content,
      ...(corrected === undefined ? [] : [{ path: corrected, kind: content[0].kind }])
    ]
    // A failed import may have ended before it had anything to show.
    for (const { path, kind } of fixed)
      if (await this.#files.stat(`${committedPrefix(dataset.id)}/${path}`)) yield { name: path, path, kind }
    if ((dataset.kind !== 'Acoustic' && dataset.kind !== 'AudioFiles') || dataset.status !== 'Succeeded')
      return
    for await (const { audio, durationTicks, reference } of this.#accepted.stored(dataset.id))
      yield {
        name: audio.slice('audio/'.length),
        path: audio,
        kind: 'Audio',
        durationTicks,
        ...(dataset.kind === 'Acoustic' ? { transcript: reference } : {})
      }
  }

  async #stat(
    dataset: Dataset,
    { name, path, kind, durationTicks, transcript }: Listed
  ): Promise<DatasetFile | undefined> {
    const stored = await this.#files.stat(`${committedPrefix(dataset.id)}/${path}`)
    return (
      stored && {
        name,
        kind,
        key: stored.key,
        size: stored.size,
        // Files appear when the import ends, which is when the terminal status was entered.
        createdDateTime: dataset.lastActionDateTime,
        ...(durationTicks === undefined ? {} : { durationTicks }),
        ...(transcript === undefined ? {} : { transcript })
      }
    )
  }
}
