/**
 * Decoding of other formats, and resampling, by an `ffmpeg` process connected with pipes. Uploads are untrusted: only plain
 * containers are allowed, as playlists and concatenation scripts make ffmpeg open other files and URLs.
 * @module
 */

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { AudioUnreadable } from './audio-unreadable.ts'
import type { ByteSource } from './byte-reader.ts'
import { SAMPLE_RATE } from './ticks.ts'

const CONTAINERS = 'wav,w64,mp3,flac,ogg,mov,matroska,aac,amr,aiff,au,caf,asf,ac3'
/** Share of packets that may fail to decode; with ffmpeg's default (two thirds), noise would pass as speech. */
const MAX_ERROR_RATE = '0.1'
const MAX_MESSAGE_CHARACTERS = 4_096
const ACCEPTED = 'WAV, MP3, FLAC, OGG (Opus, Vorbis, Speex), M4A/AAC, WebM, AMR, WMA and AIFF are accepted'

/** Restricts ffmpeg and ffprobe to one local file (or stdin) in one plain container. */
export const SAFE_INPUT = ['-protocol_whitelist', 'file,pipe', '-format_whitelist', CONTAINERS] as const

/** What to decode: a local file, a file's bytes as a stream, or raw interleaved s16 samples at another rate. */
export type FfmpegInput =
  | Readonly<{ kind: 'file'; path: string }>
  | Readonly<{ kind: 'stream'; bytes: ByteSource }>
  | Readonly<{ kind: 'samples'; bytes: ByteSource; sampleRate: number; channels: number }>

/** What to write: s16 samples mixed to mono, or a WAV stream whose header has the number of channels. */
export type FfmpegOutput = 'mono' | 'channels'

const OUTPUTS: Readonly<Record<FfmpegOutput, readonly string[]>> = {
  mono: ['-ac', '1', '-f', 's16le'],
  channels: ['-c:a', 'pcm_s16le', '-fflags', '+bitexact', '-f', 'wav']
}
/** Largest header before the first sample: that of a WAV file with more than two channels. */
const HEAD_BYTES: Readonly<Record<FfmpegOutput, number>> = { mono: 0, channels: 68 }

const inputArguments = (input: FfmpegInput): readonly string[] => {
  if (input.kind === 'file') return ['-nostdin', ...SAFE_INPUT, '-i', `file:${input.path}`]
  if (input.kind === 'stream') return [...SAFE_INPUT, '-i', 'pipe:0']
  return ['-f', 's16le', '-ar', String(input.sampleRate), '-ac', String(input.channels), '-i', 'pipe:0']
}

/** 16 kHz s16 bytes of the first audio track. The process ends with the iteration. */
export async function* runFfmpeg(
  input: FfmpegInput,
  signal: AbortSignal | undefined,
  shape: FfmpegOutput = 'mono'
): AsyncGenerator<Buffer, void, undefined> {
  signal?.throwIfAborted()
  const output = ['-map', '0:a:0', '-ar', String(SAMPLE_RATE), ...OUTPUTS[shape], 'pipe:1']
  const child = spawn(
    'ffmpeg',
    ['-hide_banner', '-v', 'error', '-max_error_rate', MAX_ERROR_RATE, ...inputArguments(input), ...output],
    { stdio: ['pipe', 'pipe', 'pipe'], killSignal: 'SIGKILL', ...(signal === undefined ? {} : { signal }) }
  )
  const ended = ending(child)
  const fed = feed(child.stdin, input)
  // Both are awaited below, after the output; until then a rejection must not count as unhandled.
  ended.catch(() => {})
  fed.catch(() => {})
  let errorOutput = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errorOutput = (errorOutput + text).slice(-MAX_MESSAGE_CHARACTERS)
  })
  let produced = 0
  try {
    for await (const chunk of child.stdout) {
      produced += chunk.length
      yield chunk
    }
    const code = await ended
    signal?.throwIfAborted()
    await fed
    if (code !== 0) throw failure(errorOutput, input, produced > HEAD_BYTES[shape])
  } finally {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
    // The source is not awaited: it may send nothing for any length of time.
    await ended.catch(() => {})
  }
}

/** Exit code, `null` after a signal. */
async function ending(child: ChildProcess): Promise<number | null> {
  try {
    await once(child, 'close')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new AudioUnreadable(
        'no-decoder',
        'Reading this format needs ffmpeg: install the package "ffmpeg"',
        {
          cause: error
        }
      )
    }
    if ((error as Error).name !== 'AbortError') throw error
  }
  return child.exitCode
}

/**
 * Writes the input. The exit code tells why a decoder stops reading; a source that fails throws here, after everything that
 * arrived before was written.
 */
async function feed(stdin: Writable, input: FfmpegInput): Promise<void> {
  const closed = new Promise<void>((resolve) => stdin.once('close', resolve))
  stdin.on('error', () => {})
  try {
    if (input.kind === 'file') return
    for await (const chunk of input.bytes) {
      if (stdin.destroyed) return
      if (stdin.write(chunk)) continue
      await Promise.race([closed, new Promise<void>((resolve) => stdin.once('drain', resolve))])
    }
  } finally {
    stdin.end()
  }
}

function failure(errorOutput: string, input: FfmpegInput, started: boolean): AudioUnreadable {
  const lines = errorOutput.split('\n').map((line) => line.replace(/^\[[^\]]*\]\s*/, '').trim())
  const last = lines.filter((line) => line !== '').at(-1) ?? 'no reason given'
  // The message is sent to clients: it must not contain a path of this machine.
  const reason =
    input.kind === 'file'
      ? last.replaceAll(`file:${input.path}`, 'the file')
      : last.replaceAll('pipe:0', 'the stream')
  return started
    ? new AudioUnreadable('damaged', `The audio is damaged and could only be decoded in part (${reason})`)
    : new AudioUnreadable('not-audio', `No audio was found in the file (${reason}); ${ACCEPTED}`)
}
