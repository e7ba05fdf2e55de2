/**
 * Aligns the letters and phones of each dictionary entry as a sequence of graphones: many-to-many alignment by
 * expectation maximization over all segmentations (Deligne, Yvon and Bimbot 1995; Jiampojamarn, Kondrak and Sherif 2007),
 * then the Viterbi segmentation of each entry.
 * @module
 */
import type { Phones } from '../lexicon.ts'

/** One or two letters and none to two phones; never two of both. */
export type Graphone = Readonly<{ letters: string; phones: Phones }>

/** A word, folded as in its language, and one pronunciation. */
export type DictionaryEntry = Readonly<{ word: string; phones: Phones }>

export type GraphoneAlignment = Readonly<{
  graphones: readonly Graphone[]
  /** For each aligned entry, indices into `graphones`. */
  sequences: readonly Uint16Array[]
  /** Number of entries without an alignment, such as letters pronounced by their names. */
  unalignedEntries: number
}>

const EM_ITERATIONS = 6
/** Each iteration uses about this many entries, spread over the dictionary: enough to estimate the probabilities. */
const MAX_EM_ENTRIES = 20_000
/** Graphones with a lower expected count come from errors in the dictionary. */
const MIN_EXPECTED_COUNT = 0.5
/** More possible graphones mean that the script is not an alphabet. */
const MAX_GRAPHONE_TYPES = 16_000_000

/** @returns undefined for an empty dictionary, or one whose words are not written with an alphabet */
export function alignGraphones(entries: readonly DictionaryEntry[]): GraphoneAlignment | undefined {
  const letters = indexByValue(entries.flatMap(({ word }) => [...new Set(word)]))
  const phones = indexByValue(entries.flatMap((entry) => [...new Set(entry.phones)]))
  const cells = letters.size * phones.size * (letters.size + phones.size)
  if (entries.length === 0 || cells > MAX_GRAPHONE_TYPES) return undefined
  const coded = entries.map(({ word, phones: ofEntry }) => ({
    letters: Uint16Array.from(word, (letter) => letters.get(letter) ?? 0),
    phones: Uint16Array.from(ofEntry, (phone) => phones.get(phone) ?? 0)
  }))
  const units = new GraphoneTypes(letters.size, phones.size)
  const step = Math.max(1, Math.floor(coded.length / MAX_EM_ENTRIES))
  const sample = coded.filter((_, index) => index % step === 0)
  let probabilities = new Float64Array(units.size).fill(1)
  for (let round = 0; round < EM_ITERATIONS; round++) {
    const counts = new Float64Array(units.size)
    for (const entry of sample) accumulateExpectedCounts(entry, units, probabilities, counts)
    probabilities = units.normalize(counts.map((count) => (count < MIN_EXPECTED_COUNT ? 0 : count)))
  }
  return viterbiAlignment(coded, units, probabilities, [...letters.keys()], [...phones.keys()])
}

function indexByValue(values: readonly string[]): ReadonlyMap<string, number> {
  return new Map([...new Set(values)].sort().map((value, index) => [value, index]))
}

type EncodedEntry = Readonly<{ letters: Uint16Array; phones: Uint16Array }>

/** Sizes of a graphone, letters by phones: a silent letter, one to one, one to two, two to one. */
const SIZES = [
  [1, 0],
  [1, 1],
  [1, 2],
  [2, 1]
] as const

/** Numbers all possible graphones: those of one letter, then those of two. */
class GraphoneTypes {
  readonly #phones: number
  readonly #letters: number
  readonly #pairs: number

  constructor(letters: number, phones: number) {
    this.#letters = letters
    // The last one means "no phone".
    this.#phones = phones + 1
    this.#pairs = letters * this.#phones * this.#phones
  }

  get size(): number {
    return this.#pairs + this.#letters * this.#letters * this.#phones
  }

