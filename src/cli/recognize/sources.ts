/** Where audio comes from: files, standard input, addresses. @module */
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { wavHeader } from '../../speech/audio/index.ts'
import { CommandFailed, WrongUsage } from '../command-failed.ts'
import type { Options } from '../session.ts'

/**
 * `header`: what each turn begins with, for bare samples; audio that says itself what it is has none, nor a number of
 * bytes that last a millisecond.
 */
export type Source = Readonly<{
  audio: AsyncIterable<Uint8Array>
  header?: Uint8Array
  bytesPerMs?: number
  stop: () => void
}>

/** 16 kHz, 16 bits, mono. */
export const bareSamples = (audio: AsyncIterable<Uint8Array>, stop: () => void): Source => ({
  audio,
  header: wavHeader({ dataBytes: 0 }),
  bytesPerMs: 32,
  stop
})

/** How recordings begin that say what they are; MP4 says it from its fifth byte on. */
const CONTAINERS = ['RIFF', 'OggS', 'fLaC', 'ID3', '\u001aE']
const HEAD_BYTES = 12
/** Where the samples of a WAV file are looked for. */
const WAV_HEAD_BYTES = 4096

const isContainer = (head: Buffer): boolean =>
  CONTAINERS.some((mark) => head.toString('latin1').startsWith(mark)) ||
  head.toString('latin1', 4, 8) === 'ftyp' ||
  // A frame of MPEG audio: eleven bits set, and no layer that is reserved.
  (head[0] === 0xff && ((head[1] ?? 0) & 0xe0) === 0xe0 && ((head[1] ?? 0) & 0x06) !== 0 && head[1] !== 0xff)

export const isAddress = (name: string): boolean => /^https?:\/\//i.test(name)

/** `audio.input.id`: what its outputs are called by. */
export const idOfAudio = (name: string): string =>
  basename(isAddress(name) ? new URL(name).pathname : name).replace(/\.[^.]*$/, '') || 'audio'

/** Telephone companies' codes for samples, as WAV numbers them. */
const CODES: Readonly<Record<string, number>> = { alaw: 6, mulaw: 7 }
/** They say themselves what they are. */
const TOLD = ['any', 'wav', 'mp3', 'ogg', 'opus', 'flac', 'webm', 'mp4', 'm4a']

/** @param name a path, an address, or - for standard input */
export async function sourceOf(options: Options, name: string): Promise<Source> {
  const format = options.one('audioFormat')?.toLowerCase()
  if (format !== undefined && !TOLD.includes(format) && CODES[format] === undefined) {
    const accepted = [...TOLD, ...Object.keys(CODES)].join(', ')
    throw new WrongUsage(`--format is "${format}"; accepted are ${accepted}.`)
  }
  const stream = await streamOf(options, name)
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  const head = await firstBytes(chunks, HEAD_BYTES, Buffer.alloc(0)).catch((error: unknown) => {
    throw new CommandFailed(`${name} cannot be read: ${(error as Error).message}`)
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
  const code = CODES[format ?? '']
  if (code !== undefined && !isContainer(head)) {
    return { audio: rest(head), header: telephoneHeader(code), bytesPerMs: 8, stop }
  }
  // Anything else on standard input is bare samples; a file is for the service to read, or to refuse.
  if (name === '-' && !isContainer(head)) return bareSamples(rest(head), stop)
  if (!head.toString('latin1').startsWith('RIFF')) return { audio: rest(head), stop }
  const wav = await firstBytes(chunks, WAV_HEAD_BYTES, head)
  const samples = samplesOf(wav)
  return samples === undefined
    ? { audio: rest(wav), stop }
    : bareSamples(rest(wav.subarray(samples.start), samples.bytes), stop)
}

export async function streamOf(options: Options, name: string): Promise<Readable> {
  if (name === '-') return process.stdin
  if (!isAddress(name)) return createReadStream(options.inputAt(name))
  const answer = await fetch(name).catch((error: unknown) => {
    const { message } = ((error as Error).cause ?? error) as Error
    throw new CommandFailed(`${name} cannot be fetched: ${message}`)
  })
  if (!answer.ok || !answer.body) throw new CommandFailed(`${name} answered HTTP ${answer.status}.`)
  return Readable.fromWeb(answer.body as import('node:stream/web').ReadableStream<Uint8Array>)
}

/** At least so many more bytes than `begun`, or all that there are. */
async function firstBytes(chunks: AsyncIterator<Buffer>, least: number, begun: Buffer): Promise<Buffer> {
  let head = begun
  while (head.length < least) {
    const next = await chunks.next()
    if (next.done) break
    head = Buffer.concat([head, next.value])
  }
  return head
}

/** Undefined for what is no 16 kHz, 16 bit, mono PCM: the service reads that by its own header. */
function samplesOf(wav: Buffer): Readonly<{ start: number; bytes: number }> | undefined {
  let plain = false
  for (let at = 12; at + 8 <= wav.length; ) {
    const kind = wav.toString('latin1', at, at + 4)
    const size = wav.readUInt32LE(at + 4)
    // Who writes to a pipe does not know the size yet.
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

/** 8 kHz, 8 bits, mono, without an end. */
function telephoneHeader(code: number): Uint8Array {
  const header = Buffer.from(wavHeader({ dataBytes: 0, sampleRate: 8000 }))
  header.writeUInt16LE(code, 20)
  header.writeUInt32LE(8000, 28)
  header.writeUInt16LE(1, 32)
  header.writeUInt16LE(8, 34)
  return header
}
