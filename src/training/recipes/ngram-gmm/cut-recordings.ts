/** Cuts long recordings into segments that match their transcripts, and reports the rest. @module */
import { join } from 'node:path'
import {
  type AlignedRecording,
  alignRecording,
  type Engine,
  EngineDied,
  type LeftOut,
  type RecognitionModel
} from '../../../recognizers/index.ts'
import { AudioUnreadable, TICKS_PER_SECOND } from '../../../speech/audio/index.ts'
import type { TrainingUtterance } from '../../training-data.ts'
import type { TrainingReportAnswers } from '../../training-report-schema.ts'

export type LeftOutReport = TrainingReportAnswers['LeftOutSpeech']
export type RecordingsReport = TrainingReportAnswers['LongRecordingsReport']

/**
 * Recognition takes a third of a recording's duration, and more audio than this improves the model only
 * little.
 */
const MAX_TICKS_KEPT = 2 * 3600 * TICKS_PER_SECOND
const MAX_LISTED = 500
const MAX_WORDS_SHOWN = 40
const MAX_CONCURRENT_RECORDINGS = 2

export async function cutRecordings(
  parts: Readonly<{
    engine: Engine
    model: RecognitionModel
    recordings: readonly TrainingUtterance[]
    /** For the segments. */
    directory: string
    signal: AbortSignal
    progress: (fraction: number) => void
  }>
): Promise<Readonly<{ utterances: readonly TrainingUtterance[]; report: RecordingsReport }>> {
  const { engine, model, recordings, directory, signal, progress } = parts
  const aligned = new Map<number, AlignedRecording | string>()
  let kept = 0
  const pending = recordings.entries()
  const worker = async (): Promise<void> => {
    for (const [index, recording] of pending) {
      if (kept >= MAX_TICKS_KEPT) return
      const folder = join(directory, `${index + 1}`)
      const found = await alignedOrReason(alignRecording(engine, model, recording, folder, signal), signal)
      aligned.set(index, found)
      if (typeof found !== 'string') kept += keptTicks(found)
      progress(Math.max(aligned.size / recordings.length, kept / MAX_TICKS_KEPT))
    }
  }
  for (const ended of await Promise.allSettled(Array.from({ length: MAX_CONCURRENT_RECORDINGS }, worker)))
    if (ended.status === 'rejected') throw ended.reason
  signal.throwIfAborted()
  return collectSegments(recordings, aligned)
}

/** Why a recording cannot be used; the training continues without it. */
async function alignedOrReason(
  work: Promise<AlignedRecording>,
  signal: AbortSignal
): Promise<AlignedRecording | string> {
  try {
    return await work
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof EngineDied || error instanceof AudioUnreadable) return error.message
    throw error
  }
}

/** In order of the recordings, so that the same data gives the same model, whichever finished first. */
function collectSegments(
  recordings: readonly TrainingUtterance[],
  aligned: ReadonlyMap<number, AlignedRecording | string>
): Readonly<{ utterances: readonly TrainingUtterance[]; report: RecordingsReport }> {
  const utterances: TrainingUtterance[] = []
  const failed: { recording: string; reason: string }[] = []
  const leftOut: LeftOutReport[] = []
  let [ticks, kept, used] = [0, 0, 0]
  for (const [index, recording] of recordings.entries()) {
    const found = aligned.get(index)
    if (found === undefined || kept >= MAX_TICKS_KEPT) break
    used += 1
    const name = nameOf(recording)
    if (typeof found === 'string') {
      failed.push({ recording: name, reason: found })
      continue
    }
    ticks += found.durationTicks
    kept += keptTicks(found)
    for (const { fromTicks, toTicks, words: placed, audioPath } of found.segments) {
      const words = placed.map(({ word }) => word)
      const id = `${recording.id}@${inSeconds(fromTicks)}s`
      utterances.push({
        id,
        audioPath,
        reference: words.join(' '),
        words,
        durationTicks: toTicks - fromTicks
      })
    }
    leftOut.push(...found.leftOut.map((one) => leftOutReport(name, one)))
  }
  const listed = new Set([...leftOut].sort((a, b) => b.to - b.from - (a.to - a.from)).slice(0, MAX_LISTED))
  return {
    utterances,
    report: {
      recordings: recordings.length,
      seconds: inSeconds(ticks),
      kept: {
        segments: utterances.length,
        seconds: inSeconds(kept),
        words: utterances.reduce((sum, { words }) => sum + words.length, 0)
      },
      leftOut: leftOut.filter((one) => listed.has(one)),
      leftOutCount: leftOut.length,
      failed,
      notNeeded: recordings.length - used
    }
  }
}

const leftOutReport = (
  recording: string,
  { words, heard, fromTicks, toTicks, ...rest }: LeftOut
): LeftOutReport => ({
  recording,
  from: inSeconds(fromTicks),
  to: inSeconds(toTicks),
  words: shown(words),
  heard: shown(heard),
  ...rest
})

const shown = (words: readonly string[]): string =>
  words.length > MAX_WORDS_SHOWN ? `${words.slice(0, MAX_WORDS_SHOWN).join(' ')} …` : words.join(' ')

/** As uploaded: without the dataset that it is in. */
const nameOf = ({ id }: TrainingUtterance): string => id.slice(id.indexOf('/') + 1)

const keptTicks = ({ segments }: AlignedRecording): number =>
  segments.reduce((sum, { fromTicks, toTicks }) => sum + toTicks - fromTicks, 0)

const inSeconds = (ticks: number): number => Math.round((100 * ticks) / TICKS_PER_SECOND) / 100
