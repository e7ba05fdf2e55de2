/**
 * The tokens of attention models as bytes of text, read from `tokenizer.json` of Hugging Face's tokenizers: byte-level
 * BPE (Radford et al. 2019; Whisper) and SentencePiece BPE with byte fallback (Kudo & Richardson 2018; Moonshine).
 * @module
 */
import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { z } from 'zod'
import { InvalidModelFile } from '../invalid-model-file.ts'

const MAX_BYTES = 64 << 20
const MAX_TOKENS = 400_000

const tokenNumber = z
  .int()
  .min(0)
  .max(MAX_TOKENS - 1)
const tokenizerFile = z.object({
  added_tokens: z.array(z.object({ id: tokenNumber, content: z.string() })).max(MAX_TOKENS),
  decoder: z.looseObject({ type: z.string() }).nullish(),
  model: z.object({ type: z.literal('BPE'), vocab: z.record(z.string(), tokenNumber) })
})

const BYTE_TOKEN = /^<0x([0-9A-F]{2})>$/i

export class Tokenizer {
  /** One more than the largest token. */
  readonly size: number
  readonly #bytes: readonly (Uint8Array | undefined)[]
  readonly #special: ReadonlyMap<string, number>

  /**
   * @param bytes by token: its text in UTF-8, of which one token may hold a part; `undefined` for control tokens
   * @param special control tokens by their name, such as `<|endoftext|>`
   */
  constructor(bytes: readonly (Uint8Array | undefined)[], special: ReadonlyMap<string, number>) {
    this.size = bytes.length
    this.#bytes = bytes
    this.#special = special
  }

  /** UTF-8 bytes of the token, with a space where a word begins; `undefined` for control tokens. */
  bytesOf(token: number): Uint8Array | undefined {
    return this.#bytes[token]
  }

  /** The control token of that name. */
  special(name: string): number | undefined {
    return this.#special.get(name)
  }

  /** All control tokens. */
  specials(): Iterable<readonly [name: string, token: number]> {
    return this.#special
  }

  /** The text of tokens without control tokens; bytes that are no text become U+FFFD. */
  decode(tokens: readonly number[]): string {
    return Buffer.concat(tokens.flatMap((token) => this.#bytes[token] ?? [])).toString('utf8')
  }
}

/** @throws InvalidModelFile; the error of the file system */
export async function readTokenizer(path: string): Promise<Tokenizer> {
  const { size } = await stat(path)
  const file = basename(path)
  if (size > MAX_BYTES) throw new InvalidModelFile(file, `at most ${MAX_BYTES} bytes`, `${size} bytes`)
  return parseTokenizer(await readFile(path, 'utf8'), file)
}

/** @param file its name in errors */
export function parseTokenizer(text: string, file: string): Tokenizer {
  const parsed = tokenizerFile.safeParse(parseJson(text, file))
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new InvalidModelFile(
      file,
      'a BPE tokenizer of Hugging Face’s tokenizers',
      `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'no tokenizer'}`
    )
  }
  const { added_tokens: added, decoder, model } = parsed.data
  const bytesOf = decoder?.type === 'ByteLevel' ? byteLevelBytes(file) : sentencePieceBytes
  const bytes: (Uint8Array | undefined)[] = []
  for (const [piece, token] of Object.entries(model.vocab)) bytes[token] = bytesOf(piece)
  const special = new Map<string, number>()
  for (const { id, content } of added) {
    bytes[id] = undefined
    special.set(content, id)
  }
  return new Tokenizer(
    Array.from(bytes, (own) => own),
    special
  )
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new InvalidModelFile(file, 'JSON', cause instanceof Error ? cause.message : String(cause))
  }
}

const sentencePieceBytes = (piece: string): Uint8Array => {
  const byte = BYTE_TOKEN.exec(piece)
  if (byte !== null) return Uint8Array.of(Number.parseInt(byte[1] ?? '', 16))
  return Buffer.from(piece.replaceAll('\u2581', ' '), 'utf8')
}

/** GPT-2 writes each byte as one printable character: those that are printable as themselves, the others from U+0100 on. */
function byteLevelBytes(file: string): (piece: string) => Uint8Array {
  const byteOf = new Map<string, number>()
  let shifted = 0x100
  for (let byte = 0; byte < 256; byte++) {
    const isPrintable =
      (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || (byte >= 0xae && byte <= 0xff)
    byteOf.set(String.fromCodePoint(isPrintable ? byte : shifted++), byte)
  }
  return (piece) =>
    Uint8Array.from(piece, (character) => {
      const byte = byteOf.get(character)
      if (byte !== undefined) return byte
      throw new InvalidModelFile(file, 'tokens of byte-level BPE', JSON.stringify(piece.slice(0, 40)))
    })
}
