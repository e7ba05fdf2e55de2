/** The tokens that a model puts out: `tokens.txt`, a symbol and its number a line. @module */
import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { hasBytePieces, textOfBytePiece } from './byte-pieces.ts'
import { InvalidModelFile } from './invalid-model-file.ts'
import { WORD_START } from './word-start.ts'

export type Vocabulary = Readonly<{
  /** By number. Word starts are marked as the model does it: `▁` before a piece, or a space that is a token of its own. */
  tokens: readonly string[]
  /** The number of the blank: `<blk>`, `<blank>`, `<eps>`. */
  blank: number
  /** The number of `<unk>`, where there is one. */
  unknown: number | undefined
  /** What tokens are: pieces that say where words begin, or characters with or without a space among them. */
  units: 'pieces' | 'characters' | 'characters-without-spaces'
  /** Whether tokens have capital letters whose small letters are tokens as well. */
  cased: boolean
}>

const MAX_BYTES = 16 << 20
const MAX_TOKENS = 200_000
const BLANKS = ['<blk>', '<blank>', '<eps>']

/** @throws InvalidModelFile where the file is no token table, with the line; what the file system throws */
export function readVocabulary(path: string): Vocabulary {
  const file = basename(path)
  const { size } = statSync(path)
  if (size > MAX_BYTES)
    throw new InvalidModelFile(file, `at most ${MAX_BYTES} bytes of tokens`, `${size} bytes`)
  return parseVocabulary(readFileSync(path, 'utf8'), file)
}

/** @param file its name in errors */
export function parseVocabulary(text: string, file: string): Vocabulary {
  const tokens: string[] = []
  const lines = text.split('\n')
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') {
      if (lines.slice(index).every((rest) => rest.trim() === '')) break
      throw invalidLine(file, index, line)
    }
    const { symbol, id } = parseLine(line, file, index)
    if (tokens[id] !== undefined) {
      throw new InvalidModelFile(file, `each number once`, `number ${id} again on line ${index + 1}`)
    }
    tokens[id] = symbol
  }
  if (tokens.length === 0) throw new InvalidModelFile(file, 'a token and its number a line', 'no tokens')
  const missing = Array.from(tokens, (token) => token === undefined).indexOf(true)
  if (missing >= 0) {
    throw new InvalidModelFile(
      file,
      `every number from 0 to ${tokens.length - 1}`,
      `no token with number ${missing}`
    )
  }
  const blank = BLANKS.map((symbol) => tokens.indexOf(symbol)).find((id) => id >= 0)
  if (blank === undefined) throw new InvalidModelFile(file, `a blank: ${BLANKS.join(', ')}`, 'none of them')
  const unknown = tokens.indexOf('<unk>')
  return {
    tokens,
    blank,
    unknown: unknown < 0 ? undefined : unknown,
    units: unitsOf(tokens),
    cased: isCased(tokens)
  }
}

/** A line that is only a number is the space, which tools strip. */
function parseLine(line: string, file: string, index: number): Readonly<{ symbol: string; id: number }> {
  const match = /^(?:(.*\S)[ \t]+|\s*)(\d{1,9})\s*$/.exec(line.length <= 1000 ? line : '')
  const id = Number(match?.[2])
  if (!match || id >= MAX_TOKENS) throw invalidLine(file, index, line)
  return { symbol: match[1]?.trim() || ' ', id }
}

const invalidLine = (file: string, index: number, line: string): InvalidModelFile =>
  new InvalidModelFile(
    file,
    `a token and its number below ${MAX_TOKENS} on line ${index + 1}`,
    JSON.stringify(line.length > 60 ? `${line.slice(0, 60)}…` : line)
  )

const isSpecial = (token: string): boolean => /^<.+>$/.test(token)

function unitsOf(tokens: readonly string[]): Vocabulary['units'] {
  if (tokens.some((token) => token.startsWith(WORD_START))) return 'pieces'
  return tokens.includes(' ') || tokens.includes('|') ? 'characters' : 'characters-without-spaces'
}

function isCased(tokens: readonly string[]): boolean {
  let [small, capital] = [false, false]
  for (const token of tokens) {
    if (isSpecial(token)) continue
    small ||= token !== token.toUpperCase()
    capital ||= token !== token.toLowerCase()
  }
  return small && capital
}

/**
 * @param size the width of the model's output
 * @throws InvalidModelFile when the model has another number of tokens
 */
export function assertVocabularySize(
  { tokens }: Vocabulary,
  file: string,
  size: number,
  model: string
): void {
  if (tokens.length === size) return
  throw new InvalidModelFile(
    file,
    `${size} tokens, as many as outputs of ${model}`,
    `${tokens.length}; the file belongs to another model`
  )
}

/**
 * By number: the text of a token as the search takes it; bytes where it is a part of a character; `undefined` for marks
 * such as the blank.
 */
export function textPieces({ tokens, blank }: Vocabulary): readonly (string | Uint8Array | undefined)[] {
  const pieces = tokens.map((token, id) =>
    id === blank || (isSpecial(token) && !BYTE.test(token)) ? undefined : token
  )
  const areBytes = hasBytePieces(pieces.filter((piece) => piece !== undefined))
  return areBytes ? pieces.map((piece) => piece && textOfBytePiece(piece)) : pieces
}

/** A byte of a character that is no token itself. */
const BYTE = /^<0x[0-9A-F]{2}>$/i
