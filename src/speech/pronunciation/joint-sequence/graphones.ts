/**
 * Letters matched with phones: each entry of a dictionary cut into graphones, a letter or two with the phones they
 * stand for. Expectation maximisation over all ways to cut (Deligne, Yvon and Bimbot 1995; Jiampojamarn, Kondrak and
 * Sherif 2007), then the likeliest way of each entry.
 * @module
 */
import type { Phones } from '../lexicon.ts'

/** One or two letters and none to two phones; never two of both. */
export type Graphone = Readonly<{ letters: string; phones: Phones }>

/** A word, already folded as its language folds words, and one way to say it. */
export type DictionaryEntry = Readonly<{ word: string; phones: Phones }>

export type CutDictionary = Readonly<{
  graphones: readonly Graphone[]
  /** Indices of `graphones`, an entry each. */
  sequences: readonly Uint16Array[]
  /** Entries that no cut fits, such as letters said by their names. */
  left: number
}>

const ROUNDS = 6
/** Which letters go with which phones is plain from so many entries, spread over the dictionary. */
const ENTRIES_OF_A_ROUND = 20_000
/** Graphones that stand for less of the dictionary than this are accidents of its errors. */
const LEAST = 0.5
/** Larger alphabets are no alphabets: there is nothing to learn from their letters. */
const MOST_CELLS = 16_000_000

/** Undefined where the dictionary's writing is not by letters, or it holds nothing. */
export function cutIntoGraphones(entries: readonly DictionaryEntry[]): CutDictionary | undefined {
  const letters = indexed(entries.flatMap(({ word }) => [...new Set(word)]))
  const phones = indexed(entries.flatMap((entry) => [...new Set(entry.phones)]))
  const cells = letters.size * phones.size * (letters.size + phones.size)
  if (entries.length === 0 || cells > MOST_CELLS) return undefined
  const coded = entries.map(({ word, phones: said }) => ({
    letters: Uint16Array.from(word, (letter) => letters.get(letter) ?? 0),
    phones: Uint16Array.from(said, (phone) => phones.get(phone) ?? 0)
  }))
  const units = new Units(letters.size, phones.size)
  const step = Math.max(1, Math.floor(coded.length / ENTRIES_OF_A_ROUND))
  const spread = coded.filter((_, index) => index % step === 0)
  let probabilities = new Float64Array(units.size).fill(1)
  for (let round = 0; round < ROUNDS; round++) {
    const counts = new Float64Array(units.size)
    for (const entry of spread) expect(entry, units, probabilities, counts)
    probabilities = units.normalised(counts.map((count) => (count < LEAST ? 0 : count)))
  }
  return likeliest(coded, units, probabilities, [...letters.keys()], [...phones.keys()])
}

function indexed(values: readonly string[]): ReadonlyMap<string, number> {
  return new Map([...new Set(values)].sort().map((value, index) => [value, index]))
}

type Coded = Readonly<{ letters: Uint16Array; phones: Uint16Array }>

/** Sizes of a graphone: letters, phones. A silent letter, one for one, one for two, two for one. */
const SIZES = [
  [1, 0],
  [1, 1],
  [1, 2],
  [2, 1]
] as const

/** Graphones by number: those of one letter, then those of two. */
class Units {
  readonly #phones: number
  readonly #letters: number
  readonly #pairs: number

  constructor(letters: number, phones: number) {
    this.#letters = letters
    // One more stands for "no phone".
    this.#phones = phones + 1
    this.#pairs = letters * this.#phones * this.#phones
  }

  get size(): number {
    return this.#pairs + this.#letters * this.#letters * this.#phones
  }

  /** Of the graphone that begins at letter `i` and phone `j`. */
  at({ letters, phones }: Coded, i: number, j: number, size: readonly [number, number]): number {
    const none = this.#phones - 1
    const some = size[0]
    const said = size[1]
    const letter = letters[i] ?? 0
    const first = said > 0 ? (phones[j] ?? none) : none
    if (some === 2) {
      return this.#pairs + (letter * this.#letters + (letters[i + 1] ?? 0)) * this.#phones + first
    }
    const second = said > 1 ? (phones[j + 1] ?? none) : none
    return (letter * this.#phones + first) * this.#phones + second
  }

  /** What `at` numbered. */
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

  normalised(counts: Float64Array): Float64Array<ArrayBuffer> {
    let sum = 0
    for (const count of counts) sum += count
    return Float64Array.from(counts, (count) => count / sum)
  }
}

/** Adds to `counts` how often each graphone is expected in the entry. */
function expect(entry: Coded, units: Units, probabilities: Float64Array, counts: Float64Array): void {
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

function likeliest(
  coded: readonly Coded[],
  units: Units,
  probabilities: Float64Array,
  letters: readonly string[],
  phones: readonly string[]
): CutDictionary {
  const numbers = new Map<number, number>()
  const graphones: Graphone[] = []
  const sequences: Uint16Array[] = []
  for (const entry of coded) {
    const path = bestCut(entry, units, probabilities)
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
  return { graphones, sequences, left: coded.length - sequences.length }
}

/** The units of the likeliest cut, by Viterbi's algorithm. */
function bestCut(entry: Coded, units: Units, probabilities: Float64Array): readonly number[] | undefined {
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
