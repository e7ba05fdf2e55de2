/**
 * Uses audio without transcripts: recognizes it with the model so far, cuts it at pauses, and treats text
 * recognized with high confidence as transcripts. This is enough for self-training of transforms, as a few
 * wrong words in a hundred hardly move a mean (C. J. Leggetter and P. C. Woodland, "Maximum likelihood linear
 * regression for speaker adaptation", Computer Speech and Language 9, 1995; unsupervised use in section 6).
 * @module
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Utterance } from '../../../datasets/index.ts'
import {
  type Alternative,
  type Engine,
  EngineDied,
  type RecognitionModel,
  recognizeSamples
} from '../../../recognizers/index.ts'
import {
  AudioUnreadable,
  decodeAudio,
  segmentSpeech,
  TICKS_PER_SECOND,
  ticksOfSamples,
  writeWav
} from '../../../speech/audio/index.ts'
import { align, type WordCounts } from '../../../speech/scoring/index.ts'
import type { TrainingUtterance } from '../../training-data.ts'
import type { TrainingReportAnswers } from '../../training-report-schema.ts'

export type AudioFilesReport = TrainingReportAnswers['AudioFilesReport']

/**
 * `fewWords`: no or almost no words recognized; `lowConfidence`: the mean is too low; `unsureWords`: the mean
 * is high enough, but too many words have low confidence, which the mean hides in a long segment.
 */
export type DropReason = 'fewWords' | 'lowConfidence' | 'unsureWords'

/** Mean over the words of a segment: above it, the base model has about one wrong word in ten. */
const MIN_CONFIDENCE = 0.7
const MIN_WORDS = 3
/** A word below this confidence is unsure; at most this share of a segment may be unsure. */
const MAX_UNSURE_CONFIDENCE = 0.3
const MAX_UNSURE_SHARE = 0.2
/** A word above this has high confidence: an adapted model must recognize it too. */
const MIN_SURE_CONFIDENCE = 0.9
/** A transform has a few thousand parameters: more audio does not change them. */
const MAX_TICKS_KEPT = 1800 * TICKS_PER_SECOND
const MAX_CONCURRENT_FILES = 4

export async function transcribeAudioFiles(
  parts: Readonly<{
    engine: Engine
    model: RecognitionModel
    clips: readonly Utterance[]
    /** For the segments; an empty folder. */
    directory: string
    signal: AbortSignal
    progress: (fraction: number) => void
  }>
): Promise<Readonly<{ utterances: readonly TrainingUtterance[]; report: AudioFilesReport }>> {
  const { clips, directory, signal, progress } = parts
  await mkdir(directory, { recursive: true })
  const recognized = new Map<number, TranscribedClip>()
  let ticksKept = 0
  const pending = clips.entries()
  const worker = async (): Promise<void> => {
    for (const [index, clip] of pending) {
      if (ticksKept >= MAX_TICKS_KEPT) return
      const found = await transcribeClip(parts, clip, index)
      recognized.set(index, found)
      ticksKept += ticksOf(found.utterances)
      progress(Math.max(recognized.size / clips.length, ticksKept / MAX_TICKS_KEPT))
    }
  }
  for (const ended of await Promise.allSettled(Array.from({ length: MAX_CONCURRENT_FILES }, worker)))
    if (ended.status === 'rejected') throw ended.reason
  signal.throwIfAborted()
  return collectClips(
    clips.length,
    [...recognized].sort(([a], [b]) => a - b).map(([, found]) => found)
  )
}

/** In order of the files, so that the same data gives the same model, whichever finished first. */
function collectClips(
  files: number,
  recognizedWords: readonly TranscribedClip[]
): Readonly<{ utterances: readonly TrainingUtterance[]; report: AudioFilesReport }> {
  const utterances: TrainingUtterance[] = []
  const dropped = noDrops()
  let [segments, ticks, used, failed] = [0, 0, 0, 0]
  for (const found of recognizedWords) {
    if (ticksOf(utterances) >= MAX_TICKS_KEPT) break
    used += 1
    if (found.failed) failed += 1
    segments += found.segments
    ticks += found.ticks
    utterances.push(...found.utterances)
    for (const { reason, ticks: lost } of found.dropped) {
      dropped[reason].segments += 1
      dropped[reason].ticks += lost
    }
  }
  const droppedFor = (reason: DropReason) => ({
    segments: dropped[reason].segments,
    seconds: inSeconds(dropped[reason].ticks)
  })
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
      dropped: {
        fewWords: droppedFor('fewWords'),
        lowConfidence: droppedFor('lowConfidence'),
        unsureWords: droppedFor('unsureWords')
      },
      leastConfidence: MIN_CONFIDENCE,
      failed,
      notNeeded: files - used
    }
  }
}

