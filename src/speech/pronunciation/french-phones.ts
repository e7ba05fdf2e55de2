/**
 * From espeak-ng's French (`-v fr --ipa`) to the phones of CMUSphinx's French dictionaries (`fr.dict`,
 * `cmusphinx-fr-ptm`), after Université du Maine's set: a vowel or consonant doubled, nasals with an n.
 * @module
 */
import type { Phones } from './lexicon.ts'

/** Longest match first. */
const SOUNDS: readonly (readonly [string, string])[] = Object.entries({
  // Two sounds of espeak-ng that the dictionary writes as one phone, and the reverse
  'n j': 'gn',
  'ə-': 'ee',
  ɑ̃: 'an',
  ɛ̃: 'in',
  ɔ̃: 'on',
  œ̃: 'un',
  tʃ: 'tt ch',
  dʒ: 'dd jj',
  aɪ: 'aa yy',
  aʊ: 'aa ou',
  eɪ: 'ei',
  oʊ: 'au',
  əʊ: 'au',
  ɔɪ: 'oo yy',
  // Vowels
  a: 'aa',
  ɑ: 'aa',
  æ: 'aa',
  ɐ: 'aa',
  ʌ: 'oe',
  e: 'ei',
  ɛ: 'ai',
  ə: 'ee',
  ɜ: 'oe',
  ɚ: 'oe rr',
  ø: 'eu',
  œ: 'oe',
  i: 'ii',
  ɪ: 'ii',
  y: 'uu',
  o: 'au',
  ɔ: 'oo',
  ɒ: 'oo',
  u: 'ou',
  ʊ: 'ou',
  // Consonants
  b: 'bb',
  d: 'dd',
  ð: 'zz',
  f: 'ff',
  ɡ: 'gg',
  g: 'gg',
  h: '',
  j: 'yy',
  k: 'kk',
  l: 'll',
  ɫ: 'll',
  m: 'mm',
  n: 'nn',
  ɲ: 'gn',
  ŋ: 'nn gg',
  p: 'pp',
  ʁ: 'rr',
  ɹ: 'rr',
  r: 'rr',
  ɾ: 'tt',
  s: 'ss',
  ʃ: 'ch',
  t: 'tt',
  θ: 'ss',
  v: 'vv',
  w: 'ww',
  ɥ: 'uy',
  x: 'rr',
  z: 'zz',
  ʒ: 'jj'
}).sort(([a], [b]) => b.length - a.length)

/** The dictionary uses the close vowels only at word ends: "accrédité" ends in `ei` and has `ai` before. */
const OPEN: Readonly<Record<string, string>> = { ei: 'ai', au: 'oo' }

/** Names of languages that espeak-ng switched to, stress, length and liaison marks. */
const NOT_SOUND = /\([a-z-]+\)|[ˈˌː|‿]/gu

export const FRENCH_PHONES: readonly string[] = [
  ...new Set(SOUNDS.flatMap(([, phones]) => phones.split(' ')).filter((phone) => phone !== ''))
].sort()

/** Phones of one word, from a line of `espeak-ng -v fr --ipa --sep=_`; `undefined` if a sound has no phone. */
export function frenchPhonesOfIpa(line: string): Phones | undefined {
  let remaining = line
    .normalize('NFC')
    .replace(NOT_SOUND, '')
    .split(/[_\s]+/u)
    .filter((sound) => sound !== '')
    .join(' ')
    // `y i` in "huit" and "nuit" is a glide, a phone of its own in the dictionary.
    .replace(/(?<=^|\s)y (?=i)/gu, 'ɥ ')
  const phones: string[] = []
  while (remaining !== '') {
    const found = SOUNDS.find(([sound]) => remaining.startsWith(sound.normalize('NFC')))
    if (found === undefined) return undefined
    if (found[1] !== '') phones.push(...found[1].split(' '))
    remaining = remaining.slice(found[0].normalize('NFC').length).trimStart()
  }
  const last = phones.length - 1
  return last < 0 ? undefined : phones.map((phone, at) => (at < last ? (OPEN[phone] ?? phone) : phone))
}

const LETTERS: ReadonlyMap<string, Phones> = new Map(
  Object.entries({
    a: 'aa',
    b: 'bb ei',
    c: 'ss ei',
    d: 'dd ei',
    e: 'eu',
    f: 'ai ff',
    g: 'jj ei',
    h: 'aa ch',
    i: 'ii',
    j: 'jj ii',
    k: 'kk aa',
    l: 'ai ll',
    m: 'ai mm',
    n: 'ai nn',
    o: 'au',
    p: 'pp ei',
    q: 'kk uu',
    r: 'ai rr',
    s: 'ai ss',
    t: 'tt ei',
    u: 'uu',
    v: 'vv ei',
    w: 'dd oo uu bb ll ee vv ei',
    x: 'ii kk ss',
    y: 'ii gg rr ai kk',
    z: 'zz ai dd'
  }).map(([letter, phones]) => [letter, phones.split(' ')])
)

/** The phones of one letter's French name; `undefined` for anything else. */
export const frenchLetterName = (letter: string): Phones | undefined => LETTERS.get(letter)

/** espeak-ng's phoneme mnemonics (`-v fr`, within `[[ ]]`). */
const MNEMONICS: Readonly<Record<string, string>> = {
  ...{ aa: 'a', ai: 'E', an: 'A~', au: 'o', ee: '@', ei: 'e', eu: 'Y', ii: 'i', in: 'E~', oe: 'W' },
  ...{ on: 'O~', oo: 'O', ou: 'u', un: 'W~', uu: 'y', uy: 'y', ww: 'w', yy: 'j' },
  ...{ bb: 'b', ch: 'S', dd: 'd', ff: 'f', gg: 'g', gn: 'n^', jj: 'Z', kk: 'k', ll: 'l', mm: 'm' },
  ...{ nn: 'n', pp: 'p', rr: 'r', ss: 's', tt: 't', vv: 'v', zz: 'z' }
}
const VOWEL = /^[aAeEiouyYOW@]/

/** French phones as espeak-ng input, the last vowel stressed; `undefined` if one is not a French phone. */
export function frenchMnemonics(phones: Phones): string | undefined {
  const signs = phones.map((phone) => MNEMONICS[phone])
  if (!signs.every((sign) => sign !== undefined)) return undefined
  const stressed = signs.findLastIndex((sign) => VOWEL.test(sign))
  return signs.map((sign, at) => (at === stressed ? `'${sign}` : sign)).join('|')
}
