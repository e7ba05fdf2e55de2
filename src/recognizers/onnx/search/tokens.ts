/**
 * The pieces of a model's vocabulary as the symbols that a search walks: bytes of case-folded text, and word boundaries.
 * Any way to write a word in pieces leads along the same symbols, so that the search needs no tokenizer of the model.
 * @module
 */

/** A symbol that is not a byte: the boundary between two words. */
export const BOUNDARY = 256

/** What the search needs to know of a vocabulary. */
export type Vocabulary = Readonly<{
  /**
   * By token: its text, in which `▁` (U+2581) is a word boundary and `<0x00>` to `<0xFF>` are single bytes; bytes for
   * tokens that hold parts of characters; `undefined` for tokens that are no text, such as the blank, `<unk>` and
   * sentence marks.
   */
  pieces: readonly (string | Uint8Array | undefined)[]
  /** Token of the blank. */
  blank: number
  /** Whether words follow each other without boundaries between CJK characters. Default true. */
  ideographs?: boolean
}>

const MARK = '▁'
const SPACE = 0x20
const BYTE = /^<0x([0-9a-f]{2})>$/i
/** What cased models write around words and lexicons do not have. Apostrophes and hyphens belong to words. */
const PUNCTUATION = /[.,?!;:"“”„…¿¡()。，、？！；：「」『』《》（）]/gu
const IDEOGRAPH =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

/** The text of a word as the search compares it: without case, compatibility forms and punctuation marks. */
export const foldText = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replace(PUNCTUATION, '').replaceAll('’', "'")

/** UTF-8 bytes of a folded word. */
export const symbolsOf = (word: string): Uint8Array => Buffer.from(foldText(word), 'utf8')

const isIdeograph = (character: string): boolean => IDEOGRAPH.test(character)

/** Whether a word of this kind may begin or end without a boundary. */
export const isIdeographic = (word: string): boolean => [...word].every(isIdeograph)

export class TokenTable {
  readonly size: number
  readonly blank: number
  /** By token: the end of its symbols in `symbols`; one more than there are tokens. */
  readonly starts: Int32Array
  readonly symbols: Int16Array
  /** By symbol: 1 where a word may end before it without a boundary, because an ideograph is beside that place. */
  readonly mayEndBefore: Uint8Array
  /** By token: 1 for text, whether or not it has symbols. */
  readonly isText: Uint8Array
  /** By token: 1 where it ends with an ideograph, after which a word may end. */
  readonly endsIdeographic: Uint8Array
  readonly #pieces: readonly (string | Uint8Array)[]

  constructor({ pieces, blank, ideographs = true }: Vocabulary) {
    this.size = pieces.length
    this.blank = blank
    this.#pieces = pieces.map((piece) => piece ?? '')
    this.starts = new Int32Array(pieces.length + 1)
    this.isText = Uint8Array.from(pieces, (piece, token) => (piece === undefined || token === blank ? 0 : 1))
    this.endsIdeographic = new Uint8Array(pieces.length)
    const symbols: number[] = []
    const mayEnd: number[] = []
    for (const [token, piece] of pieces.entries()) {
      if (this.isText[token] === 1 && piece !== undefined) {
        const last = addSymbols(piece, ideographs, symbols, mayEnd)
        this.endsIdeographic[token] = last ? 1 : 0
      }
      this.starts[token + 1] = symbols.length
    }
    this.symbols = Int16Array.from(symbols)
    this.mayEndBefore = Uint8Array.from(mayEnd)
  }

  /** The text of tokens as the model writes it, boundaries as spaces. */
  textOf(tokens: readonly number[]): string {
    return Buffer.concat(tokens.map((token) => this.#bytesOf(token))).toString('utf8')
  }

  #bytesOf(token: number): Buffer {
    const piece = this.#pieces[token] ?? ''
    if (typeof piece !== 'string') return Buffer.from(piece)
    const byte = BYTE.exec(piece)
    return byte === null
      ? Buffer.from(piece.replaceAll(MARK, ' '), 'utf8')
      : Buffer.from([Number.parseInt(byte[1] ?? '', 16)])
  }

  hasSymbols(token: number): boolean {
    return (this.starts[token] ?? 0) < (this.starts[token + 1] ?? 0)
  }

  /** The texts of a token between its boundaries, without empty ones. */
  partsOf(token: number): readonly Buffer[] {
    const text = this.#bytesOf(token)
    const parts: Buffer[] = []
    for (let from = 0; from <= text.length; ) {
      const end = text.indexOf(SPACE, from)
      const to = end < 0 ? text.length : end
      if (to > from) parts.push(text.subarray(from, to))
      from = to + 1
    }
    return parts
  }

  beginsWithIdeograph(token: number): boolean {
    return this.hasSymbols(token) && this.mayEndBefore[this.starts[token] ?? 0] === 1
  }

  endsWithBoundary(token: number): boolean {
    return this.hasSymbols(token) && this.symbols[(this.starts[token + 1] ?? 0) - 1] === BOUNDARY
  }

  /** Whether the token begins a word: its first symbol is a boundary. */
  beginsWithBoundary(token: number): boolean {
    const start = this.starts[token] ?? 0
    return start < (this.starts[token + 1] ?? 0) && this.symbols[start] === BOUNDARY
  }
}

/** Adds the symbols of a piece; answers whether it ends with an ideograph. */
function addSymbols(
  piece: string | Uint8Array,
  ideographs: boolean,
  symbols: number[],
  mayEnd: number[]
): boolean {
  if (typeof piece !== 'string') {
    symbols.push(...piece)
    mayEnd.push(...Array.from(piece, () => 0))
    return false
  }
  const byte = BYTE.exec(piece)
  if (byte !== null) {
    symbols.push(Number.parseInt(byte[1] ?? '', 16))
    mayEnd.push(0)
    return false
  }
  let before = false
  for (const character of piece) {
    if (character === MARK || character === ' ') {
      symbols.push(BOUNDARY)
      mayEnd.push(0)
      before = false
      continue
    }
    const own = ideographs && isIdeograph(character)
    for (const [place, symbol] of symbolsOf(character).entries()) {
      symbols.push(symbol)
      mayEnd.push(place === 0 && (own || before) ? 1 : 0)
    }
    before = own
  }
  return before
}
