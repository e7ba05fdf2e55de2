/** Any audio to the one form that recognition takes: 16 kHz, mono, signed 16-bit. @module */

import { createReadStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AudioUnreadable } from './audio-unreadable.ts'
import { ByteReader, type ByteSource } from './byte-reader.ts'
import { type FfmpegInput, runFfmpeg } from './ffmpeg.ts'
import { SAMPLE_RATE, TICKS_PER_SECOND, ticksOfSamples } from './ticks.ts'
import { readWavHead } from './wav-header.ts'
import { readWavSamples } from './wav-samples.ts'

export type DecodeOptions = Readonly<{
  signal?: AbortSignal
  /** Refuse (`too-long`) audio longer than this: a small file can decode to days of silence. */
  maxDurationTicks?: number
}>

/** A local path, or the bytes of a file as they arrive. */
export type AudioInput = string | ByteSource

/**
 * Samples of the first audio track in chunks of any size. WAV files at 16 kHz (PCM, float, mu-law, A-law; channels
 * averaged) are read here without another process; other rates and formats go through `ffmpeg`.
 * Holds a few chunks at most, whatever the file's length.
 * @throws AudioUnreadable, while iterating; the signal's reason; the file system's or the source's own errors
 */
export async function* decodeAudio(
  input: AudioInput,
  { signal, maxDurationTicks = Number.POSITIVE_INFINITY }: DecodeOptions = {}
): AsyncGenerator<Int16Array<ArrayBuffer>, void, undefined> {
  const most = (maxDurationTicks * SAMPLE_RATE) / TICKS_PER_SECOND
  let samples = 0
  for await (const chunk of decoded(input, signal)) {
    signal?.throwIfAborted()
    samples += chunk.length
    if (samples > most) {
      const [found, accepted] = [ticksOfSamples(samples), maxDurationTicks].map(
        (ticks) => ticks / TICKS_PER_SECOND
      )
      throw new AudioUnreadable(
        'too-long',
        `The audio lasts at least ${found} s; up to ${accepted} s are accepted`
      )
    }
    yield chunk
  }
  if (samples === 0) throw new AudioUnreadable('empty', 'The audio has no samples')
}

async function* decoded(
  input: AudioInput,
  signal: AbortSignal | undefined
): AsyncGenerator<Int16Array<ArrayBuffer>, void, undefined> {
  signal?.throwIfAborted()
  const reader = new ByteReader(typeof input === 'string' ? createReadStream(input) : input, signal)
  try {
    const head = await readWavHead(reader)
    if (head.kind === 'wav') {
      const samples = readWavSamples(reader, head.format, head.dataBytes)
      if (head.format.sampleRate === SAMPLE_RATE) return yield* samples
      return yield* throughFfmpeg(
        { kind: 'samples', bytes: bytesOf(samples), sampleRate: head.format.sampleRate },
        signal
      )
    }
    if (typeof input === 'string') return yield* throughFfmpeg({ kind: 'file', path: input }, signal)
    const bytes = joined(head.consumed, reader)
    // MP4 files keep their index at the end more often than not: ffmpeg must be able to seek in them.
    if (isMp4(head.consumed)) return yield* throughTemporaryFile(bytes, signal)
    yield* throughFfmpeg({ kind: 'stream', bytes }, signal)
  } finally {
    reader.close()
  }
}

async function* throughFfmpeg(
  input: FfmpegInput,
  signal: AbortSignal | undefined
): AsyncGenerator<Int16Array<ArrayBuffer>, void, undefined> {
  let carried: Uint8Array = new Uint8Array(0)
  for await (const part of runFfmpeg(input, signal)) {
    const bytes = Buffer.concat([carried, part])
    const whole = bytes.length - (bytes.length % 2)
    carried = bytes.subarray(whole)
    if (whole > 0) yield new Int16Array(Uint8Array.from(bytes.subarray(0, whole)).buffer)
  }
}

async function* throughTemporaryFile(
  bytes: ByteSource,
  signal: AbortSignal | undefined
): AsyncGenerator<Int16Array<ArrayBuffer>, void, undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'vernacular-audio-'))
  try {
    const path = join(folder, 'upload.mp4')
    const file = await open(path, 'wx')
    try {
      for await (const part of bytes) {
        signal?.throwIfAborted()
        await file.writeFile(part)
      }
    } finally {
      await file.close()
    }
    yield* throughFfmpeg({ kind: 'file', path }, signal)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const isMp4 = (head: Uint8Array): boolean => Buffer.from(head.subarray(4, 8)).toString('latin1') === 'ftyp'

async function* joined(first: Uint8Array, reader: ByteReader): AsyncGenerator<Uint8Array, void, undefined> {
  yield first
  yield* reader.rest()
}

async function* bytesOf(chunks: AsyncIterable<Int16Array>): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of chunks) yield new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength)
}
