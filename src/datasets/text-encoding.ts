/** Which encoding a text file is in, and one line of it decoded; nothing is replaced silently. @module */
import { SourceRejected } from './rejection.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be'

export type DetectedEncoding = Readonly<{
  encoding: Encoding
  /** Bytes of the byte order mark to skip. */
  markLength: 0 | 2 | 3
}>

const accepted = 'use UTF-8, UTF-16 with a byte order mark, or, for English, Windows-1252'

/** Bytes at the start of files that people upload in place of text. */
const otherFormats: ReadonlyArray<readonly [string, readonly number[]]> = [
  ['a zip archive', [0x50, 0x4b, 0x03, 0x04]],
  ['a PDF document', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['a gzip archive', [0x1f, 0x8b]],
  ['a RIFF (WAV) file', [0x52, 0x49, 0x46, 0x46]]
]

/**
 * Decides from the first bytes of a file (4 KiB are enough).
 * @throws SourceRejected when they are no text.
 */
export function detectEncoding(head: Uint8Array): DetectedEncoding {
  const starts = (bytes: readonly number[]) => bytes.every((byte, index) => head[index] === byte)
  // FF FE 00 00 is UTF-32, which nobody is known to send; as UTF-16 it would read as a text of NULs.
  if (starts([0xff, 0xfe, 0, 0]) || starts([0, 0, 0xfe, 0xff]))
    throw new SourceRejected('NoUtf8WithBom', `The file is encoded in UTF-32; ${accepted}.`)
  if (starts([0xef, 0xbb, 0xbf])) return { encoding: 'utf-8', markLength: 3 }
  if (starts([0xff, 0xfe])) return { encoding: 'utf-16le', markLength: 2 }
  if (starts([0xfe, 0xff])) return { encoding: 'utf-16be', markLength: 2 }
  for (const [name, bytes] of otherFormats)
    if (starts(bytes))
      throw new SourceRejected(
        'InvalidDataset',
        `The file is ${name}, not text; upload plain text, not an archive.`
      )
  if (head.includes(0)) {
    const half = head.length / 2
    const nulls = head.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0)
    // Western text in UTF-16 has a NUL in nearly every pair of bytes; binary files seldom do.
    if (nulls > half * 0.7 && nulls <= half + 1)
      throw new SourceRejected(
        'NoUtf8WithBom',
        `The file looks like UTF-16 without a byte order mark; ${accepted}.`
      )
    throw new SourceRejected('InvalidDataset', 'The file contains NUL bytes: it is a binary file, not text.')
  }
  return { encoding: 'utf-8', markLength: 0 }
}

const strict = {
  'utf-8': new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }),
  'utf-16le': new TextDecoder('utf-16le', { fatal: true, ignoreBOM: true }),
  'utf-16be': new TextDecoder('utf-16be', { fatal: true, ignoreBOM: true })
} as const satisfies Record<Encoding, InstanceType<typeof TextDecoder>>

/**
 * 0x80 to 0x9F of Windows-1252; a blank stands for the five that it does not define.
 * A table because Node's decoder gives control characters for those five, and before Node 24 for all of them.
 */
const windows1252High = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ'

/** Undefined where a byte has no character. */
function fromWindows1252(bytes: Uint8Array): string | undefined {
  let undefinedByte = false
  const text = Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (character) => {
      const meant = windows1252High.charAt(character.charCodeAt(0) - 0x80)
      if (meant === ' ') undefinedByte = true
      return meant
    })
  return undefinedByte ? undefined : text
}

/** Signs that English text does not hold: with them the bytes are another encoding than Windows-1252. */
const strange = /[ƒ†‡ˆ‰˜\u00a4\u00a6\u00ac\u00af\u00b8\u00d0\u00d7\u00de\u00f0\u00f7\u00fe]|[^\t\r\P{Cc}]/u
/** A whole UTF-8 character among other bytes: the line is broken UTF-8, not Windows-1252. */
const multibyte = /[\u00c2-\u00f4][\u0080-\u00bf]/

/**
 * The text of one line, or undefined when its bytes are none.
 * @param ansi whether a line that is not UTF-8 may be read as Windows-1252.
 */
export function decodeLine(bytes: Uint8Array, encoding: Encoding, ansi: boolean): string | undefined {
  try {
    return strict[encoding].decode(bytes)
  } catch {
    if (!ansi || encoding !== 'utf-8') return undefined
    if (multibyte.test(Buffer.from(bytes).toString('latin1'))) return undefined
    const text = fromWindows1252(bytes)
    return text === undefined || strange.test(text) ? undefined : text
  }
}
