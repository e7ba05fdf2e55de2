/** Inverse text normalization: words as they are said become text as it is written, the longest reading first. @module */
import { readDate, readDecade, readTime, readYear } from './calendar.ts'
import { readCode, readMailAddress, readStreet, readSuffixed, readWebAddress } from './codes.ts'
import type { Match, Reader } from './match.ts'
import {
  readCardinal,
  readDecimal,
  readDigits,
  readFraction,
  readGroups,
  readNegative,
  readOrdinal,
  readTelephone
} from './numbers.ts'
import type { Piece } from './piece.ts'
import { readMoney, readPercent, readUnit } from './quantities.ts'

const TWENTY_FOUR_SEVEN = ['twenty', 'four', 'seven']
const readAlways: Reader = (words, at) =>
  TWENTY_FOUR_SEVEN.every((word, index) => words[at + index] === word)
    ? { text: '24/7', length: 3 }
    : undefined

/** Of equally long readings the earlier one is taken. */
const readersOf = (pounds: boolean): readonly Reader[] => [
  readMailAddress,
  readWebAddress,
  readStreet,
  readTelephone,
  readAlways,
  readDate,
  readTime,
  readMoney(pounds),
  readPercent,
  readUnit,
  readFraction,
  readDecade,
  readDecimal,
  readNegative,
  readYear,
  readOrdinal,
  readGroups,
  readDigits,
  readCardinal,
  readSuffixed,
  readCode
]

export class InverseNormalizer {
  readonly #readers: readonly Reader[]

  /** @param pounds whether "pounds" are money, as in Britain and India, or weight */
  constructor({
    pounds,
    readers = readersOf(pounds)
  }: Readonly<{ pounds: boolean; readers?: readonly Reader[] }>) {
    this.#readers = readers
  }

  /** @param names what is written as its owner writes it: lexical words, joined by spaces, to text */
  apply(words: readonly string[], names: ReadonlyMap<string, string> = new Map()): readonly Piece[] {
    const longest = longestByFirstWord(names)
    const pieces: Piece[] = []
    for (let at = 0; at < words.length; ) {
      const name = nameAt(words, at, names, longest)
      const match = name ?? this.#longestAt(words, at)
      const length = match?.length ?? 1
      pieces.push({
        text: match?.text ?? words[at] ?? '',
        first: at,
        last: at + length,
        fixed: match !== undefined
      })
      at += length
    }
    return pieces
  }

  #longestAt(words: readonly string[], at: number): Match | undefined {
    let best: Match | undefined
    for (const read of this.#readers) {
      const match = read(words, at)
      if (match && match.length > (best?.length ?? 0)) best = match
    }
    return best
  }
}

function nameAt(
  words: readonly string[],
  at: number,
  names: ReadonlyMap<string, string>,
  longest: ReadonlyMap<string, number>
): Match | undefined {
  if (names.size === 0) return undefined
  const first = words[at] ?? ''
  const most = Math.max(longest.get(first) ?? 0, longest.get(withoutPossessive(first)) ?? 0)
  for (let length = Math.min(most, words.length - at); length > 0; length--) {
    const spoken = words.slice(at, at + length).join(' ')
    const text = names.get(spoken)
    if (text !== undefined) return { text, length }
    const owner = spoken.endsWith("'s") ? names.get(withoutPossessive(spoken)) : undefined
    if (owner !== undefined) return { text: `${owner}'s`, length }
  }
  return undefined
}

const withoutPossessive = (word: string): string => (word.endsWith("'s") ? word.slice(0, -2) : word)

/** Names of more words are not looked for. */
const MAX_NAME_WORDS = 32
const lengths = new WeakMap<ReadonlyMap<string, string>, ReadonlyMap<string, number>>()

/** Of the names that begin with a word, the length of the longest, in words. Models have thousands of names. */
function longestByFirstWord(names: ReadonlyMap<string, string>): ReadonlyMap<string, number> {
  const known = lengths.get(names)
  if (known) return known
  const longest = new Map<string, number>()
  for (const name of names.keys()) {
    const words = name.split(' ')
    const first = words[0] ?? ''
    if (words.length <= MAX_NAME_WORDS) longest.set(first, Math.max(longest.get(first) ?? 0, words.length))
  }
  lengths.set(names, longest)
  return longest
}
