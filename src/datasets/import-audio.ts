/** An Acoustic source: each transcribed clip converted once, with its words beside it. @module */
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import {
  AudioUnreadable,
  type AudioUnreadableCode,
  convertToWav,
  TICKS_PER_SECOND
} from '../speech/audio/index.ts'
import { acceptedLines } from './accepted-lines.ts'
import { type AudioArchive, openAudioArchive } from './audio-archive.ts'
import { AudioNames } from './audio-names.ts'
import type { ReportWriter } from './import-report.ts'
import type { Imported, ImportTask } from './import-task.ts'
import { LineWriter } from './line-writer.ts'
import { type Refusal, type RefusalCode, SourceRefused } from './refusal.ts'
import { isEnglish } from './source-lines.ts'
import { textLines } from './text-lines.ts'
import { type TranscriptLine, transcriptLine } from './transcript-line.ts'

const hour = 3600 * TICKS_PER_SECOND
/** Upstream's bound for a test clip. */
export const longestAudioTicks = 2 * hour
/** Upstream trains on clips up to this; longer ones serve for measuring, and their words for training. */
export const longestTrainingTicks = 40 * TICKS_PER_SECOND
/** Twice what upstream uses of a training set: keeps a small archive of compressed audio from filling the disk. */
export const longestTotalTicks = 200 * hour

const audioRefusals = {
  'not-audio': 'NotAudio',
  malformed: 'NotAudio',
  empty: 'AudioEmpty',
  truncated: 'AudioDamaged',
  damaged: 'AudioDamaged',
  'too-long': 'AudioTooLong'
} as const satisfies Record<Exclude<AudioUnreadableCode, 'no-decoder'>, RefusalCode>

export async function importAudio(task: ImportTask, report: ReportWriter): Promise<Imported> {
  const archive = await openAudioArchive(task.sourcePath)
  try {
    await mkdir(join(task.directory, 'audio'))
    return await importArchive(task, archive, report)
  } finally {
    archive.close()
  }
}

async function importArchive(
  task: ImportTask,
  archive: AudioArchive,
  report: ReportWriter
): Promise<Imported> {
  const { directory, dataset, lexical, signal, progress } = task
  const names = new AudioNames(archive)
  const { name: filename } = archive.transcript
  const lines = textLines(archive.transcript.content(), { english: isEnglish(dataset.locale), signal })
  const parse = (text: string) => {
    names.mention(text)
    return transcriptLine(text, dataset.textNormalizationKind, lexical)
  }
  const utterances = await LineWriter.create(join(directory, 'utterances.jsonl'))
  const transcript = await LineWriter.create(join(directory, 'transcript.tsv'))
  let accepted = 0
  let tooLongForTraining = 0
  let total = 0
  try {
    for await (const { line, text, value } of acceptedLines(lines, filename, parse, report)) {
      const converted = await take(task, names, value, longestTotalTicks - total)
      if ('code' in converted) {
        await report.refuse({ filename, line: line.number, inputText: text, ...converted })
        continue
      }
      const long = converted.durationTicks > longestTrainingTicks
      await utterances.line(
        JSON.stringify({
          id: converted.name,
          audio: converted.audio,
          reference: value.original,
          lexical: value.lexical,
          durationTicks: converted.durationTicks,
          ...(long ? { tooLongForTraining: true } : {})
        })
      )
      await transcript.line(`${converted.name}\t${value.lexical}`)
      accepted += 1
      total += converted.durationTicks
      if (long) tooLongForTraining += 1
      progress(accepted / Math.max(1, archive.audio.length), 'converting audio')
    }
    for (const left of names.leftOver()) await report.refuse({ inputText: left.filename, ...left })
  } finally {
    await utterances.close()
    await transcript.close()
  }
  const warning = `${tooLongForTraining} of ${accepted} clips are longer than 40 s: of these, training uses only the transcript`
  return { accepted, durationTicks: total, ...(tooLongForTraining > 0 ? { warnings: [warning] } : {}) }
}

type Converted = Readonly<{ name: string; audio: string; durationTicks: number }>

/** Finds the audio of a line and converts it, or says why not. */
async function take(
  { directory, signal }: ImportTask,
  names: AudioNames,
  { name }: TranscriptLine,
  remainingTicks: number
): Promise<Converted | Refusal> {
  const found = names.claim(name)
  if ('code' in found) return found
  const output = join(directory, found.audio)
  const maxDurationTicks = Math.min(longestAudioTicks, remainingTicks)
  try {
    const { durationTicks } = await convertToWav(found.file.content(), output, { signal, maxDurationTicks })
    return { name: found.file.name, audio: found.audio, durationTicks }
  } catch (error) {
    signal.throwIfAborted()
    await rm(output, { force: true })
    return refusalOf(error, maxDurationTicks < longestAudioTicks)
  }
}

function refusalOf(error: unknown, totalReached: boolean): Refusal {
  if (error instanceof SourceRefused)
    return {
      code: 'AudioDamaged',
      found: error.message,
      accepted: 'a file that unpacks to the size its archive states'
    }
  if (!(error instanceof AudioUnreadable)) throw error
  if (error.code === 'no-decoder') throw new SourceRefused('DataImportFailed', error.message)
  if (error.code === 'too-long' && totalReached)
    return {
      code: 'TotalAudioTooLong',
      found: 'more than 200 hours in all clips so far',
      accepted: 'several smaller datasets'
    }
  const accepted = 'WAV (PCM, mono, 16 kHz advised) or another audio format, up to 2 hours'
  return { code: audioRefusals[error.code], found: error.message, accepted }
}
