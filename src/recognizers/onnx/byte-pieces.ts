/**
 * Vocabularies of byte-level pieces (byte-level BPE, Wang et al. 2020), as icefall writes them: each byte of the text is a
 * printable character, so that a piece may hold a part of a character.
 * @module
 */
import { WORD_START } from './word-start.ts'

const ASCII_FIRST = 0x20
const ASCII_LAST = 0x7e
/** Characters from here on stand for bytes that are not printable ASCII. */
const FIRST_CHARACTER = 0x100
const SPACE = 0x20

/** By character: its byte. Some characters are left out, as two of them may look alike or be one (Unicode NFKC). */
const BYTES: ReadonlyMap<string, number> = new Map(
  (() => {
    const omitted = new Set([0x132, 0x133, 0x13f, 0x140, 0x149, 0x17f])
    const entries: (readonly [string, number])[] = [[WORD_START, SPACE]]
    let character = FIRST_CHARACTER
    for (let byte = 0; byte < 256; byte++) {
      if (byte >= ASCII_FIRST && byte <= ASCII_LAST) {
        entries.push([String.fromCharCode(byte), byte])
        continue
      }
      while (omitted.has(character)) character++
      entries.push([String.fromCharCode(character++), byte])
    }
    return entries
  })()
)
/** Of letters that only such vocabularies have: those for the bytes that most characters beyond Latin begin with. */
const RARE_FIRST = 0x180

/** Whether all tokens are byte-level pieces, and some could be nothing else. */
export function hasBytePieces(tokens: readonly string[]): boolean {
  const characters = tokens.flatMap((token) => [...token])
  return (
    characters.every((character) => BYTES.has(character)) &&
    characters.some((character) => character !== WORD_START && (character.codePointAt(0) ?? 0) >= RARE_FIRST)
  )
}

/** The text of a piece, with `▁` where words begin; its bytes where they are a part of a character. */
export function textOfBytePiece(piece: string): string | Uint8Array {
  const bytes = Uint8Array.from([...piece], (character) => BYTES.get(character) ?? SPACE)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll(' ', WORD_START)
  } catch {
    return bytes
  }
}
