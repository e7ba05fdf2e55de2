/** Reads the wire format of protocol buffers from a file, field by field, without loading what nobody reads. @module */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { basename } from 'node:path'
import { InvalidModelFile } from '../invalid-model-file.ts'

const WINDOW_BYTES = 65_536
/** Fields looked at in one file. A model of a thousand layers has some hundred thousand. */
const MAX_FIELDS = 4_000_000

const VARINT = 0
const FIXED64 = 1
const BYTES = 2
const FIXED32 = 5

/** A field of a message: a number for varints, else where its bytes are. */
export type Field = Readonly<{ number: number; start: number; end: number; value: number | undefined }>

/** Positions are bytes from the start of the file. Every read is bounded by the end of the message that it is in. */
export class ProtobufReader {
  readonly size: number
  readonly #file: string
  readonly #descriptor: number
  readonly #window = Buffer.alloc(WINDOW_BYTES)
  #windowStart = 0
  #windowEnd = 0
  #fields = 0

  /** @throws what `openSync` throws */
  constructor(path: string) {
    this.#file = basename(path)
    this.#descriptor = openSync(path, 'r')
    this.size = fstatSync(this.#descriptor).size
  }

  close(): void {
    closeSync(this.#descriptor)
  }

  /**
   * The fields of the message between two positions. The bytes of a field are skipped, not read.
   * @param what the message's name in errors: `the graph`
   * @throws InvalidModelFile where the bytes are no message, or a length goes past its end
   */
  *fields(start: number, end: number, what: string): Generator<Field> {
    let at = start
    while (at < end) {
      if (++this.#fields > MAX_FIELDS) {
        throw this.#invalid(`at most ${MAX_FIELDS} protobuf fields`, 'more, so that this is no model')
      }
      const tag = this.#varint(at, end, what)
      const number = Math.floor(tag.value / 8)
      const wireType = tag.value % 8
      if (number < 1 || number > 536_870_911) throw this.#notProtobuf(what, at, `field number ${number}`)
      at = tag.end
      if (wireType === VARINT) {
        const { value, end: next } = this.#varint(at, end, what)
        yield { number, start: at, end: next, value }
        at = next
        continue
      }
      const length = this.#length(wireType, at, end, what)
      if (length.bytes > end - length.start) {
        throw this.#invalid(
          `${length.bytes} bytes of field ${number} of ${what}`,
          `the end of ${end === this.size ? 'the file' : what} after ${end - length.start} bytes; the file is incomplete or damaged`
        )
      }
      yield { number, start: length.start, end: length.start + length.bytes, value: undefined }
      at = length.start + length.bytes
    }
  }

  /** @throws InvalidModelFile for a text of more than `most` bytes */
  text({ start, end }: Field, most: number, what: string): string {
    const bytes = end - start
    if (bytes > most) throw this.#invalid(`at most ${most} bytes of ${what}`, `${bytes} bytes`)
    if (bytes <= WINDOW_BYTES) {
      const from = this.#load(start, bytes)
      return this.#window.toString('utf8', from, from + bytes)
    }
    const text = Buffer.alloc(bytes)
    let read = 0
    while (read < bytes) {
      const some = readSync(this.#descriptor, text, read, bytes - read, start + read)
      if (some === 0) throw this.#invalid(`${bytes} bytes of ${what}`, `the end of the file after ${read}`)
      read += some
    }
    return text.toString('utf8')
  }

  #length(
    wireType: number,
    at: number,
    end: number,
    what: string
  ): Readonly<{ start: number; bytes: number }> {
    if (wireType === FIXED64) return { start: at, bytes: 8 }
    if (wireType === FIXED32) return { start: at, bytes: 4 }
    if (wireType !== BYTES) throw this.#notProtobuf(what, at, `wire type ${wireType}`)
    const { value, end: start } = this.#varint(at, end, what)
    return { start, bytes: value }
  }

  /** Of more than 53 bits only the magnitude is right: negative numbers become numbers above 2^63. */
  #varint(at: number, end: number, what: string): Readonly<{ value: number; end: number }> {
    const most = Math.min(10, end - at)
    const from = this.#load(at, most)
    let value = 0
    for (let index = 0; index < most; index++) {
      const byte = this.#window[from + index] as number
      value += (byte & 127) * 2 ** (7 * index)
      if (byte < 128) return { value, end: at + index + 1 }
    }
    throw this.#notProtobuf(
      what,
      at,
      most < 10 ? 'the end of the data within a number' : 'a number of over 10 bytes'
    )
  }

  /** Makes `bytes` bytes from `start` on available; answers where in the window they are. */
  #load(start: number, bytes: number): number {
    if (start < this.#windowStart || start + bytes > this.#windowEnd) {
      let read = 0
      // A short read is not yet the end of the file.
      while (read < bytes) {
        const some = readSync(this.#descriptor, this.#window, read, WINDOW_BYTES - read, start + read)
        if (some === 0) throw this.#invalid(`${this.size} bytes`, `the end of the file after ${start + read}`)
        read += some
      }
      this.#windowStart = start
      this.#windowEnd = start + read
    }
    return start - this.#windowStart
  }

  #notProtobuf(what: string, at: number, found: string): InvalidModelFile {
    return this.#invalid(`a protobuf field of ${what} at byte ${at}`, found)
  }

  #invalid(expected: string, found: string): InvalidModelFile {
    return new InvalidModelFile(this.#file, expected, found)
  }
}
