/** Reads the format and duration of an audio file without decoding it. @module */

import { execFile } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { AudioUnreadable } from './audio-unreadable.ts'
import { ByteReader } from './byte-reader.ts'
import { SAFE_INPUT } from './ffmpeg.ts'
import { TICKS_PER_SECOND, ticksOfSamples } from './ticks.ts'
import { readWavHead } from './wav-header.ts'

export type AudioFacts = Readonly<{
  /** `wav`, or ffmpeg's name of the container. */
  container: string
  /** A WAV sample encoding (`s16`, `mulaw`…), or ffmpeg's name of the codec. */
  encoding: string
  sampleRate: number
  channels: number
  /** From the header; absent if the container does not state it. */
  durationTicks?: number
}>

/**
 * @throws AudioUnreadable `not-audio`, `empty`, `malformed`, `truncated` (within the header), `no-decoder`
 */
export async function probeAudio(
  path: string,
  { signal }: { signal?: AbortSignal } = {}
): Promise<AudioFacts> {
  const reader = new ByteReader(createReadStream(path, { highWaterMark: 4_096 }), signal)
  try {
    const head = await readWavHead(reader)
    if (head.kind === 'foreign') return await askFfprobe(path, signal)
    const { encoding, sampleRate, channels, frameBytes } = head.format
    const present = (await stat(path)).size - reader.position
    const frames = Math.floor(Math.min(head.dataBytes ?? present, present) / frameBytes)
    return {
      container: 'wav',
      encoding,
      sampleRate,
      channels,
      durationTicks: ticksOfSamples(frames, sampleRate)
    }
  } finally {
    reader.close()
  }
}

type FfprobeAnswer = Readonly<{
  streams?: readonly Readonly<{
    codec_name?: string
    sample_rate?: string
    channels?: number
    duration?: string
  }>[]
  format?: Readonly<{ format_name?: string; duration?: string }>
}>

async function askFfprobe(path: string, signal: AbortSignal | undefined): Promise<AudioFacts> {
  const options = ['-select_streams', 'a:0', '-show_streams', '-show_format', '-of', 'json']
  let answer: FfprobeAnswer
  try {
    const { stdout } = await promisify(execFile)(
      'ffprobe',
      ['-v', 'error', ...SAFE_INPUT, ...options, `file:${path}`],
      {
        killSignal: 'SIGKILL',
        ...(signal === undefined ? {} : { signal })
      }
    )
    answer = JSON.parse(stdout) as FfprobeAnswer
  } catch (cause) {
    signal?.throwIfAborted()
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new AudioUnreadable(
        'no-decoder',
        'Probing this format needs ffprobe: install the package "ffmpeg"',
        { cause }
      )
    }
    // Without the cause, which contains the file's path on this machine.
    throw new AudioUnreadable('not-audio', 'The file is not in a known audio format')
  }
  const stream = answer.streams?.[0]
  const sampleRate = Number(stream?.sample_rate)
  if (stream === undefined || !(sampleRate > 0)) {
    throw new AudioUnreadable('not-audio', 'The file has no audio track')
  }
  const seconds = Number(stream.duration ?? answer.format?.duration)
  return {
    container: answer.format?.format_name ?? 'unknown',
    encoding: stream.codec_name ?? 'unknown',
    sampleRate,
    channels: stream.channels ?? 1,
    ...(Number.isFinite(seconds) ? { durationTicks: Math.round(seconds * TICKS_PER_SECOND) } : {})
  }
}
