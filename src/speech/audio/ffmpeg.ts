/**
 * Foreign formats and resampling through the `ffmpeg` program, its output and input in pipes.
 * Uploaded bytes are hostile: only plain containers are allowed, since playlists and concatenation scripts
 * make ffmpeg open other files and addresses.
 * @module
 */

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { AudioUnreadable } from './audio-unreadable.ts'
import type { ByteSource } from './byte-reader.ts'
import { SAMPLE_RATE } from './ticks.ts'

const CONTAINERS = 'wav,w64,mp3,flac,ogg,mov,matroska,aac,amr,aiff,au,caf,asf,ac3'
/** Share of packets that may fail to decode; ffmpeg's own default (two thirds) would pass noise for speech. */
const MAX_ERROR_RATE = '0.1'
const MESSAGE_BYTES = 4_096
const ACCEPTED = 'WAV, MP3, FLAC, OGG (Opus, Vorbis, Speex), M4A/AAC, WebM, AMR, WMA and AIFF are accepted'

/** Keeps ffmpeg and ffprobe to one local file (or stdin) in one plain container. */
export const SAFE_INPUT = ['-protocol_whitelist', 'file,pipe', '-format_whitelist', CONTAINERS] as const

/** What to decode: a local file, a file's bytes as a stream, or raw interleaved s16 samples at another rate. */
export type FfmpegInput =
  | Readonly<{ kind: 'file'; path: string }>
  | Readonly<{ kind: 'stream'; bytes: ByteSource }>
  | Readonly<{ kind: 'samples'; bytes: ByteSource; sampleRate: number; channels: number }>

/** What to write: s16 samples mixed to mono, or a WAV stream, whose header tells how many channels follow. */
export type FfmpegOutput = 'mono' | 'channels'

const OUTPUTS: Readonly<Record<FfmpegOutput, readonly string[]>> = {
  mono: ['-ac', '1', '-f', 's16le'],
  channels: ['-c:a', 'pcm_s16le', '-fflags', '+bitexact', '-f', 'wav']
}
/** The longest head that stands before the first sample: a WAV file's with more than two channels. */
const HEAD_BYTES: Readonly<Record<FfmpegOutput, number>> = { mono: 0, channels: 68 }

const inputArguments = (input: FfmpegInput): readonly string[] => {
  if (input.kind === 'file') return ['-nostdin', ...SAFE_INPUT, '-i', `file:${input.path}`]
  if (input.kind === 'stream') return [...SAFE_INPUT, '-i', 'pipe:0']
  return ['-f', 's16le', '-ar', String(input.sampleRate), '-ac', String(input.channels), '-i', 'pipe:0']
}

/** 16 kHz s16 bytes of the first audio track. The process never outlives the iteration. */
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
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-MESSAGE_BYTES)
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
    if (code !== 0) throw failure(complaint, input, produced > HEAD_BYTES[shape])
  } finally {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
    // The source is not waited for: it may be silent for as long as its sender likes.
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
 * Writes the input. A decoder that stops reading says why by its exit code; a source that breaks off throws here,
 * after what had arrived was handed over.
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

function failure(complaint: string, input: FfmpegInput, begun: boolean): AudioUnreadable {
  const lines = complaint.split('\n').map((line) => line.replace(/^\[[^\]]*\]\s*/, '').trim())
  const last = lines.filter((line) => line !== '').at(-1) ?? 'no reason given'
  // The complaint reaches clients: it must not tell where files lie on this machine.
  const reason =
    input.kind === 'file'
      ? last.replaceAll(`file:${input.path}`, 'the file')
      : last.replaceAll('pipe:0', 'the stream')
  return begun
    ? new AudioUnreadable('damaged', `The audio is damaged and was decoded in part only (${reason})`)
    : new AudioUnreadable('not-audio', `No audio was found in the file (${reason}); ${ACCEPTED}`)
}
