/** Converts samples of any WAV encoding and channel count to signed 16-bit, mixed to mono or interleaved. @module */

import { AudioUnreadable } from './audio-unreadable.ts'
import type { ByteReader } from './byte-reader.ts'
import type { SampleEncoding, WavFormat } from './wav-header.ts'

type ReadSample = (view: DataView, at: number) => number

const clampTo16 = (value: number): number => Math.max(-32_768, Math.min(32_767, Math.round(value)))
const fromFloat = (value: number): number => (Number.isNaN(value) ? 0 : clampTo16(value * 32_768))

/** ITU-T G.711 mu-law, expanded to 16 bits. */
const MULAW = Int16Array.from({ length: 256 }, (_, code) => {
  const bits = ~code & 0xff
  const magnitude = ((((bits & 0x0f) << 3) + 0x84) << ((bits & 0x70) >> 4)) - 0x84
  return bits & 0x80 ? -magnitude : magnitude
})

/** ITU-T G.711 A-law, expanded to 16 bits. */
const ALAW = Int16Array.from({ length: 256 }, (_, code) => {
  const bits = code ^ 0x55
  const segment = (bits & 0x70) >> 4
  const step = (bits & 0x0f) << 4
  const magnitude = segment === 0 ? step + 8 : (step + 0x108) << (segment - 1)
  return bits & 0x80 ? magnitude : -magnitude
})

const READ: Readonly<Record<SampleEncoding, ReadSample>> = {
  u8: (view, at) => (view.getUint8(at) - 128) << 8,
  s16: (view, at) => view.getInt16(at, true),
  s24: (view, at) => view.getInt16(at + 1, true),
  s32: (view, at) => view.getInt16(at + 2, true),
  f32: (view, at) => fromFloat(view.getFloat32(at, true)),
  f64: (view, at) => fromFloat(view.getFloat64(at, true)),
  mulaw: (view, at) => MULAW[view.getUint8(at)] ?? 0,
  alaw: (view, at) => ALAW[view.getUint8(at)] ?? 0
}

/** Whole frames of `bytes` as mono samples: the average of the channels. */
export function monoSamples(bytes: Uint8Array, format: WavFormat): Int16Array<ArrayBuffer> {
  const { channels, frameBytes } = format
  const read = READ[format.encoding]
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const samples = new Int16Array(Math.floor(bytes.byteLength / frameBytes))
  const sampleBytes = frameBytes / channels
  for (let frame = 0, at = 0; frame < samples.length; frame++) {
    let sum = 0
    for (let channel = 0; channel < channels; channel++, at += sampleBytes) sum += read(view, at)
    samples[frame] = channels === 1 ? sum : Math.round(sum / channels)
  }
  return samples
}

/** Whole frames of `bytes` with interleaved channels: the first sample of each, then the second of each… */
export function interleavedSamples(bytes: Uint8Array, format: WavFormat): Int16Array<ArrayBuffer> {
  const { channels, frameBytes } = format
  return monoSamples(bytes, { ...format, channels: 1, frameBytes: frameBytes / channels })
}

/**
 * The samples after a WAV header, at the file's own rate.
 * @param convert `monoSamples`, or `interleavedSamples` to keep the channels separate
 * @throws AudioUnreadable `truncated` after the last sample, if at least one frame that the header states is missing
 */
export async function* readWavSamples(
  reader: ByteReader,
  format: WavFormat,
  dataBytes: number | undefined,
  convert: (bytes: Uint8Array, format: WavFormat) => Int16Array<ArrayBuffer> = monoSamples
): AsyncGenerator<Int16Array<ArrayBuffer>, void, undefined> {
  let carried: Uint8Array = new Uint8Array(0)
  let received = 0
  for await (const part of reader.rest(dataBytes)) {
    received += part.length
    const bytes = carried.length === 0 ? part : Buffer.concat([carried, part])
    const whole = bytes.length - (bytes.length % format.frameBytes)
    carried = bytes.subarray(whole)
    if (whole > 0) yield convert(bytes.subarray(0, whole), format)
  }
  if (dataBytes !== undefined && dataBytes - received >= format.frameBytes) {
    throw new AudioUnreadable(
      'truncated',
      `The WAV file ends after ${received} bytes of samples, but its header declares ${dataBytes}`
    )
  }
}