  /** Number of the graphone that begins at letter `i` and phone `j`. */
  at({ letters, phones }: EncodedEntry, i: number, j: number, size: readonly [number, number]): number {
    const none = this.#phones - 1
    const letterCount = size[0]
    const phoneCount = size[1]
    const letter = letters[i] ?? 0
    const first = phoneCount > 0 ? (phones[j] ?? none) : none
    if (letterCount === 2) {
      return this.#pairs + (letter * this.#letters + (letters[i + 1] ?? 0)) * this.#phones + first
    }
    const second = phoneCount > 1 ? (phones[j + 1] ?? none) : none
    return (letter * this.#phones + first) * this.#phones + second
  }

  /** The inverse of `at`. */
  read(unit: number): Readonly<{ letters: readonly number[]; phones: readonly number[] }> {
    const none = this.#phones - 1
    const spoken = (phones: readonly number[]): readonly number[] => phones.filter((phone) => phone !== none)
    const [rest, last] = [
      Math.floor((unit - this.#pairs) / this.#phones),
      (unit - this.#pairs) % this.#phones
    ]
    if (unit >= this.#pairs) {
      return { letters: [Math.floor(rest / this.#letters), rest % this.#letters], phones: spoken([last]) }
    }
    const [first, second] = [Math.floor(unit / this.#phones), unit % this.#phones]
    return {
      letters: [Math.floor(first / this.#phones)],
      phones: spoken([first % this.#phones, second])
    }
  }

  normalize(counts: Float64Array): Float64Array<ArrayBuffer> {
    let sum = 0
    for (const count of counts) sum += count
    return Float64Array.from(counts, (count) => count / sum)
  }
}

/** The E step: adds each graphone's expected count in the entry to `counts` (forward-backward algorithm). */
function accumulateExpectedCounts(
  entry: EncodedEntry,
  units: GraphoneTypes,
  probabilities: Float64Array,
  counts: Float64Array
): void {
  const [rows, width] = [entry.letters.length, entry.phones.length + 1]
  const forward = new Float64Array((rows + 1) * width)
  const backward = new Float64Array((rows + 1) * width)
  forward[0] = 1
  backward[rows * width + width - 1] = 1
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < width; j++) {
      const here = forward[i * width + j] ?? 0
      if (here === 0) continue
      for (const size of SIZES) {
        const to = i + size[0]
        const end = j + size[1]
        if (to > rows || end >= width) continue
        const p = probabilities[units.at(entry, i, j, size)] ?? 0
        forward[to * width + end] = (forward[to * width + end] ?? 0) + here * p
      }
    }
  }
  const total = forward[rows * width + width - 1] ?? 0
  if (total === 0) return
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = width - 1; j >= 0; j--) {
      const before = forward[i * width + j] ?? 0
      let sum = 0
      for (const size of SIZES) {
        const to = i + size[0]
        const end = j + size[1]
        if (to > rows || end >= width) continue
        const unit = units.at(entry, i, j, size)
        const path = (probabilities[unit] ?? 0) * (backward[to * width + end] ?? 0)
        sum += path
        counts[unit] = (counts[unit] ?? 0) + (before * path) / total
      }
      backward[i * width + j] = sum
    }
  }
}

function viterbiAlignment(
  coded: readonly EncodedEntry[],
  units: GraphoneTypes,
  probabilities: Float64Array,
  letters: readonly string[],
  phones: readonly string[]
): GraphoneAlignment {
  const numbers = new Map<number, number>()
  const graphones: Graphone[] = []
  const sequences: Uint16Array[] = []
  for (const entry of coded) {
    const path = viterbiPath(entry, units, probabilities)
    if (path === undefined) continue
    const sequence = path.map((unit) => {
      const known = numbers.get(unit)
      if (known !== undefined) return known
      const read = units.read(unit)
      numbers.set(unit, graphones.length)
      return (
        graphones.push({
          letters: read.letters.map((letter) => letters[letter] ?? '').join(''),
          phones: read.phones.map((phone) => phones[phone] ?? '')
        }) - 1
      )
    })
    sequences.push(Uint16Array.from(sequence))
  }
  return { graphones, sequences, unalignedEntries: coded.length - sequences.length }
}

/** The units of the most likely segmentation (Viterbi); undefined if there is none. */
function viterbiPath(
  entry: EncodedEntry,
  units: GraphoneTypes,
  probabilities: Float64Array
): readonly number[] | undefined {
  const [rows, width] = [entry.letters.length, entry.phones.length + 1]
  const best = new Float64Array((rows + 1) * width)
  const from = new Int32Array((rows + 1) * width).fill(-1)
  const by = new Int32Array((rows + 1) * width)
  best[0] = 1
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < width; j++) {
      const here = best[i * width + j] ?? 0
      if (here === 0) continue
      for (const size of SIZES) {
        const to = i + size[0]
        const end = j + size[1]
        if (to > rows || end >= width) continue
        const unit = units.at(entry, i, j, size)
        const reached = here * (probabilities[unit] ?? 0)
        const cell = to * width + end
        if (reached <= (best[cell] ?? 0)) continue
        best[cell] = reached
        from[cell] = i * width + j
        by[cell] = unit
      }
    }
  }
  const path: number[] = []
  let cell = rows * width + width - 1
  if ((best[cell] ?? 0) === 0) return undefined
  for (; cell > 0; cell = from[cell] ?? 0) path.push(by[cell] ?? 0)
  return path.reverse()
}
