/** The transcriptions of the service: made, run in the background, changed, deleted, expired. @module */
import { randomUUID } from 'node:crypto'
import { availableParallelism } from 'node:os'
import type { Datasets } from '../datasets/index.ts'
import type { Models } from '../models/index.ts'
import { ContentUnavailable, type JobContext, Problem } from '../platform/index.ts'
import type { Projects } from '../projects/index.ts'
import type { Engine } from '../recognizers/index.ts'
import {
  assertDeletable,
  cancelWork,
  type EntityChanges,
  type Fields,
  type Platform,
  workEndings
} from '../resources/index.ts'
import { parseCreateTranscriptionRequest } from './create-transcription-request.ts'
import { sendResults } from './destination.ts'
import { Expiry, expiryOf } from './expiry.ts'
import { RecordingSource, urlRecordings } from './recording-source.ts'
import { Semaphore } from './semaphore.ts'
import { transcribe } from './transcribe.ts'
import { type FinishedRecording, reportKey, type Transcription } from './transcription.ts'
import { TranscriptionFiles } from './transcription-files.ts'
import { transcriptionReport } from './transcription-report.ts'
import { TranscriptionStore } from './transcription-store.ts'

export type TranscriptionsParts = Readonly<{
  projects: Projects
  datasets: Datasets
  models: Models
  engine: Engine
  locales: readonly string[]
  /** Milliseconds since 1970. Default the system's clock. */
  now?: () => number
}>

const JOB = 'transcriptions.transcribe'
/** A short batch need not wait for a long one to end; their recordings share the engine's places. */
const BATCHES_AT_ONCE = 4

type End = Readonly<{ status: 'Succeeded' | 'Failed'; error?: Readonly<{ code: string; message: string }> }>

export class TranscriptionService {
  readonly store: TranscriptionStore
  readonly files: TranscriptionFiles
  readonly expiry: Expiry
  readonly parts: TranscriptionsParts
  readonly #platform: Platform
  readonly #now: () => number
  readonly #source: RecordingSource
  readonly #semaphore = new Semaphore(availableParallelism())

  constructor(platform: Platform, parts: TranscriptionsParts) {
    this.#platform = platform
    this.parts = parts
    this.#now = parts.now ?? Date.now
    this.store = new TranscriptionStore(platform)
    this.files = new TranscriptionFiles(platform.files, this.store)
    this.#source = new RecordingSource(platform, parts.datasets)
    this.expiry = new Expiry(this.store, {
      remove: (id) => this.#remove(id),
      now: this.#now,
      failed: (error) => platform.log.error({ error }, 'could not remove expired transcriptions')
    })
    platform.jobs.handle({
      kind: JOB,
      concurrencyLimit: BATCHES_AT_ONCE,
      run: (context) => this.#run(context),
      ...workEndings('transcription', {
        fail: (id, error) => this.#end(id, { status: 'Failed', error }),
        errorOf: (error) =>
          error instanceof ContentUnavailable
            ? { code: 'InvalidRecordingsUri', message: `${error.message}.` }
            : undefined
      })
    })
  }

