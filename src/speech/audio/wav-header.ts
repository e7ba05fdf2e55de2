/** The header of a RIFF WAVE file: reading what recorders write, and writing our own. @module */

import { AudioUnreadable } from './audio-unreadable.ts'
import type { ByteReader } from './byte-reader.ts'
import { SAMPLE_RATE } from './ticks.ts'

/** Encoding of one sample. PCM names are by container size: a 20-bit sample in three bytes is `s24`. */
export type SampleEncoding = 'u8' | 's16' | 's24' | 's32' | 'f32' | 'f64' | 'mulaw' | 'alaw'

export type WavFormat = Readonly<{
  encoding: SampleEncoding
  sampleRate: number
  channels: number
  /** Bytes of one sample of every channel. */
  frameBytes: number
}>

export type WavHead =
  | Readonly<{
      kind: 'wav'
      format: WavFormat
      /** Bytes of samples that the header states; absent if a streaming writer did not know. */
      dataBytes?: number
    }>
  /** Not a WAVE file, or one that needs a codec. `consumed` are the bytes read so far. */
  | Readonly<{ kind: 'foreign'; consumed: Uint8Array }>

const FORMAT_PCM = 1
const FORMAT_FLOAT = 3
const FORMAT_ALAW = 6
const FORMAT_MULAW = 7
const FORMAT_EXTENSIBLE = 0xfffe
/** An extensible format's GUID is a plain format tag followed by these 14 bytes. */
const GUID_TAIL = '000000001000800000aa00389b71'

// Streaming writers cannot know the size: they write 0, 0xFFFFFFFF, or (sox, some recorders) just under 2 GiB.
const UNKNOWN_SIZE_FROM = 0x7fff_0000
const isUnknownSize = (size: number): boolean => size === 0 || size >= UNKNOWN_SIZE_FROM

/** Chunks before `fmt ` are kept for a decoder that needs the whole file; real files have few or none. */
const MAX_BYTES_BEFORE_FORMAT = 1 << 16
const MAX_CHANNELS = 64
const MAX_SAMPLE_RATE_HZ = 768_000

const tagOf = (bytes: Uint8Array, at = 0): string =>
  Buffer.from(bytes.subarray(at, at + 4)).toString('latin1')

/**
 * Reads up to the first sample of the `data` chunk and leaves `reader` there.
 * @throws AudioUnreadable `empty` (no bytes at all), `malformed`, `truncated` (ends within the header)
 */
export async function readWavHead(reader: ByteReader): Promise<WavHead> {
  const riff = await reader.read(12)
  if (riff.length === 0) throw new AudioUnreadable('empty', 'The audio is empty: it has no bytes')
  const form = tagOf(riff)
  if ((form !== 'RIFF' && form !== 'RF64') || tagOf(riff, 8) !== 'WAVE')
    return { kind: 'foreign', consumed: riff }

  const riffSize = Buffer.from(riff).readUInt32LE(4)
  const consumed: Uint8Array[] = [riff]
  let format: WavFormat | undefined
  let longDataBytes: number | undefined
  for (;;) {
    const head = await reader.read(8)
    if (head.length < 8) throw endsEarly(format)
    const tag = tagOf(head)
    const size = Buffer.from(head).readUInt32LE(4)
    if (tag === 'data') {
      if (format === undefined) throw malformed('its "data" chunk comes before any "fmt " chunk')
      const dataBytes = longDataBytes ?? promisedBytes(size, riffSize, reader.position)
      return { kind: 'wav', format, ...(dataBytes === undefined ? {} : { dataBytes }) }
    }
    // Chunks are padded to even sizes.
    const padded = size + (size % 2)
    if (format !== undefined) {
      if ((await reader.skip(padded)) < padded) throw endsEarly(format)
      continue
    }
    if (reader.position + padded > MAX_BYTES_BEFORE_FORMAT) {
      throw malformed(`its "${printable(tag)}" chunk claims ${size} bytes before any "fmt " chunk`)
    }
    const body = Buffer.from(await reader.read(padded))
    if (body.length < padded) throw endsEarly(format)
    consumed.push(head, body)
    if (tag === 'ds64' && size >= 16) longDataBytes = Number(body.readBigUInt64LE(8))
    if (tag !== 'fmt ') continue
    format = formatOf(body.subarray(0, size))
    if (format === undefined) return { kind: 'foreign', consumed: Buffer.concat(consumed) }
  }
}

