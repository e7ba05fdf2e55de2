/**
 * A strict check of what adapts the sounds: PocketSphinx allocates by the sizes in these files and writes past the end
 * of what it allocated for the base model where the two differ.
 * Formats: pocketsphinx `ps_mllr.c`, `ms_gauden.c`, `ptm_mgau.c` (read_sendump); sphinxtrain `s3io`.
 * @module
 */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ModelUnusable } from '../../errors.ts'
import { checksum } from '../adaptation/senone-dump.ts'
import { type AdaptationMethod, isWholeModel } from '../customization.ts'
import { fileLines } from './file-lines.ts'

/** Of an adapted model these differ from the base's in their numbers, and in nothing else. */
const MEANS = 'means'
const WEIGHTS = 'sendump'
const BYTE_ORDER = 0x11223344
const END_OF_HEADER = 'endhdr\n'
const MAX_HEADER_BYTES = 4096
const MAX_VALUE = 1e6
/** A transform has some hundreds of numbers. */
const TRANSFORM_LIMITS = { fileBytes: 2 ** 20, lineBytes: 65_536 }

/** Numbers of a file of Gaussian means: sizes of its codebooks, and where the values are. */
type Means = Readonly<{ codebooks: number; densities: number; lengths: readonly number[]; values: Buffer }>

/** @throws ModelUnusable naming file, what was found and what the base model has */
export function checkAcoustics(method: AdaptationMethod, path: string, baseFolder: string): void {
  const base = readMeans(join(baseFolder, MEANS))
  if (isWholeModel(method)) checkFolder(path, baseFolder, base)
  else checkTransform(path, base.lengths)
}

function checkTransform(path: string, lengths: readonly number[]): void {
  const numbers = transformNumbers(path)
  const next = (what: string, expected?: number): number => {
    const { value, line } = numbers.next().value ?? {}
    if (value === undefined) {
      throw new ModelUnusable(`The acoustic transform ${path} is cut off: ${what} is expected`)
    }
    if (expected === undefined || value === expected) return value
    throw new ModelUnusable(
      `The acoustic transform ${path}, line ${line}: found ${value} as ${what}; the base model needs ${expected}`
    )
  }
  next('the number of classes', 1)
  next('the number of feature streams', lengths.length)
  for (const [stream, length] of lengths.entries()) {
    next(`the length of feature stream ${stream + 1}`, length)
    // A square matrix, an offset and the scale of the variances, for the one class.
    for (let value = 0; value < length * (length + 2); value++)
      next(`a value of feature stream ${stream + 1}`)
  }
  const more = numbers.next()
  if (!more.done) {
    throw new ModelUnusable(
      `The acoustic transform ${path}, line ${more.value.line}: more numbers than the base model needs`
    )
  }
}

function* transformNumbers(path: string): Generator<{ value: number; line: number }, void, undefined> {
  let line = 0
  for (const text of fileLines(path, 'acoustic transform', TRANSFORM_LIMITS)) {
    line++
    for (const field of text.split(/\s+/)) {
      if (field === '') continue
      const value = /^[-+]?\d{1,20}(?:\.\d{0,40})?(?:e[-+]?\d{1,3})?$/i.test(field)
        ? Number(field)
        : Number.NaN
      if (!(Math.abs(value) <= MAX_VALUE)) {
        throw new ModelUnusable(
          `The acoustic transform ${path}, line ${line}: found ${JSON.stringify(field.slice(0, 40))}; numbers from ${-MAX_VALUE} to ${MAX_VALUE} are accepted`
        )
      }
      yield { value, line }
    }
  }
}

function checkFolder(folder: string, baseFolder: string, base: Means): void {
  const own = namesIn(folder)
  const known = namesIn(baseFolder)
  const foreign = [...own].find((name) => !known.has(name))
  if (foreign !== undefined) {
    throw new ModelUnusable(
      `The acoustic model ${folder} has a file ${JSON.stringify(foreign.slice(0, 80))}; accepted are ${[...known].sort().join(', ')}`
    )
  }
  for (const name of ['mdef', 'feat.params', 'transition_matrices', MEANS, 'variances']) {
    if (!own.has(name)) throw new ModelUnusable(`The acoustic model ${folder} lacks the file ${name}`)
  }
  const weights = ['sendump', 'mixture_weights'].find((name) => known.has(name) && own.has(name))
  if (weights === undefined) throw new ModelUnusable(`The acoustic model ${folder} lacks the file sendump`)
  for (const name of own) {
    if (name === MEANS) checkMeans(join(folder, name), base)
    else if (name === WEIGHTS) checkWeights(join(folder, name), join(baseFolder, name))
    else checkEqual(join(folder, name), join(baseFolder, name))
  }
}

const namesIn = (folder: string): Set<string> => {
  try {
    return new Set(readdirSync(folder))
  } catch (cause) {
    throw new ModelUnusable(`The acoustic model ${folder} is not a folder that can be read`, { cause })
  }
}

