/** What a line of structured text is, or what is wrong with it and how it was probably meant. @module */
import { isUnknownPhone, type Phones, phonesOfUps, UPS_PHONES } from '../pronunciation/index.ts'
import { className, type Piece } from './references.ts'

export type StructuredLine =
  | Readonly<{ type: 'comment' }>
  /** `@ list food =`; a class named again goes on. Names are in lower case. */
  | Readonly<{ type: 'class'; name: string }>
  | Readonly<{ type: 'item'; className: string; text: string; column: number }>
  | Readonly<{ type: 'lexicon' }>
  /** `phones` are ARPAbet. */
  | Readonly<{ type: 'pronunciation'; word: string; phones: Phones; column: number }>
  | Readonly<{ type: 'section'; name: string }>
  | Readonly<{ type: 'sentence'; text: string; pieces: readonly Piece[]; column: number }>

export type LineFaultCode =
  | 'HeadingUnreadable'
  | 'ClassNameInvalid'
  | 'TooManyClasses'
  | 'OutsideBlock'
  | 'BulletMissing'
  | 'ItemEmpty'
  | 'TooManyItems'
  | 'ReferenceUnreadable'
  | 'TooManySentences'
  | 'SlashMissing'
  | 'LexiconWordInvalid'
  | 'PhonesEmpty'
  | 'PhoneUnknown'
  | 'PhoneSetMissing'
  | 'TooManyPronunciations'
  | 'TooManyLexiconEntries'

export type LineFault = Readonly<{
  code: LineFaultCode
  /** 1-based, in characters of the line as given. */
  column: number
  found: string
  accepted: string
  /** The whole line as it was probably meant, where that is mechanical. */
  corrected?: string
  /** What the corrected line is. */
  correctedAs?: StructuredLine
}>

export type StructuredVerdict = StructuredLine | Readonly<{ type: 'fault'; fault: LineFault }>

export function unknownPhone(
  text: string,
  written: string,
  from: number,
  { index, found, meant }: Readonly<{ index: number; found: string; meant?: string }>
): StructuredVerdict {
  const tokens = [...written.matchAll(/\S+/g)]
  const after = text.slice(text.lastIndexOf('/') + 1)
  const column = from + (after.length - after.trimStart().length) + (tokens[index]?.index ?? 0)
  const corrected = meant === undefined ? undefined : correctedPhones(written.split(/\s+/))
  return fault(
    'PhoneUnknown',
    column,
    shown(found),
    `the phones ${UPS_PHONES.join(' ')}`,
    corrected === undefined ? undefined : `- ${text.slice(0, text.lastIndexOf('/') + 1)}${corrected}`
  )
}

/** Every phone of CMUdict put into the phone set, or nothing where one is of neither. */
function correctedPhones(written: readonly string[]): string | undefined {
  const tokens = [...written]
  for (;;) {
    const phones = phonesOfUps(tokens)
    if (!isUnknownPhone(phones)) return tokens.join(' ')
    if (phones.meant === undefined) return undefined
    tokens[phones.index] = phones.meant
  }
}

export const nameFrom = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}_]+/gu, '_')
    .replace(/^_+|_+$/g, '')

export function correctedName(name: string): string | undefined {
  const made = nameFrom(name)
  return className.test(made) ? `@ list ${made} =` : undefined
}

/** A stranger's text inside a message: short, one line, quoted. */
export function shown(text: string): string {
  const characters = [...text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/gu, '\ufffd')]
  return `"${characters.slice(0, 40).join('')}${characters.length > 40 ? '…' : ''}"`
}

export function fault(
  code: LineFaultCode,
  column: number,
  found: string,
  whatIsAccepted: string,
  corrected?: string
): StructuredVerdict {
  const base = { code, column, found, accepted: whatIsAccepted }
  return { type: 'fault', fault: corrected === undefined ? base : { ...base, corrected } }
}
