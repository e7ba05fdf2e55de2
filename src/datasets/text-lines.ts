/** A text file as numbered lines, read once in pieces; a line of any length needs bounded memory. @module */
import { decodeLine, detectEncoding, type Encoding } from './text-encoding.ts'

export type TextLine = Readonly<{
  /** 1-based, blank lines counted, as an editor shows it. */
  number: number
  /** Without line end and byte order mark; undefined when the bytes are no text. */
  text: string | undefined
  /** Longer than the limit: `text` is its beginning. */
  tooLong: boolean
  /** Bytes of the file read up to the end of this line. */
  bytesRead: number
}>

/** Kept of one line. Beyond it only the length of the line matters, which is refused anyway. */
export const MAX_LINE_BYTES = 16_384

/**
 * Splits at LF and CRLF; blank lines are left out.
 * @param english whether Windows-1252 is accepted where a line is not UTF-8 and the file has no byte order mark.
 * @throws SourceRejected when the file as a whole is no text.
 */
export async function* textLines(
  content: AsyncIterable<Uint8Array>,
  { english, signal }: Readonly<{ english: boolean; signal?: AbortSignal }>
): AsyncGenerator<TextLine> {
  let splitter: LineSplitter | undefined
  let head = Buffer.alloc(0)
  for await (const chunk of content) {
    signal?.throwIfAborted()
    if (splitter === undefined) {
      head = Buffer.concat([head, chunk])
      if (head.length < 4096) continue
      splitter = new LineSplitter(head, english)
      yield* splitter.push(head)
    } else yield* splitter.push(chunk)
  }
  if (splitter === undefined) {
    splitter = new LineSplitter(head, english)
    yield* splitter.push(head)
  }
  yield* splitter.end()
}

class LineSplitter {
  readonly #encoding: Encoding
  readonly #ansi: boolean
  readonly #width: 1 | 2
  #skip: number
  #kept: Buffer[] = []
  #keptBytes = 0
  #length = 0
  #number = 0
  #bytesRead = 0
  /** First byte of a UTF-16 pair that the last chunk cut in two. */
  #half: Buffer | undefined

  constructor(head: Uint8Array, english: boolean) {
    const detected = detectEncoding(head.subarray(0, 4096))
    this.#encoding = detected.encoding
    this.#skip = detected.markLength
    this.#ansi = english && detected.markLength === 0
    this.#width = detected.encoding === 'utf-8' ? 1 : 2
  }

  *push(chunk: Uint8Array): Generator<TextLine> {
    let bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    if (this.#skip > 0) {
      this.#bytesRead += this.#skip
      bytes = bytes.subarray(this.#skip)
      this.#skip = 0
    }
    if (this.#half) {
      bytes = Buffer.concat([this.#half, bytes])
      this.#half = undefined
    }
    if (this.#width === 2 && bytes.length % 2 === 1) {
      this.#half = Buffer.from(bytes.subarray(-1))
      bytes = bytes.subarray(0, -1)
    }
    let from = 0
    for (;;) {
      const at = this.#lineFeed(bytes, from)
      if (at < 0) break
      this.#keep(bytes.subarray(from, at))
      from = at + this.#width
      this.#bytesRead += this.#width
      yield* this.#finish()
    }
    this.#keep(bytes.subarray(from))
  }

  *end(): Generator<TextLine> {
    if (this.#half) this.#keep(this.#half)
    if (this.#length > 0) yield* this.#finish()
  }

  #lineFeed(bytes: Buffer, from: number): number {
    if (this.#width === 1) return bytes.indexOf(0x0a, from)
    const low = this.#encoding === 'utf-16le' ? 0 : 1
    for (let at = bytes.indexOf(0x0a, from); at >= 0; at = bytes.indexOf(0x0a, at + 1)) {
      const start = at - low
      if (start % 2 === 0 && bytes[start + 1 - low] === 0) return start
    }
    return -1
  }

  #keep(part: Buffer): void {
    this.#length += part.length
    this.#bytesRead += part.length
    const room = MAX_LINE_BYTES - this.#keptBytes
    if (room <= 0 || part.length === 0) return
    // A copy, because the chunk that it is a view of is reused by the stream or large.
    const kept = Buffer.from(part.subarray(0, room))
    this.#kept.push(kept)
    this.#keptBytes += kept.length
  }

  *#finish(): Generator<TextLine> {
    const bytes = Buffer.concat(this.#kept)
    const tooLong = this.#length > MAX_LINE_BYTES
    this.#kept = []
    this.#keptBytes = 0
    this.#length = 0
    this.#number += 1
    const text = tooLong
      ? bytes.toString('latin1', 0, 200).replace(/[^\x20-\x7e]/g, '')
      : decodeLine(bytes, this.#encoding, this.#ansi)?.replace(/\r$/, '')
    if (!tooLong && text !== undefined && text.trim() === '') return
    yield { number: this.#number, text, tooLong, bytesRead: this.#bytesRead }
  }
}
