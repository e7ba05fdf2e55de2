/** The phones of the CMU dictionary and of acoustic models trained with it. @module */

/** ARPAbet without stress marks: 24 consonants and 15 vowels. */
export const PHONES = [
  ...['AA', 'AE', 'AH', 'AO', 'AW', 'AY', 'EH', 'ER', 'EY', 'IH', 'IY', 'OW', 'OY', 'UH', 'UW'],
  ...['B', 'CH', 'D', 'DH', 'F', 'G', 'HH', 'JH', 'K', 'L', 'M', 'N', 'NG', 'P', 'R', 'S', 'SH'],
  ...['T', 'TH', 'V', 'W', 'Y', 'Z', 'ZH']
] as const

/** Silence: accepted in a lexicon, never in a predicted pronunciation. */
export const SILENCE = 'SIL'

const KNOWN: ReadonlySet<string> = new Set([...PHONES, SILENCE])
export const isPhone = (text: string): boolean => KNOWN.has(text)

/** Phones as flite input: lower case, with `pau` for silence; `undefined` for an unknown phone. */
export const flitePhones = (phones: readonly string[]): string | undefined =>
  phones.every(isPhone)
    ? ['pau', ...phones.map((phone) => (phone === SILENCE ? 'pau' : phone.toLowerCase())), 'pau'].join(' ')
    : undefined