function checkMeans(path: string, base: Means): void {
  checkSize(path, base.values.length + MAX_HEADER_BYTES)
  const own = readMeans(path)
  const shape = ({ codebooks, densities, lengths }: Means): string =>
    `${codebooks} codebooks of ${densities} densities in streams of ${lengths.join(', ')}`
  if (shape(own) !== shape(base)) {
    throw new ModelUnusable(`The means ${path} have ${shape(own)}; the base model has ${shape(base)}`)
  }
  for (let at = 0; at < own.values.length; at += 4) {
    const value = own.values.readFloatLE(at)
    if (Math.abs(value) <= MAX_VALUE) continue
    throw new ModelUnusable(
      `The means ${path} have the value ${value} at place ${at / 4}; numbers from ${-MAX_VALUE} to ${MAX_VALUE} are accepted`
    )
  }
}

function readMeans(path: string): Means {
  const file = readFileSync(path)
  const cutOff = (): ModelUnusable =>
    new ModelUnusable(`The means ${path} are cut off or not a file of Gaussian means`)
  const header = file.subarray(0, MAX_HEADER_BYTES).indexOf(END_OF_HEADER)
  if (!file.subarray(0, 3).equals(Buffer.from('s3\n')) || header < 0) throw cutOff()
  const body = file.subarray(header + END_OF_HEADER.length)
  if (body.length < 16 || body.readUInt32LE(0) !== BYTE_ORDER) throw cutOff()
  const [codebooks, streams, densities] = [body.readUInt32LE(4), body.readUInt32LE(8), body.readUInt32LE(12)]
  if (streams > 16 || body.length < 20 + 4 * streams) throw cutOff()
  const lengths = Array.from({ length: streams }, (_, stream) => body.readUInt32LE(16 + 4 * stream))
  const start = 20 + 4 * streams
  const count = body.readUInt32LE(start - 4)
  const summed = /^chksum0 /m.test(file.toString('latin1', 0, header))
  const end = start + 4 * count
  if (
    count !== codebooks * densities * lengths.reduce((sum, length) => sum + length, 0) ||
    body.length !== end + (summed ? 4 : 0)
  ) {
    throw cutOff()
  }
  if (summed && checksum(body.subarray(4, end)) !== body.readUInt32LE(end)) {
    throw new ModelUnusable(`The means ${path} have another checksum than their last four bytes say`)
  }
  return { codebooks, densities, lengths, values: body.subarray(start, end) }
}

/** Everything of a dump but its weights, which may be any bytes: the lines of its head, then what they declare. */
function checkWeights(path: string, basePath: string): void {
  const base = readWeights(readFileSync(basePath), basePath)
  checkSize(path, base.weights + MAX_HEADER_BYTES)
  const own = readWeights(readFileSync(path), path)
  if (own.shape === base.shape && own.weights === base.weights) return
  throw new ModelUnusable(
    `The mixture weights ${path} are ${own.weights} of ${own.shape}; the base model has ${base.weights} of ${base.shape}`
  )
}

function readWeights(file: Buffer, path: string): Readonly<{ shape: string; weights: number }> {
  const cutOff = (): ModelUnusable =>
    new ModelUnusable(`The mixture weights ${path} are cut off or not a senone dump`)
  const settings = new Map<string, string>()
  let at = 0
  const integer = (): number => {
    at += 4
    if (at > file.length) throw cutOff()
    return file.readInt32LE(at - 4)
  }
  for (let length = integer(); length !== 0; length = integer()) {
    if (length < 0 || at + length > Math.min(file.length, MAX_HEADER_BYTES)) throw cutOff()
    const [name = '', value = ''] = file.toString('latin1', at, at + length - 1).split(' ')
    if (
      /^(?:feature_count|mixture_count|model_count|cluster_count|cluster_bits|codebook_count|logbase)$/.test(
        name
      )
    )
      settings.set(name, value)
    at += length
  }
  const [densities, senones] = [integer(), integer()]
  // Clusters are another layout, which neither the base nor an adaptation has.
  const streams = settings.get('feature_count') ?? '1'
  const clusters = Number(settings.get('cluster_count') ?? 0)
  return {
    shape: `${senones} senones, ${densities} densities, ${streams} streams, ${clusters} clusters`,
    weights: file.length - at
  }
}

function checkEqual(path: string, basePath: string): void {
  const size = statSync(basePath).size
  if (statSync(path).size === size && readFileSync(path).equals(readFileSync(basePath))) return
  throw new ModelUnusable(
    `The file ${path} differs from that of the base model; adaptation leaves it as it is`
  )
}

function checkSize(path: string, most: number): void {
  const { size } = statSync(path)
  if (size > most) throw new ModelUnusable(`The file ${path} has ${size} bytes; at most ${most} are accepted`)
}