const noDrops = (): Record<DropReason, { segments: number; ticks: number }> => ({
  fewWords: { segments: 0, ticks: 0 },
  lowConfidence: { segments: 0, ticks: 0 },
  unsureWords: { segments: 0, ticks: 0 }
})

function dropReason(results: Alternative['words']): DropReason | undefined {
  if (results.length < MIN_WORDS) return 'fewWords'
  if (meanConfidence(results) < MIN_CONFIDENCE) return 'lowConfidence'
  const unsure = results.filter(({ confidence }) => confidence < MAX_UNSURE_CONFIDENCE).length
  return unsure > MAX_UNSURE_SHARE * results.length ? 'unsureWords' : undefined
}

type TranscribedClip = Readonly<{
  utterances: readonly TrainingUtterance[]
  dropped: readonly Readonly<{ reason: DropReason; ticks: number }>[]
  segments: number
  ticks: number
  failed: boolean
}>

/** The confident segments of one file. */
async function transcribeClip(
  { engine, model, directory, signal }: Parameters<typeof transcribeAudioFiles>[0],
  clip: Utterance,
  index: number
): Promise<TranscribedClip> {
  const utterances: TrainingUtterance[] = []
  const dropped: { reason: DropReason; ticks: number }[] = []
  let [segments, ticks, failed] = [0, 0, false]
  try {
    const cut = segmentSpeech(decodeAudio(clip.audioPath, { signal }), { signal })
    for await (const { offsetTicks, samples } of cut) {
      segments += 1
      const durationTicks = ticksOfSamples(samples.length)
      ticks += durationTicks
      const { words: recognized } = await bestOf(engine, model, samples, signal)
      const reason = dropReason(recognized)
      if (reason !== undefined) {
        dropped.push({ reason, ticks: durationTicks })
        continue
      }
      const audioPath = join(directory, `${index}-${utterances.length}.wav`)
      await writeWav(audioPath, [samples])
      const words = recognized.map(({ word }) => word)
      const id = `${index}/${clip.id}@${inSeconds(offsetTicks)}s`
      utterances.push({
        id,
        audioPath,
        reference: words.join(' '),
        words,
        durationTicks,
        confidences: recognized.map(({ confidence }) => confidence)
      })
    }
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof EngineDied || error instanceof AudioUnreadable)) throw error
    failed = true
  }
  return { utterances, dropped, segments, ticks, failed }
}

/** All phrases of a segment, joined. */
async function bestOf(
  engine: Engine,
  model: RecognitionModel,
  samples: Int16Array,
  signal: AbortSignal
): Promise<Pick<Alternative, 'words'>> {
  const finals = await recognizeSamples(engine, model, one(samples), {
    partials: false,
    background: true,
    signal
  })
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

/** Of the words with high confidence before: how many there are, and how many of them are now different. */
export type SureWords = Readonly<{ sureWords: number; sureWordsLost: number }>

/**
 * The expected errors of a candidate, for audio without transcripts: one minus the confidence, summed over
 * the words. A model may also become confident of errors, so the words that had high confidence before are
 * counted, and how many of them it no longer recognizes.
 */
export async function expectedErrors(
  engine: Engine,
  model: RecognitionModel,
  utterances: readonly TrainingUtterance[],
  signal: AbortSignal
): Promise<WordCounts & SureWords> {
  let [words, wrong, sureWords, sureWordsLost] = [0, 0, 0, 0]
  const pending = utterances.values()
  const worker = async (): Promise<void> => {
    for (const { audioPath, words: before, confidences = [] } of pending) {
      const samples = decodeAudio(audioPath, { signal })
      const finals = await recognizeSamples(engine, model, samples, {
        partials: false,
        background: true,
        signal
      })
      const recognized = finals.flatMap(({ alternatives }) => alternatives[0]?.words ?? [])
      for (const { confidence } of recognized) {
        words += 1
        wrong += 1 - confidence
      }
      let place = 0
      const now = recognized.map(({ word }) => word)
      for (const { op } of align(before, now).steps) {
        if (op === 'insert') continue
        const sure = (confidences[place++] ?? 0) >= MIN_SURE_CONFIDENCE
        if (sure) sureWords += 1
        if (sure && op !== 'equal') sureWordsLost += 1
      }
    }
  }
  for (const ended of await Promise.allSettled(Array.from({ length: MAX_CONCURRENT_FILES }, worker)))
    if (ended.status === 'rejected') throw ended.reason
  const counts = { words, substitutions: Math.round(100 * wrong) / 100, deletions: 0, insertions: 0 }
  return { ...counts, sureWords, sureWordsLost }
}