/** A `data` chunk of size 0 before the end of its RIFF is empty; at the end, a streaming writer did not know its size. */
function promisedBytes(size: number, riffSize: number, dataStart: number): number | undefined {
  if (!isUnknownSize(size)) return size
  return size === 0 && !isUnknownSize(riffSize) && riffSize + 8 > dataStart ? 0 : undefined
}

/** The format, or `undefined` if it needs a codec (ADPCM, GSM, MP3 in WAVE…). */
function formatOf(body: Buffer): WavFormat | undefined {
  if (body.length < 16) throw malformed(`its "fmt " chunk has ${body.length} bytes; at least 16 are needed`)
  const channels = body.readUInt16LE(2)
  const sampleRate = body.readUInt32LE(4)
  const frameBytes = body.readUInt16LE(12)
  const tag = body.readUInt16LE(0) === FORMAT_EXTENSIBLE ? extendedTag(body) : body.readUInt16LE(0)
  if (tag === undefined) return undefined
  if (channels < 1 || channels > MAX_CHANNELS) {
    throw malformed(`it declares ${channels} channels; 1 to ${MAX_CHANNELS} are accepted`)
  }
  if (sampleRate < 1 || sampleRate > MAX_SAMPLE_RATE_HZ) {
    throw malformed(`it declares ${sampleRate} samples per second; 1 to ${MAX_SAMPLE_RATE_HZ} are accepted`)
  }
  const encoding = encodingOf(tag, frameBytes / channels)
  if (encoding !== undefined) return { encoding, sampleRate, channels, frameBytes }
  if (!(tag in ENCODINGS)) return undefined
  throw malformed(`format ${tag} with ${channels} channels cannot have frames of ${frameBytes} bytes`)
}

function extendedTag(body: Buffer): number | undefined {
  if (body.length < 40) throw malformed(`its extensible "fmt " chunk has ${body.length} bytes; 40 are needed`)
  return body.toString('hex', 26, 40) === GUID_TAIL ? body.readUInt16LE(24) : undefined
}

const ENCODINGS: Readonly<Record<number, Readonly<Record<number, SampleEncoding>>>> = {
  [FORMAT_PCM]: { 1: 'u8', 2: 's16', 3: 's24', 4: 's32' },
  [FORMAT_FLOAT]: { 4: 'f32', 8: 'f64' },
  [FORMAT_ALAW]: { 1: 'alaw' },
  [FORMAT_MULAW]: { 1: 'mulaw' }
}
const encodingOf = (tag: number, sampleBytes: number): SampleEncoding | undefined =>
  ENCODINGS[tag]?.[sampleBytes]

const printable = (tag: string): string => tag.replace(/[^ -~]/g, '?')
const malformed = (fault: string): AudioUnreadable =>
  new AudioUnreadable('malformed', `The WAV header is malformed: ${fault}`)
const endsEarly = (format: WavFormat | undefined): AudioUnreadable =>
  new AudioUnreadable(
    'truncated',
    `The WAV file ends inside its header, before any ${format === undefined ? '"fmt "' : '"data"'} chunk`
  )

export type WavShape = Readonly<{
  /** Bytes of samples; leave out for a stream of unknown length. */
  dataBytes?: number
  sampleRate?: number
  channels?: number
}>

/** The 44-byte header of a 16-bit PCM WAV file; defaults are 16 kHz, mono, unknown length. */
export function wavHeader({ dataBytes, sampleRate = SAMPLE_RATE, channels = 1 }: WavShape = {}): Uint8Array {
  const header = Buffer.alloc(44)
  const known = dataBytes !== undefined && dataBytes + 36 < 0xffff_ffff
  header.write('RIFF', 0, 'latin1')
  header.writeUInt32LE(known ? dataBytes + 36 : 0xffff_ffff, 4)
  header.write('WAVEfmt ', 8, 'latin1')
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(FORMAT_PCM, 20)
  header.writeUInt16LE(channels, 22)
  header.writeUInt32LE(sampleRate, 24)
  header.writeUInt32LE(sampleRate * channels * 2, 28)
  header.writeUInt16LE(channels * 2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36, 'latin1')
  header.writeUInt32LE(known ? dataBytes : 0xffff_ffff, 40)
  return header
}
