/** Where the recordings of a transcription come from, and how each is brought to a local path. @module */
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import type { Datasets } from '../datasets/index.ts'
import { ContentUnavailable, fetchContent, JobRejected } from '../platform/index.ts'
import type { Platform } from '../resources/index.ts'
import { listContainer } from './container-listing.ts'
import { listFolder, openedPath } from './local-folder.ts'
import { type Recording, type Transcription, withoutGrant } from './transcription.ts'

/** Why one recording cannot be transcribed; the others can. */
export class RecordingRejected extends Error {
  override readonly name = 'RecordingRejected'
  constructor(
    readonly kind: string,
    message: string
  ) {
    super(message)
  }
}

/** As in the contract. */
const MAX_FILE_BYTES = 2 ** 30
/** Before the second try to reach a host, and before the third. */
const BACK_OFF_MS = [200, 1000]

export const urlRecordings = (urls: readonly string[]): readonly Recording[] =>
  urls.map((url, number) => ({
    number,
    location: url,
    source: withoutGrant(url),
    resultName: `contenturl_${number}.json`
  }))

/**
 * Runs `work` with the audio at a local path.
 * @throws RecordingRejected, and whatever `work` throws
 */
export type AudioOf = <T>(
  recording: Recording,
  signal: AbortSignal,
  work: (path: string) => Promise<T>
) => Promise<T>

export class RecordingSource {
  readonly #platform: Platform
  readonly #datasets: Datasets

  constructor(platform: Platform, datasets: Datasets) {
    this.#platform = platform
    this.#datasets = datasets
  }

  /** The recordings of a container or dataset, in its order. @throws JobRejected, ContentUnavailable */
  async list({ containerUrl, datasetId }: Transcription, signal: AbortSignal): Promise<readonly Recording[]> {
    const named = async (): Promise<readonly Readonly<{ name: string; url: string }>[]> => {
      if (datasetId !== undefined) {
        const utterances = await this.#datasets.utterances(datasetId)
        return utterances.map(({ id }) => ({ name: id, url: id }))
      }
      const { importDir, allowPrivateUrls: allowPrivate } = this.#platform.settings
      const url = containerUrl ?? ''
      return url.startsWith('file:')
        ? listFolder(url, importDir)
        : listContainer(url, { allowPrivate, signal })
    }
    const found = await named().catch((error: unknown) => {
      // A host that cannot be reached now may be so later; one that answers no stays at it.
      if (!(error instanceof ContentUnavailable) || error.code === 'unreachable') throw error
      throw new JobRejected('InvalidRecordingsUri', `${error.message}.`)
    })
    if (found.length === 0) {
      throw new JobRejected(
        'MissingInputRecords',
        'There are no recordings: the container or dataset is empty.'
      )
    }
    return found.map(({ name, url }, number) => ({
      number,
      location: url,
      source: datasetId === undefined ? withoutGrant(url) : name,
      resultName: `${name}.json`
    }))
  }

  /** How the audio of each recording is brought to a local path. */
  async open({ datasetId }: Transcription): Promise<AudioOf> {
    if (datasetId === undefined) return (recording, signal, work) => this.#fetched(recording, signal, work)
    const utterances = await this.#datasets.utterances(datasetId)
    const paths = new Map(utterances.map(({ id, audioPath }) => [id, audioPath]))
    return async ({ location }, _signal, work) => {
      const path = paths.get(location)
      if (path !== undefined) return work(path)
      throw new RecordingRejected('InvalidDataset', 'The recording is no longer in the dataset.')
    }
  }

  async #fetched<T>(
    { location }: Recording,
    signal: AbortSignal,
    work: (path: string) => Promise<T>
  ): Promise<T> {
    if (location.startsWith('file:')) {
      const path = await openedPath(location, this.#platform.settings.importDir)
      if (path !== undefined) return work(path)
      throw new RecordingRejected('InvalidRecordingsUri', 'The file is no longer in the folder.')
    }
    return this.#platform.files.withScratch(async (folder) => {
      const path = join(folder, 'recording')
      await this.#fetch(location, path, signal)
      return work(path)
    })
  }

  /** A host that cannot be reached is tried again; one that refuses is not. */
  async #fetch(url: string, path: string, signal: AbortSignal): Promise<void> {
    const { allowPrivateUrls: allowPrivate } = this.#platform.settings
    for (let attempt = 0; ; attempt++) {
      try {
        const body = await fetchContent(url, { allowPrivate, maxBytes: MAX_FILE_BYTES, signal })
        return await pipeline(body, createWriteStream(path), { signal })
      } catch (error) {
        signal.throwIfAborted()
        if (!(error instanceof ContentUnavailable)) throw error
        const wait = BACK_OFF_MS[attempt]
        if (error.code !== 'unreachable' || wait === undefined) {
          throw new RecordingRejected('InvalidRecordingsUri', `${error.message}.`)
        }
        await pause(wait, undefined, { signal })
      }
    }
  }
}
