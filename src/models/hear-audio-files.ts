/**
 * Audio without transcripts, made use of: recognised with the model as far as it is, cut at its pauses, and what was
 * heard with confidence taken for what was said. Self-training of transforms needs no more, as a few wrong words in a
 * hundred hardly move a mean (C. J. Leggetter and P. C. Woodland, "Maximum likelihood linear regression for speaker
 * adaptation", Computer Speech and Language 9, 1995; unsupervised use in section 6).
 * @module
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Utterance } from '../datasets/index.ts'
import {
  type Alternative,
  type Engine,
  EngineDied,
  type RecognitionModel,
  recogniseSamples
} from '../recognizers/index.ts'
import {
  AudioUnreadable,
  decodeAudio,
  segmentSpeech,
  TICKS_PER_SECOND,
  ticksOfSamples,
  writeWav
} from '../speech/audio/index.ts'
import type { WordCounts } from '../speech/scoring/index.ts'
import type { TrainingUtterance } from './training-data.ts'

export type HeardReport = Readonly<{
  files: number
  segments: number
  seconds: number
  /** What was heard confidently enough to learn from. */
  kept: Readonly<{ segments: number; seconds: number; words: number }>
  /** Mean posterior of a segment's words, from which on it was kept. */
  leastConfidence: number
  /** Files that could not be heard to their end. */
  failed: number
  /** Files left out because there was enough. */
  notNeeded: number
}>

/** Of a segment's words on average: above it the shipped model has about one word wrong in ten. */
const LEAST_CONFIDENCE = 0.7
const LEAST_WORDS = 3
/** A transform has a few thousand numbers: more audio moves them no further. */
const MOST_TICKS_KEPT = 1800 * TICKS_PER_SECOND
const AT_ONCE = 4

export async function hearAudioFiles(
  parts: Readonly<{
    engine: Engine
    model: RecognitionModel
    clips: readonly Utterance[]
    /** For the segments; an empty folder. */
    directory: string
    signal: AbortSignal
    progress: (fraction: number) => void
  }>
): Promise<Readonly<{ utterances: readonly TrainingUtterance[]; report: HeardReport }>> {
  const { clips, directory, signal, progress } = parts
  await mkdir(directory, { recursive: true })
  const heard = new Map<number, HeardClip>()
  let ticksKept = 0
  const pending = clips.entries()
  const worker = async (): Promise<void> => {
    for (const [index, clip] of pending) {
      if (ticksKept >= MOST_TICKS_KEPT) return
      const found = await hearClip(parts, clip, index)
      heard.set(index, found)
      ticksKept += ticksOf(found.utterances)
      progress(Math.max(heard.size / clips.length, ticksKept / MOST_TICKS_KEPT))
    }
  }
  for (const ended of await Promise.allSettled(Array.from({ length: AT_ONCE }, worker)))
    if (ended.status === 'rejected') throw ended.reason
  signal.throwIfAborted()
  return counted(
    clips.length,
    [...heard].sort(([a], [b]) => a - b).map(([, found]) => found)
  )
}

/** In order of the files, so that the same data gives the same model whichever was heard first. */
function counted(
  files: number,
  heard: readonly HeardClip[]
): Readonly<{ utterances: readonly TrainingUtterance[]; report: HeardReport }> {
  const utterances: TrainingUtterance[] = []
  let [segments, ticks, used, failed] = [0, 0, 0, 0]
  for (const found of heard) {
    if (ticksOf(utterances) >= MOST_TICKS_KEPT) break
    used += 1
    if (found.failed) failed += 1
    segments += found.segments
    ticks += found.ticks
    utterances.push(...found.utterances)
  }
  return {
    utterances,
    report: {
      files,
      segments,
      seconds: inSeconds(ticks),
      kept: {
        segments: utterances.length,
        seconds: inSeconds(ticksOf(utterances)),
        words: utterances.reduce((sum, { words }) => sum + words.length, 0)
      },
      leastConfidence: LEAST_CONFIDENCE,
      failed,
      notNeeded: files - used
    }
  }
}

type HeardClip = Readonly<{
  utterances: readonly TrainingUtterance[]
  segments: number
  ticks: number
  failed: boolean
}>

/** The confident segments of one file. */
async function hearClip(
  { engine, model, directory, signal }: Parameters<typeof hearAudioFiles>[0],
  clip: Utterance,
  index: number
): Promise<HeardClip> {
  const utterances: TrainingUtterance[] = []
  let [segments, ticks, failed] = [0, 0, false]
  try {
    const cut = segmentSpeech(decodeAudio(clip.audioPath, { signal }), { signal })
    for await (const { offsetTicks, samples } of cut) {
      segments += 1
      const durationTicks = ticksOfSamples(samples.length)
      ticks += durationTicks
      const { words: heard } = await bestOf(engine, model, samples, signal)
      if (heard.length < LEAST_WORDS || meanConfidence(heard) < LEAST_CONFIDENCE) continue
      const audioPath = join(directory, `${index}-${utterances.length}.wav`)
      await writeWav(audioPath, [samples])
      const words = heard.map(({ word }) => word)
      const id = `${index}/${clip.id}@${inSeconds(offsetTicks)}s`
      utterances.push({ id, audioPath, reference: words.join(' '), words, durationTicks })
    }
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof EngineDied || error instanceof AudioUnreadable)) throw error
    failed = true
  }
  return { utterances, segments, ticks, failed }
}

/** All phrases of a segment as one. */
async function bestOf(
  engine: Engine,
  model: RecognitionModel,
  samples: Int16Array,
  signal: AbortSignal
): Promise<Pick<Alternative, 'words'>> {
  const finals = await recogniseSamples(engine, model, one(samples), { partials: false, signal })
  return { words: finals.flatMap(({ alternatives }) => alternatives[0]?.words ?? []) }
}

async function* one(samples: Int16Array): AsyncGenerator<Int16Array> {
  yield samples
}

const meanConfidence = (words: Alternative['words']): number =>
  words.reduce((sum, { confidence }) => sum + confidence, 0) / words.length

const inSeconds = (ticks: number): number => Math.round((100 * ticks) / TICKS_PER_SECOND) / 100

const ticksOf = (utterances: readonly TrainingUtterance[]): number =>
  utterances.reduce((sum, { durationTicks }) => sum + durationTicks, 0)

/**
 * Errors that a candidate must be expected to make where nobody has said what is right: each word counts as wrong by
 * what is missing to certainty.
 */
export async function expectedErrors(
  engine: Engine,
  model: RecognitionModel,
  utterances: readonly TrainingUtterance[],
  signal: AbortSignal
): Promise<WordCounts> {
  let [words, wrong] = [0, 0]
  const pending = utterances.values()
  const worker = async (): Promise<void> => {
    for (const { audioPath } of pending) {
      const samples = decodeAudio(audioPath, { signal })
      const finals = await recogniseSamples(engine, model, samples, { partials: false, signal })
      for (const { confidence } of finals.flatMap(({ alternatives }) => alternatives[0]?.words ?? [])) {
        words += 1
        wrong += 1 - confidence
      }
    }
  }
  for (const ended of await Promise.allSettled(Array.from({ length: AT_ONCE }, worker)))
    if (ended.status === 'rejected') throw ended.reason
  return { words, substitutions: Math.round(100 * wrong) / 100, deletions: 0, insertions: 0 }
}
