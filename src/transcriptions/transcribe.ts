/**
 * The background work of a transcription: each recording heard on its own, several side by side. A recording that
 * came to its end, good or bad, is written down at once and not touched again, so that a run killed anywhere goes on
 * where it was.
 * @module
 */
import { availableParallelism } from 'node:os'
import type { DisplayFormatter, Models } from '../models/index.ts'
import { type JobContext, JobRejected, Problem, StorageFull } from '../platform/index.ts'
import {
  type Engine,
  EngineDied,
  ModelUnusable,
  modelFault,
  type RecognitionModel
} from '../recognizers/index.ts'
import type { Platform } from '../resources/index.ts'
import { AudioUnreadable } from '../speech/audio/index.ts'
import { recordingResult } from './recording-result.ts'
import { type AudioOf, RecordingRejected, type RecordingSource } from './recording-source.ts'
import type { RecordingStore } from './recording-store.ts'
import { runConcurrently } from './run-concurrently.ts'
import type { Semaphore } from './semaphore.ts'
import { transcribeRecording } from './transcribe-recording.ts'
import { type FinishedRecording, type Recording, resultKey, type Transcription } from './transcription.ts'
import type { TranscriptionStore } from './transcription-store.ts'

/** Fetched, decoded or heard at once: while one waits for its server, another keeps the engine at work. */
const RECORDINGS_AT_ONCE = availableParallelism() + 1

/** Of a recording that fails for no known reason. */
const TRIES = 3

export type TranscribeParts = Readonly<{
  platform: Platform
  store: TranscriptionStore
  source: RecordingSource
  models: Models
  engine: Engine
  semaphore: Semaphore
  now: () => number
}>

/** @throws JobRejected for what a retry cannot help, the signal's reason */
export async function transcribe(
  parts: TranscribeParts,
  transcription: Transcription,
  { signal, progress }: JobContext
): Promise<readonly FinishedRecording[]> {
  const { store } = parts
  const { id, modelId, locale, options } = transcription
  const { open, finished } = await recordingsOf(parts, transcription, signal)
  const of = open.length + finished.length
  let done = finished.length
  /** Of those being heard, how much was heard. */
  const partly = new Map<number, number>()
  const report = (): void => {
    const partial = [...partly.values()].reduce((sum, fraction) => sum + fraction, 0)
    progress((done + partial) / of, `${done} of ${of} recordings`)
  }
  report()
  const model = await parts.models.recognitionModel(modelId).catch(rejected)
  const { profanityFilterMode: profanity, punctuationMode: punctuation } = options
  const formatter = await parts.models
    .displayFormatter(modelId, { locale, profanity, punctuation })
    .catch(rejected)
  const audioOf = await parts.source.open(transcription)
  const pending = open.values()
  const worker = async (either: AbortSignal): Promise<void> => {
    for (const recording of pending) {
      either.throwIfAborted()
      const onProgress = (fraction: number): void => {
        // Heard to its end it is not yet written down: only then does it count in full.
        partly.set(recording.number, 0.99 * fraction)
        report()
      }
      const context = { model, formatter, audioOf, onProgress, signal: either }
      const outcome = await transcribeOne(parts, transcription, recording, context)
      await store.recordings.finish(id, outcome)
      partly.delete(recording.number)
      done++
      report()
    }
  }
  await runConcurrently(signal, Array(RECORDINGS_AT_ONCE).fill(worker))
  return (await store.recordings.of(id)).finished
}

/** A container is listed once: what comes to it later belongs to another transcription. */
async function recordingsOf(
  { platform, store, source }: TranscribeParts,
  transcription: Transcription,
  signal: AbortSignal
): ReturnType<RecordingStore['of']> {
  const known = await store.recordings.of(transcription.id)
  if (known.open.length + known.finished.length > 0) return known
  const listed = await source.list(transcription, signal)
  await platform.database.transaction((tx) => store.recordings.add(tx, transcription.id, listed))
  return { open: listed, finished: [] }
}

type RecordingContext = Readonly<{
  model: RecognitionModel
  formatter: DisplayFormatter
  audioOf: AudioOf
  onProgress: (fraction: number) => void
  signal: AbortSignal
}>

/**
 * What is wrong with the recording is its outcome, and so is what nobody knows after some tries: one recording must
 * not cost the others. What is wrong with the model or the disk is thrown.
 */
async function transcribeOne(
  parts: TranscribeParts,
  transcription: Transcription,
  recording: Recording,
  context: RecordingContext
): Promise<FinishedRecording> {
  const { now, platform } = parts
  for (let attempt = 1; ; attempt++) {
    try {
      return await transcribeAndStore(parts, transcription, recording, context)
    } catch (error) {
      context.signal.throwIfAborted()
      if (error instanceof ModelUnusable)
        throw new JobRejected('InvalidModel', modelFault(error, context.model))
      if (error instanceof StorageFull) throw error
      const failure = failureOf(error) ?? (attempt === TRIES ? UNKNOWN : undefined)
      if (failure === UNKNOWN) {
        const { number } = recording
        platform.log.error({ error, transcription: transcription.id, recording: number }, 'a recording')
      }
      if (failure) return { ...recording, status: 'Failed', ...failure, finishedAt: new Date(now()) }
    }
  }
}

async function transcribeAndStore(
  { platform, engine, semaphore, now }: TranscribeParts,
  { id, options }: Transcription,
  recording: Recording,
  { model, formatter, audioOf, onProgress, signal }: RecordingContext
): Promise<FinishedRecording> {
  const transcribed = await audioOf(recording, signal, (path) =>
    transcribeRecording(path, options.channels, {
      engine,
      model,
      semaphore,
      speakers: options.speakers && { min: options.speakers.least, max: options.speakers.most },
      onProgress,
      signal
    })
  )
  const finishedAt = new Date(now())
  const result = recordingResult({ source: recording.source, ...transcribed }, options, formatter, finishedAt)
  const { size } = await platform.files.put(resultKey(id, recording), JSON.stringify(result, null, 2), signal)
  return { ...recording, status: 'Succeeded', durationTicks: transcribed.durationTicks, size, finishedAt }
}

type Failure = Readonly<{ errorKind: string; errorMessage: string }>

const UNKNOWN: Failure = {
  errorKind: 'InternalServerError',
  errorMessage: 'The recording could not be transcribed because of an internal error; see the service log.'
}

/** Messages are shown to customers: they name no path of this machine. */
function failureOf(error: unknown): Failure | undefined {
  if (error instanceof RecordingRejected) return { errorKind: error.kind, errorMessage: error.message }
  if (error instanceof AudioUnreadable)
    return { errorKind: 'InvalidAudio', errorMessage: `${error.message}.` }
  if (error instanceof EngineDied) return { errorKind: 'EngineDied', errorMessage: `${error.message}.` }
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return { errorKind: 'InvalidRecordingsUri', errorMessage: 'The file is missing.' }
  if (code === 'EACCES' || code === 'EPERM') {
    return { errorKind: 'InvalidRecordingsUri', errorMessage: 'The service may not read the file.' }
  }
  return undefined
}

/** A model that was deleted meanwhile, or whose bundle is damaged, stays so however often the work is tried. */
function rejected(error: unknown): never {
  if (error instanceof Problem) throw new JobRejected(error.inner ?? 'InvalidModel', error.message)
  if (error instanceof ModelUnusable) throw new JobRejected('InvalidModel', error.message)
  throw error
}
