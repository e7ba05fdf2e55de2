/**
 * Transcripts held against their audio at the import, for the report: what is written is fitted to the sound, and
 * where it fits badly the clip is recognized by a decoder that expects just these words. Nothing is refused for it.
 * @module
 */
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describeFailure } from '../platform/index.ts'
import {
  alignRecording,
  type Engine,
  type RecognitionModel,
  requireCapability
} from '../recognizers/index.ts'
import { TICKS_PER_SECOND } from '../speech/audio/index.ts'
import type { ImportReportAnswers } from './import-report-schema.ts'

export type CheckEngine = Pick<Engine, 'baseModels' | 'capabilities' | 'open'>

export type CheckedClip = Readonly<{
  file: string
  /** Of the transcript. */
  line: number
  audioPath: string
  lexical: string
  durationTicks: number
}>

type Suspect = ImportReportAnswers['SuspectTranscript']
export type TranscriptsFound = ImportReportAnswers['TranscriptCheck']

/** Audio looked at: enough to find what is wrong with a dataset throughout. */
const MAX_CHECKED_TICKS = 15 * 60 * TICKS_PER_SECOND
/** Longer ones are cut by the training, which tells what does not fit. */
const MAX_CLIP_TICKS = 40 * TICKS_PER_SECOND
/** Clips recognized, those that fit worst: recognition takes far longer than fitting. */
const MAX_CLIPS = 40
const MAX_EXAMPLES = 20
/** However slow the machine is: an import is waited for. */
const MAX_CHECK_MS = 60_000
const A_BATCH = 40
/** A word below this was hardly said. */
const SUSPECT_WORD = 0.25

/** @returns undefined where no base model of the locale is installed; never throws but the signal's reason */
export async function checkTranscripts(
  engine: CheckEngine,
  base: string,
  clips: readonly CheckedClip[],
  directory: string,
  { signal, progress }: Readonly<{ signal: AbortSignal; progress: (fraction: number) => void }>
): Promise<TranscriptsFound> {
  const sampled = sample(clips.filter(({ durationTicks }) => durationTicks <= MAX_CLIP_TICKS))
  const timeout = AbortSignal.timeout(MAX_CHECK_MS)
  const either = AbortSignal.any([signal, timeout])
  const folder = join(directory, 'checking')
  const modelFolder = join(directory, 'checking-model')
  let checked = 0
  const suspects: Suspect[] = []
  const found = (because?: string): TranscriptsFound => ({
    checked,
    clips: clips.length,
    suspects: suspects.sort((a, b) => a.score - b.score).slice(0, MAX_EXAMPLES),
    ...(because === undefined ? {} : { because })
  })
  try {
    const model = await modelFor(engine, base, sampled, { folder: modelFolder, signal: either })
    const doubtful: { clip: CheckedClip; fit: number }[] = []
    for (let from = 0; from < sampled.length; from += A_BATCH) {
      const batch = sampled.slice(from, from + A_BATCH)
      doubtful.push(...(await badlyFitting(engine, model, batch, either)))
      checked += batch.length
      progress((0.7 * checked) / sampled.length)
    }
    const worst = doubtful.sort((a, b) => a.fit - b.fit).slice(0, MAX_CLIPS)
    for (const [index, { clip }] of worst.entries()) {
      const suspect = await recognizeSuspect(engine, model, clip, folder, either)
      if (suspect) suspects.push(suspect)
      progress(0.7 + (0.3 * (index + 1)) / worst.length)
    }
    return found()
  } catch (error) {
    signal.throwIfAborted()
    if (timeout.aborted) return found(`it took more than ${MAX_CHECK_MS / 1_000} seconds`)
    return found(`the check stopped: ${describeFailure(error)}`)
  } finally {
    await rm(folder, { recursive: true, force: true })
    await rm(modelFolder, { recursive: true, force: true })
  }
}

/** All, or as many as there is time for, from beginning to end. */
function sample(clips: readonly CheckedClip[]): readonly CheckedClip[] {
  const total = clips.reduce((sum, { durationTicks }) => sum + durationTicks, 0)
  const every = total / MAX_CHECKED_TICKS
  if (every <= 1) return clips
  const count = Math.floor(clips.length / every)
  return Array.from({ length: count }, (_, at) => clips[Math.floor(at * every)]).filter(
    (clip) => clip !== undefined
  )
}

const wordsOf = ({ lexical }: CheckedClip): readonly string[] =>
  lexical
    .toLowerCase()
    .split(' ')
    .filter((word) => word !== '')

/** The base, and where it needs pronunciations, with the likeliest one of each word that it lacks. */
async function modelFor(
  engine: CheckEngine,
  base: string,
  clips: readonly CheckedClip[],
  { folder, signal }: Readonly<{ folder: string; signal: AbortSignal }>
): Promise<RecognitionModel> {
  const { pronouncer } = engine.capabilities(base)
  if (!pronouncer) return { base }
  const words = [...new Set(clips.flatMap(wordsOf))]
  const known = await pronouncer.pronounce(base, words)
  const unpronounced = words.filter((_, index) => (known[index] ?? []).length === 0).sort()
  if (unpronounced.length === 0) return { base }
  const { ranked } = await pronouncer.predict(base, unpronounced, signal)
  const pronunciations = new Map(
    unpronounced.flatMap((word) => {
      const [best] = ranked.get(word) ?? []
      return best === undefined ? [] : [[word, [best.phones]] as const]
    })
  )
  await mkdir(folder, { recursive: true })
  return requireCapability(engine, base, 'textAdapter').adapt(
    { base },
    { pronunciations },
    { folder, signal }
  )
}

async function badlyFitting(
  engine: CheckEngine,
  model: RecognitionModel,
  clips: readonly CheckedClip[],
  signal: AbortSignal
): Promise<readonly Readonly<{ clip: CheckedClip; fit: number }>[]> {
  const utterances = clips.map((clip, index) => ({
    id: `${index}`,
    audioPath: clip.audioPath,
    words: wordsOf(clip)
  }))
  const answers = await requireCapability(engine, model.base, 'aligner').align(model, utterances, { signal })
  return clips.flatMap((clip, index) => {
    const answer = answers[index]
    if (answer === undefined) return []
    const fit = answer.aligned ? Math.min(...answer.words.map(({ confidence }) => confidence)) : 0
    return fit < SUSPECT_WORD ? [{ clip, fit: answer.aligned ? fit : -1 }] : []
  })
}

async function recognizeSuspect(
  engine: CheckEngine,
  model: RecognitionModel,
  clip: CheckedClip,
  folder: string,
  signal: AbortSignal
): Promise<Suspect | undefined> {
  const words = wordsOf(clip)
  const { heard, leftOut } = await alignRecording(
    engine,
    model,
    { id: clip.file, audioPath: clip.audioPath, words },
    folder,
    signal
  )
  const disagreements = leftOut.filter(({ reason }) => reason !== 'too little between others')
  if (disagreements.length === 0) return undefined
  const missing = disagreements.reduce((sum, one) => sum + one.words.length, 0)
  return {
    file: clip.file,
    line: clip.line,
    score: Math.round((100 * (words.length - missing)) / words.length) / 100,
    heard: heard.join(' '),
    disagreements: disagreements.map(({ fromTicks, toTicks, words: written, heard: spoken, reason }) => ({
      from: inSeconds(fromTicks),
      to: inSeconds(toTicks),
      words: written.join(' '),
      heard: spoken.join(' '),
      reason
    }))
  }
}

const inSeconds = (ticks: number): number => Math.round((100 * ticks) / TICKS_PER_SECOND) / 100
