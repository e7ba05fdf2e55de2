/**
 * Names of other languages in the phones of an English model: espeak-ng says the name in its own language
 * (`-v de --ipa`), and each sound becomes the nearest that English has, as speakers of English say such names.
 * @module
 */
import type { Phones } from './lexicon.ts'

/** Longest first when tried. What is absent is refused by name, never guessed. */
const SOUNDS: readonly (readonly [string, string])[] = Object.entries({
  // Affricates and diphthongs
  ...{ ts: 'T S', dz: 'D Z', tʃ: 'CH', dʒ: 'JH', tɕ: 'CH', dʑ: 'JH', tʂ: 'CH', dʐ: 'JH', pf: 'F' },
  ...{
    aɪ: 'AY',
    ai: 'AY',
    ɑɪ: 'AY',
    aʊ: 'AW',
    au: 'AW',
    ɔɪ: 'OY',
    ɔø: 'OY',
    œy: 'AW',
    ɛɪ: 'EY',
    eɪ: 'EY',
    ei: 'EY'
  },
  ...{
    oʊ: 'OW',
    ou: 'OW',
    əʊ: 'OW',
    ʌʊ: 'AW',
    ɔʏ: 'OY',
    ɔy: 'OY',
    uɪ: 'UW IY',
    ui: 'UW IY',
    eʊ: 'EH UW',
    ie: 'IY EH'
  },
  ...{ iə: 'IY AH', ʊə: 'UH AH', eə: 'EH AH', ʉɪ: 'UW IY' },
  // Nasal vowels
  ...{
    ɑ̃: 'AA N',
    ã: 'AA N',
    ɐ̃: 'AH N',
    ɛ̃: 'AE N',
    ẽ: 'EH N',
    ĩ: 'IY N',
    ɔ̃: 'OW N',
    õ: 'OW N',
    œ̃: 'AH N',
    ũ: 'UW N',
    ʊ̃: 'UW N'
  },
  // Vowels
  ...{
    a: 'AA',
    ɑ: 'AA',
    æ: 'AE',
    ɐ: 'AH',
    ʌ: 'AH',
    ɒ: 'AA',
    ɔ: 'AO',
    o: 'OW',
    ɵ: 'UH',
    ɤ: 'AH',
    ə: 'AH',
    ɘ: 'AH'
  },
  ...{
    e: 'EY',
    ɛ: 'EH',
    ε: 'EH',
    ɜ: 'ER',
    ɚ: 'ER',
    ɝ: 'ER',
    i: 'IY',
    ɪ: 'IH',
    ɨ: 'IH',
    ɯ: 'UW',
    u: 'UW',
    ʉ: 'UW',
    ʊ: 'UH'
  },
  ...{ y: 'UW', ʏ: 'UH', ø: 'ER', œ: 'ER' },
  // Consonants
  ...{
    b: 'B',
    β: 'B',
    c: 'K',
    d: 'D',
    ɖ: 'D',
    ð: 'DH',
    f: 'F',
    ɸ: 'F',
    ɡ: 'G',
    g: 'G',
    ɣ: 'G',
    ɟ: 'JH',
    ɢ: 'G'
  },
  ...{
    h: 'HH',
    ɦ: 'HH',
    ħ: 'HH',
    x: 'HH',
    χ: 'HH',
    ç: 'HH',
    j: 'Y',
    ʝ: 'Y',
    k: 'K',
    q: 'K',
    l: 'L',
    ɫ: 'L',
    ɭ: 'L',
    ɬ: 'L'
  },
  ...{
    ʎ: 'L Y',
    m: 'M',
    ɱ: 'M',
    n: 'N',
    ɳ: 'N',
    ɲ: 'N Y',
    ŋ: 'NG',
    p: 'P',
    r: 'R',
    ɹ: 'R',
    ɾ: 'R',
    ɽ: 'R',
    ɻ: 'R',
    ʁ: 'R',
    ʀ: 'R'
  },
  ...{
    s: 'S',
    ʃ: 'SH',
    ɕ: 'SH',
    ʂ: 'SH',
    z: 'Z',
    ʒ: 'ZH',
    ʑ: 'ZH',
    ʐ: 'ZH',
    t: 'T',
    ʈ: 'T',
    θ: 'TH',
    v: 'V',
    ʋ: 'V',
    w: 'W',
    ɥ: 'W',
    ʍ: 'W'
  },
  ...{ ʔ: '', '?': '', ʕ: '' }
}).sort(([a], [b]) => b.length - a.length)

/** Names of languages that espeak switched to, stress, length, tones, and marks on a sound that English has not. */
const NOT_SOUND = /\([a-z-]+\)|[ˈˌːˑ|‿ʰʲˠˤ˞0-9]|[\u0329\u032f\u031d\u0325\u030a\u0361\u032a]/gu

/** A sound that English has nothing near to. */
export type UnknownSound = Readonly<{ sound: string }>

/** Phones of one name, from a line of `espeak-ng -v <language> --ipa --sep=_`. */
export function englishPhonesOfIpa(line: string): Phones | UnknownSound {
  const phones: string[] = []
  for (const token of line
    .normalize('NFC')
    .replace(NOT_SOUND, '')
    .split(/[_\s]+/u)) {
    // A glottal stop that German and Danish write before vowels is no sound of its own.
    for (let rest = token; rest !== ''; ) {
      const found = SOUNDS.find(([sound]) => rest.startsWith(sound.normalize('NFC')))
      if (found === undefined) return { sound: rest }
      phones.push(...found[1].split(' ').filter((phone) => phone !== ''))
      rest = rest.slice(found[0].normalize('NFC').length)
    }
  }
  return withoutDoubles(phones)
}

/** English has no long consonants, and the vowel before an r is coloured by it. */
const withoutDoubles = (phones: readonly string[]): Phones =>
  phones.filter((phone, at) => phone !== phones[at - 1] && !(phone === 'R' && phones[at - 1] === 'ER'))
