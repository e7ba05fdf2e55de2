/** Letters said one by one, codes of letters and numbers, addresses of the internet and of streets. @module */
import type { Match, Reader } from './match.ts'
import { cardinalAt, digitsAt, onesAt, ordinalAt, twoDigitsAt, writtenOrdinal } from './number-words.ts'
import { groupsAt } from './numbers.ts'

const isLetter = (word: string | undefined): boolean => /^[a-z]$/.test(word ?? '')
/** Words of their own as well as letters. */
const isWord = (word: string | undefined): boolean => word === 'a' || word === 'i' || word === 'o'

/** What runs on for longer is no code; whoever reads on for ever at each word reads a long line for hours. */
const MAX_CODE_WORDS = 40

/** `u s b` → `USB`, `m p three` → `MP3`, `b two b` → `B2B`, `f sixteen` → `F16`. */
export const readCode: Reader = (words, at) => {
  if (!isLetter(words[at])) return undefined
  let text = ''
  let length = 0
  let letters = 0
  let numbers = 0
  while (length < MAX_CODE_WORDS) {
    const word = words[at + length]
    if (isLetter(word)) {
      text += word?.toUpperCase()
      letters += 1
      length += 1
      continue
    }
    const number = codeNumber(words, at + length)
    if (!number || numbers > 0) {
      if (!number || !isLetter(words[at + length - 1])) break
    }
    text += number.text
    length += number.length
    numbers += 1
  }
  if (letters + numbers < 2) return undefined
  // `a four` may be an article and a count; `i a` nothing at all.
  const first = words[at]
  if (letters === 1 && isWord(first)) return undefined
  if (numbers === 0 && words.slice(at, at + length).every(isWord)) return undefined
  return { text, length }
}

/** In codes `o` is the letter. */
function codeNumber(words: readonly string[], at: number): Match | undefined {
  let digits = ''
  while (words[at + digits.length] === 'zero' || onesAt(words, at + digits.length) !== undefined) {
    digits += String(onesAt(words, at + digits.length) ?? 0)
  }
  // `j o five hundred` is JO500, `u s b three` USB3.
  const cardinal = cardinalAt(words, at)
  if (cardinal && cardinal.length > Math.max(1, digits.length))
    return { text: String(cardinal.value), length: cardinal.length }
  if (digits !== '') return { text: digits, length: digits.length }
  const pair = twoDigitsAt(words, at)
  return pair && { text: String(pair.value), length: pair.length }
}

const SUFFIXES = new Set(['k', 'g', 'd'])

/** `four k` → `4K`, `three d` → `3D`. */
export const readSuffixed: Reader = (words, at) => {
  const number = codeNumber(words, at)
  const letter = number && words[at + number.length]
  if (!number || letter === undefined || !SUFFIXES.has(letter)) return undefined
  return { text: `${number.text}${letter.toUpperCase()}`, length: number.length + 1 }
}

const DOMAINS = new Set([
  'com',
  'org',
  'net',
  'edu',
  'gov',
  'info',
  'io',
  'dev',
  'uk',
  'us',
  'de',
  'fr',
  'in',
  'eu',
  'co',
  'ai'
])
/** Words that dots or other joints hold together in one address. */
const MAX_ADDRESS_PARTS = 20
const PART = /^[a-z0-9][a-z0-9'-]*$/

/** `help dot com`, `w w w dot help dot com slash faq`. */
function hostAt(words: readonly string[], at: number): Match | undefined {
  const www = words[at] === 'w' && words[at + 1] === 'w' && words[at + 2] === 'w'
  let text = www ? 'www' : (words[at] ?? '')
  let length = www ? 3 : 1
  if (!PART.test(text)) return undefined
  let ended = false
  for (let parts = 1; words[at + length] === 'dot' && parts < MAX_ADDRESS_PARTS; parts++) {
    const part = words[at + length + 1] ?? ''
    if (!PART.test(part)) break
    text += `.${part}`
    length += 2
    ended = DOMAINS.has(part)
  }
  return ended ? { text, length } : undefined
}

export const readWebAddress: Reader = (words, at) => {
  const host = hostAt(words, at)
  if (!host) return undefined
  let { text, length } = host
  while (words[at + length] === 'slash' && PART.test(words[at + length + 1] ?? '')) {
    text += `/${words[at + length + 1]}`
    length += 2
  }
  return { text, length }
}

/** `support at help dot com`, `john dot smith at help dot com`. */
export const readMailAddress: Reader = (words, at) => {
  let local = words[at] ?? ''
  let length = 1
  if (!PART.test(local)) return undefined
  for (let parts = 1; parts < MAX_ADDRESS_PARTS; parts++) {
    const joint = JOINTS[words[at + length] ?? '']
    const next = words[at + length + 1] ?? ''
    if (joint === undefined || !PART.test(next)) break
    local += `${joint}${next}`
    length += 2
  }
  if (words[at + length] !== 'at') return undefined
  const host = hostAt(words, at + length + 1)
  return host && { text: `${local}@${host.text}`, length: length + 1 + host.length }
}

const JOINTS: Readonly<Record<string, string>> = { dot: '.', underscore: '_', dash: '-', hyphen: '-' }

const STREETS: Readonly<Record<string, string>> = {
  avenue: 'Ave.',
  street: 'St.',
  road: 'Rd.',
  boulevard: 'Blvd.',
  lane: 'Ln.',
  parkway: 'Pkwy.'
}
/** What stands between number and street is a name, never one of these. */
const NO_NAMES = new Set(
  'a an the of in on at to from and or for with by is are was were be been that this it i you he she we they my your our'.split(
    ' '
  )
)
const MAX_NAMES = 3

/** `thirty five lexington avenue`, `forty second street`. */
export const readStreet: Reader = (words, at) => {
  const ordinal = ordinalAt(words, at)
  if (ordinal && ordinal.value > 1 && /^(?:street|avenue)$/.test(words[at + ordinal.length] ?? '')) {
    const street = words[at + ordinal.length] === 'street' ? 'Street' : 'Avenue'
    return { text: `${writtenOrdinal(ordinal.value)} ${street}`, length: ordinal.length + 1 }
  }
  const number = houseNumberAt(words, at)
  if (!number) return undefined
  for (let names = 1; names <= MAX_NAMES; names++) {
    const start = at + number.length
    const name = words[start + names - 1] ?? ''
    if (NO_NAMES.has(name) || !/^[a-z']+$/.test(name) || cardinalAt(words, start + names - 1))
      return undefined
    const street = STREETS[words[start + names] ?? '']
    if (street === undefined) continue
    const spoken = words
      .slice(start, start + names)
      .map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`)
    return { text: `${number.text} ${spoken.join(' ')} ${street}`, length: number.length + names + 1 }
  }
  return undefined
}

function houseNumberAt(words: readonly string[], at: number): Match | undefined {
  const digits = digitsAt(words, at)
  if (digits) return { text: digits.value, length: digits.length }
  const group = groupsAt(words, at)
  if (group) return { text: group.value, length: group.length }
  const cardinal = cardinalAt(words, at)
  return cardinal && cardinal.value > 0 && cardinal.value < 100_000
    ? { text: String(cardinal.value), length: cardinal.length }
    : undefined
}
