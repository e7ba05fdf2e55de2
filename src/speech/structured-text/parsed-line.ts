/** A parsed line of structured text, or its error with a correction if there is an obvious one. @module */

import { isUnknownPhone, type Phones, phonesOfUps, UPS_PHONES } from '../pronunciation/index.ts'
import { trimEndOf } from '../text/index.ts'
import { CLASS_NAME, type Piece } from './references.ts'

export type StructuredLine =
  | Readonly<{ type: 'comment' }>
  /** `@ list food =`; repeating a class continues it. Names are in lower case. */
  | Readonly<{ type: 'class'; name: string }>
  | Readonly<{ type: 'item'; className: string; text: string; column: number }>
  | Readonly<{ type: 'lexicon' }>
  /** `phones` are ARPAbet. */
  | Readonly<{ type: 'pronunciation'; word: string; phones: Phones; column: number }>
  | Readonly<{ type: 'section'; name: string }>
  | Readonly<{ type: 'sentence'; text: string; pieces: readonly Piece[]; column: number }>

export type LineErrorCode =
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

export type LineError = Readonly<{
  code: LineErrorCode
  /** 1-based, in characters of the line as given. */
  column: number
  found: string
  accepted: string
  /** The whole corrected line, if the correction is mechanical. */
  corrected?: string
  /** The parsed corrected line. */
  correctedAs?: StructuredLine
}>

export type ParsedLine = StructuredLine | Readonly<{ type: 'invalid'; error: LineError }>

export function unknownPhone(
  text: string,
  written: string,
  from: number,
  { index, found, meant }: Readonly<{ index: number; found: string; meant?: string }>
): ParsedLine {
  const tokens = [...written.matchAll(/\S+/g)]
  const after = text.slice(text.lastIndexOf('/') + 1)
  const column = from + (after.length - after.trimStart().length) + (tokens[index]?.index ?? 0)
  const corrected = meant === undefined ? undefined : correctedPhones(written.split(/\s+/))
  return invalidLine(
    'PhoneUnknown',
    column,
    quoteExcerpt(found),
    `the phones ${UPS_PHONES.join(' ')}`,
    corrected === undefined ? undefined : `- ${text.slice(0, text.lastIndexOf('/') + 1)}${corrected}`
  )
}

/** The pronunciation with CMUdict phones converted to UPS; undefined if a phone is in neither set. */
function correctedPhones(written: readonly string[]): string | undefined {
  const tokens = [...written]
  for (;;) {
    const phones = phonesOfUps(tokens)
    if (!isUnknownPhone(phones)) return tokens.join(' ')
    if (phones.meant === undefined) return undefined
    tokens[phones.index] = phones.meant
  }
}

export const toClassName = (text: string): string =>
  trimEndOf(
    text
      .normalize('NFC')
      .replace(/[^\p{L}\p{M}\p{N}_]+/gu, '_')
      .replace(/^_+/, ''),
    /_/
  )

export function correctedName(name: string): string | undefined {
  const made = toClassName(name)
  return CLASS_NAME.test(made) ? `@ list ${made} =` : undefined
}

/** Untrusted text for a message: quoted, one line, at most 40 characters. */
export function quoteExcerpt(text: string): string {
  const characters = [...text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/gu, '\ufffd')]
  return `"${characters.slice(0, 40).join('')}${characters.length > 40 ? '…' : ''}"`
}

export function invalidLine(
  code: LineErrorCode,
  column: number,
  found: string,
  whatIsAccepted: string,
  corrected?: string
): ParsedLine {
  const base = { code, column, found, accepted: whatIsAccepted }
  return { type: 'invalid', error: corrected === undefined ? base : { ...base, corrected } }
}
