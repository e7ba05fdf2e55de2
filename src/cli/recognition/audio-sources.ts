/** Audio from files, standard input and URLs. @module */

import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { wavHeader } from '../../speech/audio/index.ts'
import { CommandError, UsageError } from '../command-error.ts'
import type { CommandContext } from '../execution/command-context.ts'
import { recognition } from './recognize-options.ts'

/**
 * `header` begins each turn of raw samples, and `bytesPerMs` is their rate; audio in a container has neither.
 */
export type Source = Readonly<{
  audio: AsyncIterable<Uint8Array>
  header?: Uint8Array
  bytesPerMs?: number
  stop: () => void
}>

/** 16 kHz, 16 bits, mono. */
export const rawSamples = (audio: AsyncIterable<Uint8Array>, stop: () => void): Source => ({
  audio,
  header: wavHeader({ dataBytes: 0 }),
  bytesPerMs: 32,
  stop
})

/** First bytes of container formats; the mark of MP4 begins at byte 4. */
const CONTAINERS = ['RIFF', 'OggS', 'fLaC', 'ID3', '\u001aE']
const HEAD_BYTES = 12
/** The header of a WAV file is expected within so many bytes. */
const WAV_HEAD_BYTES = 4096

const isContainer = (head: Buffer): boolean =>
  CONTAINERS.some((mark) => head.toString('latin1').startsWith(mark)) ||
  head.toString('latin1', 4, 8) === 'ftyp' ||
  // A frame of MPEG audio: eleven bits set, and not the reserved layer.
  (head[0] === 0xff && ((head[1] ?? 0) & 0xe0) === 0xe0 && ((head[1] ?? 0) & 0x06) !== 0 && head[1] !== 0xff)

export const isAddress = (name: string): boolean => /^https?:\/\//i.test(name)

/** `audio.input.id`, the name of the recording in outputs. */
export const idOfAudio = (name: string): string =>
  basename(isAddress(name) ? new URL(name).pathname : name).replace(/\.[^.]*$/, '') || 'audio'

/** Telephone codecs, as WAV numbers them. */
const TELEPHONE_CODECS: Readonly<Record<string, number>> = { alaw: 6, mulaw: 7 }
/** Formats that the service detects. */
const DETECTED_FORMATS = ['any', 'wav', 'mp3', 'ogg', 'opus', 'flac', 'webm', 'mp4', 'm4a']

/** @param name a path, a URL, or - for standard input */
export async function sourceOf(context: CommandContext, name: string): Promise<Source> {
  const format = context.value(recognition.format)?.toLowerCase()
  if (format !== undefined && !DETECTED_FORMATS.includes(format) && TELEPHONE_CODECS[format] === undefined) {
    const accepted = [...DETECTED_FORMATS, ...Object.keys(TELEPHONE_CODECS)].join(', ')
    throw new UsageError(`--format is "${format}"; expected ${accepted}.`)
  }
  const stream = await streamOf(context, name)
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  const head = await firstBytes(chunks, HEAD_BYTES, Buffer.alloc(0)).catch((error: unknown) => {
    throw new CommandError(`${name} cannot be read: ${(error as Error).message}`)
  })
  const rest = async function* (begin: Buffer, most = Number.POSITIVE_INFINITY): AsyncGenerator<Uint8Array> {
    let left = most - begin.length
    if (begin.length > 0) yield begin.subarray(0, most)
    for (let next = await chunks.next(); !next.done && left > 0; next = await chunks.next()) {
      yield next.value.subarray(0, left)
      left -= next.value.length
    }
  }
  const stop = (): void => void stream.destroy()
  const code = TELEPHONE_CODECS[format ?? '']
  if (code !== undefined && !isContainer(head)) {
    return { audio: rest(head), header: telephoneHeader(code), bytesPerMs: 8, stop }
  }
  // Anything else on standard input is raw samples; a file is for the service to read or to reject.
  if (name === '-' && !isContainer(head)) return rawSamples(rest(head), stop)
  if (!head.toString('latin1').startsWith('RIFF')) return { audio: rest(head), stop }
  const wav = await firstBytes(chunks, WAV_HEAD_BYTES, head)
  const samples = samplesOf(wav)
  return samples === undefined
    ? { audio: rest(wav), stop }
    : rawSamples(rest(wav.subarray(samples.start), samples.bytes), stop)
}

export async function streamOf(context: CommandContext, name: string): Promise<Readable> {
  if (name === '-') return process.stdin
  if (!isAddress(name)) return createReadStream(context.inputPath(name))
  const answer = await fetch(name).catch((error: unknown) => {
    const { message } = ((error as Error).cause ?? error) as Error
    throw new CommandError(`Cannot download ${name}: ${message}`)
  })
  if (!answer.ok || !answer.body) throw new CommandError(`Cannot download ${name}: HTTP ${answer.status}.`)
  return Readable.fromWeb(answer.body as import('node:stream/web').ReadableStream<Uint8Array>)
}

/** @returns at least `minBytes` bytes, unless the stream ends earlier; `read` has those read already */
async function firstBytes(chunks: AsyncIterator<Buffer>, minBytes: number, read: Buffer): Promise<Buffer> {
  let head = read
  while (head.length < minBytes) {
    const next = await chunks.next()
    if (next.done) break
    head = Buffer.concat([head, next.value])
  }
  return head
}

/** @returns undefined unless the file is 16 kHz, 16 bit, mono PCM; the service reads other files by their header */
function samplesOf(wav: Buffer): Readonly<{ start: number; bytes: number }> | undefined {
  let plain = false
  for (let at = 12; at + 8 <= wav.length; ) {
    const kind = wav.toString('latin1', at, at + 4)
    const size = wav.readUInt32LE(at + 4)
    // A program that writes to a pipe does not know the size yet.
    const bytes = size === 0 || size >= 0x7fff_ffff ? Number.POSITIVE_INFINITY : size
    if (kind === 'data') return plain ? { start: at + 8, bytes } : undefined
    if (kind === 'fmt ' && at + 24 <= wav.length) {
      const [code, channels, rate, bits] = [
        wav.readUInt16LE(at + 8),
        wav.readUInt16LE(at + 10),
        wav.readUInt32LE(at + 12),
        wav.readUInt16LE(at + 22)
      ]
      plain = code === 1 && channels === 1 && rate === 16_000 && bits === 16
    }
    at += 8 + size + (size % 2)
  }
  return undefined
}

/** A WAV header for 8 kHz, 8 bit, mono, of unknown length. */
function telephoneHeader(code: number): Uint8Array {
  const header = Buffer.from(wavHeader({ dataBytes: 0, sampleRate: 8000 }))
  header.writeUInt16LE(code, 20)
  header.writeUInt32LE(8000, 28)
  header.writeUInt16LE(1, 32)
  header.writeUInt16LE(8, 34)
  return header
}
