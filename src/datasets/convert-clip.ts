/** One clip of an archive converted to the form that recognition takes, or why it cannot be. @module */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import {
  AudioUnreadable,
  type AudioUnreadableCode,
  decodeAudio,
  type Loudness,
  LoudnessMeter,
  TICKS_PER_SECOND,
  writeWav
} from '../speech/audio/index.ts'
import type { AudioNames } from './audio-names.ts'
import type { ImportTask } from './import-task.ts'
import { type Rejection, type RejectionCode, SourceRejected } from './rejection.ts'

const hour = 3600 * TICKS_PER_SECOND
/** Upstream's bound for a test clip. */
export const MAX_AUDIO_TICKS = 2 * hour
/** Upstream trains on clips up to this; training cuts longer ones. */
export const MAX_TRAINING_CLIP_TICKS = 40 * TICKS_PER_SECOND
/** Twice what upstream uses of a training set: keeps a small archive of compressed audio from filling the disk. */
export const MAX_TOTAL_TICKS = 200 * hour

const audioRejections = {
  'not-audio': 'NotAudio',
  malformed: 'NotAudio',
  empty: 'AudioEmpty',
  truncated: 'AudioDamaged',
  damaged: 'AudioDamaged',
  'too-long': 'AudioTooLong'
} as const satisfies Record<Exclude<AudioUnreadableCode, 'no-decoder'>, RejectionCode>

export type ConvertedClip = Readonly<{
  name: string
  audio: string
  durationTicks: number
  loudness: Loudness
}>

/**
 * Finds the audio of that name and converts it, or says why not.
 * @param remainingTicks of the bound of the whole dataset
 */
export async function convertClip(
  { directory, signal }: Pick<ImportTask, 'directory' | 'signal'>,
  names: AudioNames,
  name: string,
  remainingTicks: number
): Promise<ConvertedClip | Rejection> {
  const found = names.claim(name)
  if ('code' in found) return found
  const output = join(directory, found.audio)
  const maxDurationTicks = Math.min(MAX_AUDIO_TICKS, remainingTicks)
  const meter = new LoudnessMeter()
  try {
    const samples = decodeAudio(found.file.content(), { signal, maxDurationTicks })
    const { durationTicks } = await writeWav(output, metered(samples, meter))
    return { name: found.file.name, audio: found.audio, durationTicks, loudness: meter.measure() }
  } catch (error) {
    signal.throwIfAborted()
    await rm(output, { force: true })
    return rejectionOf(error, maxDurationTicks < MAX_AUDIO_TICKS)
  }
}

async function* metered(
  samples: AsyncIterable<Int16Array>,
  meter: LoudnessMeter
): AsyncGenerator<Int16Array> {
  for await (const chunk of samples) {
    meter.push(chunk)
    yield chunk
  }
}

function rejectionOf(error: unknown, totalReached: boolean): Rejection {
  if (error instanceof SourceRejected)
    return {
      code: 'AudioDamaged',
      found: error.message,
      accepted: 'a file that unpacks to the size stated in the archive'
    }
  if (!(error instanceof AudioUnreadable)) throw error
  if (error.code === 'no-decoder') throw new SourceRejected('DataImportFailed', error.message)
  if (error.code === 'too-long' && totalReached)
    return {
      code: 'TotalAudioTooLong',
      found: 'more than 200 hours in total',
      accepted: 'several smaller datasets'
    }
  const accepted = 'WAV (PCM, mono, 16 kHz recommended) or another audio format, up to 2 hours'
  return { code: audioRejections[error.code], found: error.message, accepted }
}