  /** Entity, the recordings known by now, and the job appear together. @throws Problem naming the field */
  async create(fields: Fields): Promise<Transcription> {
    const { projects, datasets, models, locales } = this.parts
    const { source, ...input } = parseCreateTranscriptionRequest(fields, locales)
    await projects.check(input.projectId, input.locale)
    const address = this.#platform.mail.addressOf(input.options.email, 'properties.email')
    if (source.kind === 'dataset') await this.#checkDataset(source.id, input.locale)
    const now = new Date()
    const transcription: Transcription = {
      id: randomUUID(),
      ...input,
      modelId: await this.#modelOf(fields.model, input.locale),
      ...(source.kind === 'dataset' ? { datasetId: source.id } : {}),
      ...(source.kind === 'container' ? { containerUrl: source.url } : {}),
      status: 'NotStarted',
      createdDateTime: now,
      lastActionDateTime: now
    }
    await this.#platform.database.transaction(async (tx) => {
      await projects.requireExisting(tx, transcription.projectId)
      if (source.kind === 'dataset') await datasets.requireExisting(tx, source.id)
      await models.requireExisting(tx, transcription.modelId)
      await this.store.insert(tx, transcription)
      await this.#platform.mail.expect(tx, `transcriptions/${transcription.id}`, address)
      if (source.kind === 'urls') {
        await this.store.recordings.add(tx, transcription.id, urlRecordings(source.urls))
      }
      await this.#platform.jobs.enqueue(tx, { kind: JOB, subject: transcription.id })
    })
    return transcription
  }

  /** @throws Problem NotFound, also for one whose time is over */
  async require(id: string): Promise<Transcription> {
    await this.expiry.sweep()
    return this.store.require(id)
  }

  async change(transcription: Transcription, changes: EntityChanges): Promise<Transcription> {
    await this.parts.projects.changeEntity(this.store, transcription, changes)
    return this.require(transcription.id)
  }

  /** @throws Problem NotFound, Conflict when it has ended */
  async cancel(id: string): Promise<Transcription> {
    await cancelWork(this.#platform.jobs, 'transcription', await this.require(id))
    return this.require(id)
  }

  /** One that is not there is as good as deleted. */
  async delete(id: string): Promise<void> {
    const transcription = await this.store.find(id)
    if (!transcription) return
    assertDeletable(
      'transcription',
      transcription,
      'cancel it, or wait until it is Succeeded or Failed, then delete it'
    )
    await this.#remove(transcription.id)
  }

  /** Before the first request: those whose time is over go. */
  async open(): Promise<void> {
    // Workers end transcriptions too, and only what is stored says when their time is over.
    this.#platform.database.onOthersWrite(() => this.expiry.lookAgain())
    await this.expiry.start()
  }

  async #remove(id: string): Promise<void> {
    await this.files.markDeleted(id)
    await this.#platform.database.transaction((tx) => this.store.remove(tx, id))
    await this.files.remove(id)
  }

  /** The model named, else the newest base model. */
  async #modelOf(reference: unknown, locale: string): Promise<string> {
    const { models } = this.parts
    if (reference != null) return models.usable(reference, 'model', locale)
    const base = models.defaultBase(locale)
    if (base) return base.id
    throw new Problem(
      'InvalidRequest',
      'InvalidLocale',
      `There is no base model for locale ${locale}.`,
      'locale'
    )
  }

  async #checkDataset(id: string, locale: string): Promise<void> {
    const dataset = await this.parts.datasets.get(id)
    const reject = (inner: string, message: string): Problem =>
      new Problem('InvalidRequest', inner, message, 'dataset')
    if (!dataset) throw reject('InvalidPayload', `The dataset ${id} does not exist.`)
    if (!WITH_AUDIO.includes(dataset.kind)) {
      throw reject(
        'InvalidDataset',
        `The dataset ${id} is of kind ${dataset.kind}; a transcription needs one with audio: ${WITH_AUDIO.join(' or ')}.`
      )
    }
    if (dataset.status === 'Failed') throw reject('FailedDataset', `The import of the dataset ${id} failed.`)
    if (dataset.status !== 'Succeeded') {
      throw reject(
        'InvalidDataset',
        `The dataset ${id} is ${dataset.status}; wait until its status is Succeeded.`
      )
    }
    if (dataset.locale !== locale) {
      throw reject(
        'InvalidLocale',
        `locale is ${locale}, but the dataset's locale is ${dataset.locale}; they must match.`
      )
    }
  }

  async #run(context: JobContext): Promise<void> {
    const transcription = await this.store.begin(context.subject)
    if (!transcription) return
    const { id } = transcription
    const { models, engine } = this.parts
    const recordings = await transcribe(
      {
        platform: this.#platform,
        store: this.store,
        source: this.#source,
        models,
        engine,
        semaphore: this.#semaphore,
        now: this.#now
      },
      transcription,
      context
    )
    const report = JSON.stringify(transcriptionReport(recordings), null, 2)
    await this.#platform.files.put(reportKey(id), report, context.signal)
    await sendResults(this.#platform, transcription, recordings, context.signal)
    await this.#end(id, outcome(recordings))
  }

  async #end(id: string, { status, error }: End): Promise<void> {
    const transcription = await this.store.find(id)
    if (!transcription) return
    const { finished } = await this.store.recordings.of(id)
    const durationTicks = finished.reduce(
      (sum, recording) => sum + (recording.status === 'Succeeded' ? recording.durationTicks : 0),
      0
    )
    const expiresAt = expiryOf(transcription.options.timeToLive, this.#now())
    const ended = { durationTicks, ...(error ? { error } : {}), ...(expiresAt ? { expiresAt } : {}) }
    if ((await this.store.end(id, status, ended)) && expiresAt) this.expiry.expect(expiresAt)
  }
}

/** Kinds of datasets that hold recordings. */
const WITH_AUDIO: readonly string[] = ['Acoustic', 'AudioFiles']

/** One bad recording never fails the others; all of them bad is a failure. */
function outcome(recordings: readonly FinishedRecording[]): End {
  const [first] = recordings
  if (recordings.some(({ status }) => status === 'Succeeded') || first?.status !== 'Failed') {
    return { status: 'Succeeded' }
  }
  return {
    status: 'Failed',
    error: {
      code: first.errorKind,
      message: `None of the ${recordings.length} recordings could be transcribed. The first, ${first.source}: ${first.errorMessage} See report.json for all of them.`
    }
  }
}
