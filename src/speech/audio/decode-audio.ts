/** Decodes any audio to the format of recognition: 16 kHz, signed 16-bit, mixed to mono or one array per channel. @module */

import { createReadStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AudioUnreadable } from './audio-unreadable.ts'
import { ByteReader, type ByteSource } from './byte-reader.ts'
import { type FfmpegInput, type FfmpegOutput, runFfmpeg } from './ffmpeg.ts'
import { SAMPLE_RATE, TICKS_PER_SECOND, ticksOfSamples } from './ticks.ts'
import { readWavHead } from './wav-header.ts'
import { interleavedSamples, monoSamples, readWavSamples } from './wav-samples.ts'

export type DecodeOptions = Readonly<{
  signal?: AbortSignal
  /** Rejects longer audio (`too-long`): a small file can decode to days of silence. */
  maxDurationTicks?: number
}>

/** A local path, or the bytes of a file as they arrive. */
export type AudioInput = string | ByteSource

/**
 * Samples of the first audio track in chunks of any size. WAV files at 16 kHz (PCM, float, mu-law, A-law; channels
 * averaged) are decoded in this process, other rates and formats by `ffmpeg`. Buffers a few chunks, whatever the length.
 * @throws AudioUnreadable, while iterating; the signal's reason; the file system's or the source's own errors
 */
export async function* decodeAudio(
  input: AudioInput,
  options: DecodeOptions = {}
): AsyncGenerator<Int16Array<ArrayBuffer>, void, undefined> {
  for await (const { samples } of limitDuration(input, options, 'mono')) yield samples
}

/**
 * The same with separate channels: each value has one array per channel of the file, all of the same length.
 * @throws as `decodeAudio`
 */
export async function* decodeChannels(
  input: AudioInput,
  options: DecodeOptions = {}
): AsyncGenerator<readonly Int16Array<ArrayBuffer>[], void, undefined> {
  for await (const { samples, channels } of limitDuration(input, options, 'channels')) {
    yield Array.from({ length: channels }, (_, channel) => {
      const own = new Int16Array(samples.length / channels)
      for (let frame = 0, at = channel; frame < own.length; frame++, at += channels) {
        own[frame] = samples[at] ?? 0
      }
      return own
    })
  }
}

/** Whole frames with interleaved channels. */
type Frames = Readonly<{ samples: Int16Array<ArrayBuffer>; channels: number }>
type FramesStream = AsyncGenerator<Frames, void, undefined>

async function* limitDuration(
  input: AudioInput,
  { signal, maxDurationTicks = Number.POSITIVE_INFINITY }: DecodeOptions,
  shape: FfmpegOutput
): FramesStream {
  const maxSamples = (maxDurationTicks * SAMPLE_RATE) / TICKS_PER_SECOND
  let length = 0
  for await (const frames of decodeFrames(input, shape, signal)) {
    signal?.throwIfAborted()
    length += frames.samples.length / frames.channels
    if (length > maxSamples) {
      const [found, accepted] = [ticksOfSamples(length), maxDurationTicks].map(
        (ticks) => ticks / TICKS_PER_SECOND
      )
      throw new AudioUnreadable(
        'too-long',
        `The audio lasts at least ${found} s; up to ${accepted} s are accepted`
      )
    }
    yield frames
  }
  if (length === 0) throw new AudioUnreadable('empty', 'The audio has no samples')
}

async function* decodeFrames(
  input: AudioInput,
  shape: FfmpegOutput,
  signal: AbortSignal | undefined
): FramesStream {
  signal?.throwIfAborted()
  const reader = new ByteReader(typeof input === 'string' ? createReadStream(input) : input, signal)
  try {
    const head = await readWavHead(reader)
    if (head.kind === 'wav') {
      const channels = shape === 'mono' ? 1 : head.format.channels
      const convert = shape === 'mono' ? monoSamples : interleavedSamples
      const wav = readWavSamples(reader, head.format, head.dataBytes, convert)
      const { sampleRate } = head.format
      if (sampleRate === SAMPLE_RATE) return yield* framesOf(wav, channels)
      return yield* throughFfmpeg(
        { kind: 'samples', bytes: bytesOf(wav), sampleRate, channels },
        shape,
        signal
      )
    }
    if (typeof input === 'string') return yield* throughFfmpeg({ kind: 'file', path: input }, shape, signal)
    const bytes = prepend(head.consumed, reader)
    // Most MP4 files have their index at the end: ffmpeg needs a file that it can seek in.
    if (isMp4(head.consumed)) return yield* throughTemporaryFile(bytes, shape, signal)
    yield* throughFfmpeg({ kind: 'stream', bytes }, shape, signal)
  } finally {
    reader.close()
  }
}

async function* framesOf(samples: AsyncIterable<Int16Array<ArrayBuffer>>, channels: number): FramesStream {
  for await (const part of samples) yield { samples: part, channels }
}

async function* throughFfmpeg(
  input: FfmpegInput,
  shape: FfmpegOutput,
  signal: AbortSignal | undefined
): FramesStream {
  if (shape === 'channels') return yield* channelsFromFfmpeg(input, signal)
  let carried: Uint8Array = new Uint8Array(0)
  for await (const part of runFfmpeg(input, signal)) {
    const bytes = Buffer.concat([carried, part])
    const whole = bytes.length - (bytes.length % 2)
    carried = bytes.subarray(whole)
    if (whole > 0)
      yield { samples: new Int16Array(Uint8Array.from(bytes.subarray(0, whole)).buffer), channels: 1 }
  }
}

async function* channelsFromFfmpeg(input: FfmpegInput, signal: AbortSignal | undefined): FramesStream {
  const wav = new ByteReader(runFfmpeg(input, signal, 'channels'), signal)
  try {
    const head = await readWavHead(wav)
    if (head.kind !== 'wav') throw new AudioUnreadable('damaged', 'The decoder wrote no samples')
    yield* framesOf(readWavSamples(wav, head.format, undefined, interleavedSamples), head.format.channels)
  } finally {
    wav.close()
  }
}

async function* throughTemporaryFile(
  bytes: ByteSource,
  shape: FfmpegOutput,
  signal: AbortSignal | undefined
): FramesStream {
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
    yield* throughFfmpeg({ kind: 'file', path }, shape, signal)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const isMp4 = (head: Uint8Array): boolean => Buffer.from(head.subarray(4, 8)).toString('latin1') === 'ftyp'

async function* prepend(first: Uint8Array, reader: ByteReader): AsyncGenerator<Uint8Array, void, undefined> {
  yield first
  yield* reader.rest()
}

async function* bytesOf(chunks: AsyncIterable<Int16Array>): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of chunks) yield new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength)
}
