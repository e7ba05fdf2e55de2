/**
 * Foreign names in the phones of an English model: espeak-ng transcribes the name in its own language (`-v de --ipa`),
 * and each sound becomes the nearest English phone, as English speakers say such names.
 * @module
 */
import type { Phones } from './lexicon.ts'

/** Longest match first. A sound without an entry is reported by name, never guessed. */
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

/** Names of languages that espeak-ng switched to, stress, length, tones, and diacritics without an English counterpart. */
const NOT_SOUND = /\([a-z-]+\)|[ˈˌːˑ|‿ʰʲˠˤ˞0-9]|[\u0329\u032f\u031d\u0325\u030a\u0361\u032a]/gu

/** A sound without a near English phone. */
export type UnmappedSound = Readonly<{ sound: string }>

/** Phones of one name, from a line of `espeak-ng -v <language> --ipa --sep=_`. */
export function arpabetOfIpa(line: string): Phones | UnmappedSound {
  const phones: string[] = []
  for (const token of line
    .normalize('NFC')
    .replace(NOT_SOUND, '')
    .split(/[_\s]+/u)) {
    // The glottal stop before vowels in German and Danish maps to nothing.
    for (let rest = token; rest !== ''; ) {
      const found = SOUNDS.find(([sound]) => rest.startsWith(sound.normalize('NFC')))
      if (found === undefined) return { sound: rest }
      phones.push(...found[1].split(' ').filter((phone) => phone !== ''))
      rest = rest.slice(found[0].normalize('NFC').length)
    }
  }
  return mergeRepeated(phones)
}

/** English has no long consonants, and ER already contains the R. */
const mergeRepeated = (phones: readonly string[]): Phones =>
  phones.filter((phone, at) => phone !== phones[at - 1] && !(phone === 'R' && phones[at - 1] === 'ER'))
