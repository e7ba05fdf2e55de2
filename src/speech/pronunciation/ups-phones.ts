/** Conversion between the Universal Phone Set of phonetic lexicons and the ARPAbet of acoustic models. @module */

import type { Phones } from './lexicon.ts'

/**
 * The published set for English. Variants that occur only before R (`AOX`, `EHX`, `OWX`, `UWX`) and the British `Q`
 * become the phone that CMUdict has there: stairs `S T EH R Z`, four `F AO R`, lure `L UH R`, top `T AA P`.
 */
const ENGLISH: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...identity('B CH D DH F G JH K L M N NG P R S SH T TH V W Z ZH AA AE AH AO EH ER IH UH'),
    H: 'HH',
    J: 'Y',
    AOX: 'AO',
    AU: 'AW',
    AX: 'AH',
    AI: 'AY',
    EHX: 'EH',
    EI: 'EY',
    I: 'IY',
    O: 'OW',
    OI: 'OY',
    OWX: 'OW',
    Q: 'AA',
    U: 'UW',
    UWX: 'UW'
  })
)

/** Phones with another ARPAbet value before R. */
const BEFORE_R: ReadonlyMap<string, string> = new Map([
  ['OWX', 'AO'],
  ['UWX', 'UH']
])

/** UPS names of the CMUdict phones whose names differ. */
const OF_ARPABET: ReadonlyMap<string, string> = new Map(
  Object.entries({ HH: 'H', Y: 'J', AW: 'AU', AY: 'AI', EY: 'EI', IY: 'I', OW: 'O', OY: 'OI', UW: 'U' })
)

export const UPS_PHONES: readonly string[] = [...ENGLISH.keys()].sort()

/** The first phone that is not in the set; `index` counts from 0. */
export type UnknownPhone = Readonly<{
  index: number
  found: string
  /** The UPS phone that was probably meant, if `found` is a CMUdict phone. */
  meant?: string
}>

/**
 * The ARPAbet phones of an English pronunciation in UPS, in any letter case. `ER R` and `AX R` become `ER`.
 * @example phonesOfUps(['f', 'i', 'l', 'ai', 'n']) // ['F', 'IY', 'L', 'AY', 'N']
 */
export function phonesOfUps(written: readonly string[]): Phones | UnknownPhone {
  const phones: string[] = []
  const tokens = written.map((token) => token.toUpperCase())
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] ?? ''
    const phone = ENGLISH.get(token)
    if (phone === undefined) {
      const meant = OF_ARPABET.get(token) ?? withoutStress(token)
      return { index, found: written[index] ?? '', ...(meant === undefined ? {} : { meant }) }
    }
    const beforeR = tokens[index + 1] === 'R'
    const rhotic = beforeR && (token === 'ER' || token === 'AX')
    if (rhotic) index++
    phones.push(rhotic ? 'ER' : ((beforeR ? BEFORE_R.get(token) : undefined) ?? phone))
  }
  return phones
}

/** The reverse: an English ARPAbet pronunciation in UPS, as a phonetic lexicon takes it. */
export const upsOfPhones = (phones: Phones): readonly string[] =>
  phones.flatMap((phone) => (phone === 'ER' ? ['ER', 'R'] : [OF_ARPABET.get(phone) ?? phone]))

export const isUnknownPhone = (result: Phones | UnknownPhone): result is UnknownPhone => 'index' in result

/** `AE1` as in CMUdict, without its stress digit. */
function withoutStress(token: string): string | undefined {
  const plain = /^([A-Z]{2})[012]$/.exec(token)?.[1]
  if (plain === undefined) return undefined
  return OF_ARPABET.get(plain) ?? (ENGLISH.has(plain) ? plain : undefined)
}

function identity(phones: string): Record<string, string> {
  return Object.fromEntries(phones.split(' ').map((phone) => [phone, phone]))
}
