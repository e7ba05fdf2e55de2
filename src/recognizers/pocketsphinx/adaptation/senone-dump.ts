/**
 * The quantized mixture weights (`sendump`) that models are shipped with, and the full ones that training needs.
 * Formats: sphinxbase/pocketsphinx `ptm_mgau.c` (read_sendump) and sphinxtrain `s3io` (chksum0, byte order mark).
 * @module
 */
import { ModelUnusable } from '../../errors.ts'

export type MixtureWeights = Readonly<{
  senones: number
  streams: number
  densities: number
  /** Ordered by senone, then stream, then density; each stream of each senone sums to one. */
  values: Float32Array
}>

// A dumped byte is a negative logarithm to the base 1.0001, shifted right by 10 bits (SENSCR_SHIFT).
const logOfOneStep = Math.log(1.0001) * 1024

/** Reads a `sendump` file whole. Throws `ModelUnusable` for clustered, compressed or damaged dumps. */
export function readSenoneDump(file: Buffer): MixtureWeights {
  let at = 0
  const readLength = (): number => {
    if (at + 4 > file.length) throw new ModelUnusable(`The senone dump ends inside its header, at byte ${at}`)
    at += 4
    return file.readInt32LE(at - 4)
  }
  const header: string[] = []
  for (let length = readLength(); length !== 0; length = readLength()) {
    if (length < 0 || length > 1000 || at + length > file.length) {
      throw new ModelUnusable(
        `The senone dump has a header line of ${length} bytes at byte ${at}; at most 1000`
      )
    }
    header.push(file.toString('latin1', at, at + length - 1))
    at += length
  }
  const setting = (name: string, otherwise: number): number => {
    const line = header.find((text) => text.startsWith(`${name} `))
    return line === undefined ? otherwise : Number(line.slice(name.length + 1))
  }
  if (setting('cluster_count', 0) !== 0)
    throw new ModelUnusable('Clustered senone dumps cannot be trained from')
  const streams = setting('feature_count', 1)
  const densities = readLength()
  const senones = readLength()
  if (at + streams * densities * senones !== file.length) {
    throw new ModelUnusable(
      `The senone dump should hold ${streams} x ${densities} x ${senones} weights and has ${file.length - at} bytes of them`
    )
  }
  const values = new Float32Array(senones * streams * densities)
  for (let senone = 0; senone < senones; senone++) {
    for (let stream = 0; stream < streams; stream++) {
      let sum = 0
      const start = (senone * streams + stream) * densities
      for (let density = 0; density < densities; density++) {
        const byte = file[at + (stream * densities + density) * senones + senone] ?? 0
        const weight = Math.exp(-logOfOneStep * byte)
        values[start + density] = weight
        sum += weight
      }
      for (let density = 0; density < densities; density++) {
        values[start + density] = (values[start + density] ?? 0) / sum
      }
    }
  }
  return { senones, streams, densities, values }
}

/** A sphinxtrain `mixture_weights` file, checksum included. */
export function writeMixtureWeights(weights: MixtureWeights): Buffer {
  const head = Buffer.from('s3\nversion 1.0\nchksum0 yes\n       endhdr\n', 'latin1')
  const body = Buffer.alloc(4 * (5 + weights.values.length + 1))
  body.writeUInt32LE(0x11223344, 0)
  body.writeInt32LE(weights.senones, 4)
  body.writeInt32LE(weights.streams, 8)
  body.writeInt32LE(weights.densities, 12)
  body.writeInt32LE(weights.values.length, 16)
  weights.values.forEach((value, index) => {
    body.writeFloatLE(value, 20 + 4 * index)
  })
  body.writeUInt32LE(checksum(body.subarray(4, -4)), body.length - 4)
  return Buffer.concat([head, body])
}

/** Of what follows the byte-order mark in sphinxtrain's files, whose numbers have four bytes each. */
export function checksum(numbers: Buffer): number {
  let sum = 0
  for (let at = 0; at < numbers.length; at += 4) {
    sum = (((sum << 20) | (sum >>> 12)) + numbers.readUInt32LE(at)) >>> 0
  }
  return sum
}
