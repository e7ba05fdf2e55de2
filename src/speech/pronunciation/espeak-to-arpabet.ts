/**
 * From espeak-ng's phoneme mnemonics (voice en-us, `-x`) to ARPAbet. The table is by sound; the rules after it follow
 * what CMUdict writes where the sound alone leaves a choice, found by aligning 12,000 of its words.
 * `bench/pronunciation.ts` prints what remains wrong.
 * @module
 */

import type { Phones } from './lexicon.ts'

const SOUNDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    // Vowels
    a: 'AE',
    aa: 'AE',
    'a#': 'AH',
    A: 'AA',
    'A:': 'AA',
    '0': 'AA',
    'O:': 'AO',
    O: 'AO',
    O2: 'AO',
    V: 'AH',
    '@': 'AH',
    '@-': 'AH',
    '@2': 'AH',
    '@5': 'AH',
    E: 'EH',
    E2: 'EH',
    I: 'IH',
    I2: 'IH',
    'I#': 'IH',
    i: 'IY',
    'i:': 'IY',
    U: 'UH',
    u: 'UW',
    'u:': 'UW',
    eI: 'EY',
    aI: 'AY',
    OI: 'OY',
    aU: 'AW',
    oU: 'OW',
    // R-colored vowels and syllabic consonants
    '3': 'ER',
    '3:': 'ER',
    'A@': 'AA R',
    'O@': 'AO R',
    'o@': 'AO R',
    'e@': 'EH R',
    'U@': 'UH R',
    'i@3': 'IH R',
    'i@': 'IY AH',
    aI3: 'AY ER',
    'aI@': 'AY AH',
    aU3: 'AW ER',
    'aU@': 'AW AH',
    '@L': 'AH L',
    'l-': 'AH L',
    'm-': 'AH M',
    'n-': 'AH N',
    'r-': 'R',
    // Consonants; t# is a flap, ? a glottal stop, t2 an unreleased t
    b: 'B',
    d: 'D',
    'd#': 'D',
    dZ: 'JH',
    D: 'DH',
    f: 'F',
    g: 'G',
    h: 'HH',
    j: 'Y',
    k: 'K',
    l: 'L',
    'l#': 'L',
    m: 'M',
    n: 'N',
    N: 'NG',
    p: 'P',
    r: 'R',
    s: 'S',
    S: 'SH',
    t: 'T',
    't#': 'T',
    t2: 'T',
    '?': 'T',
    tS: 'CH',
    T: 'TH',
    v: 'V',
    w: 'W',
    z: 'Z',
    Z: 'ZH',
    ';': '',
    // Sounds of other languages, mapped to the nearest English phone
    x: 'K',
    C: 'K',
    e: 'EY',
    'e:': 'EY',
    o: 'OW',
    'o:': 'OW',
    y: 'UW',
    'y:': 'UW',
    W: 'ER',
    Y: 'ER',
    'A~': 'AA N',
    'O~': 'AA N',
    'E~': 'AE N',
    'n^': 'N Y',
    'l^': 'L Y'
  })
)

/** Stress marks, and names of languages that espeak-ng switched to. */
const NOT_SOUND = /\([a-z-]+\)|['",%=|]/g
const VOWEL_START = /^[@aAeEiIoOuUVyYW03]/

/**
 * Phones of one word, from a line of `espeak-ng -x --sep=_`; `undefined` if some sound has no phone, or there is no sound.
 */
export function arpabetOfEspeak(line: string): Phones | undefined {
  const sounds = line
    .replace(NOT_SOUND, '')
    .split(/[_ ]+/)
    .filter((sound) => sound !== '' && sound !== ';')
  const phones: string[] = []
  for (const [i, sound] of sounds.entries()) {
    const mapped = inContext(sound, sounds[i - 1] ?? '', sounds[i + 1] ?? '')
    if (mapped === undefined) return undefined
    for (const phone of mapped.split(' ')) {
      // espeak-ng writes a linking r after vowels that are already r-colored.
      const linking = phone === 'R' && ['R', 'ER'].includes(phones.at(-1) ?? '')
      if (phone !== '' && !linking) phones.push(phone)
    }
  }
  return phones.length === 0 ? undefined : phones
}

function inContext(sound: string, before: string, after: string): string | undefined {
  if (sound === 'a' && after === 'r') return 'EH'
  if (sound === 'i@' && after === 'r') return 'IH'
  if (sound === 'U' && before === 'j') return 'AH'
  if (sound === 'z' && /^[tpkf]/.test(before) && before !== 'tS') return 'S'
  if (sound === 'I' || sound === 'I2' || sound === 'I#') return reducedI(sound, before, after)
  return SOUNDS.get(sound)
}

/** The high front vowel when unstressed: `preordain` IY, `apricot` AH, `landed` IH. */
function reducedI(sound: string, before: string, after: string): string {
  if (VOWEL_START.test(after)) return 'IY'
  if (sound === 'I2' && ['f', 'm', 'n'].includes(after)) return 'AH'
  if (sound === 'I#' && ['l', 'm'].includes(before)) return 'AH'
  return 'IH'
}
