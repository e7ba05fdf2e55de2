/**
 * Files of typed columns, made to be opened in milliseconds: one read, and views of the bytes that were read.
 *
 * Layout, little-endian: 8 bytes of magic, then six 32-bit integers (format version, number of columns, length of the
 * file, CRC-32 of everything after the header, two reserved), then an entry of 32 bytes for each column (name of at
 * most 16 ASCII characters, type, offset, length in bytes, reserved), then the columns, each aligned to 8 bytes.
 * @module
 */
import { open, rename, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { crc32 } from 'node:zlib'

const TYPES = { u8: Uint8Array, i32: Int32Array, f32: Float32Array } as const
const TYPE_NAMES = ['u8', 'i32', 'f32'] as const

export type Column = Uint8Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Float32Array<ArrayBuffer>

const HEADER_BYTES = 32
const ENTRY_BYTES = 32
const NAME_BYTES = 16
const MAX_COLUMNS = 64
/** Larger than any model of this project; a header cannot make the reader allocate more. */
export const MAX_FILE_BYTES = 1_000_000_000

/** A file that is not what it should be: truncated, changed, or of another kind or version. */
export class ColumnFileUnreadable extends Error {
  override readonly name = 'ColumnFileUnreadable'
}

/** What a kind of column file is called: `magic` has exactly 8 ASCII characters. */
export type ColumnFormat = Readonly<{ magic: string; version: number }>

/** Columns by name, with the checks that reading them needs. */
export class Columns {
  readonly #name: string
  readonly #columns: ReadonlyMap<string, Column>

  constructor(name: string, columns: ReadonlyMap<string, Column>) {
    this.#name = name
    this.#columns = columns
  }

  has(column: string): boolean {
    return this.#columns.has(column)
  }

  bytes(column: string): Uint8Array<ArrayBuffer> {
    const found = this.#columns.get(column)
    if (found instanceof Uint8Array) return found
    throw this.unreadable(`the column "${column}" of bytes is missing`)
  }

  integers(column: string, length?: number): Int32Array<ArrayBuffer> {
    const found = this.#columns.get(column)
    if (!(found instanceof Int32Array)) throw this.unreadable(`the column "${column}" of integers is missing`)
    return this.#ofLength(found, column, length)
  }

  floats(column: string, length?: number): Float32Array<ArrayBuffer> {
    const found = this.#columns.get(column)
    if (!(found instanceof Float32Array))
      throw this.unreadable(`the column "${column}" of numbers is missing`)
    return this.#ofLength(found, column, length)
  }

  unreadable(found: string): ColumnFileUnreadable {
    return new ColumnFileUnreadable(`${this.#name}: ${found}. Make the file again.`)
  }

  #ofLength<Found extends Column>(found: Found, column: string, length: number | undefined): Found {
    if (length !== undefined && found.length !== length)
      throw this.unreadable(`the column "${column}" has ${found.length} values, ${length} are expected`)
    return found
  }
}

const aligned = (bytes: number): number => Math.ceil(bytes / 8) * 8

/** The bytes of a file. The same columns in the same order give the same bytes. */
export function encodeColumns(
  format: ColumnFormat,
  columns: Readonly<Record<string, Column>>
): Uint8Array<ArrayBuffer> {
  const entries = Object.entries(columns)
  let length = HEADER_BYTES + entries.length * ENTRY_BYTES
  const offsets = entries.map(([, column]) => {
    const offset = length
    length = aligned(length + column.byteLength)
    return offset
  })
  const bytes = Buffer.alloc(length)
  bytes.write(format.magic, 0, 'ascii')
  for (const [index, [name, column]] of entries.entries()) {
    const entry = HEADER_BYTES + index * ENTRY_BYTES
    bytes.write(name, entry, NAME_BYTES, 'ascii')
    bytes.writeUInt32LE(
      TYPE_NAMES.findIndex((type) => column instanceof TYPES[type]),
      entry + NAME_BYTES
    )
    bytes.writeUInt32LE(offsets[index] ?? 0, entry + NAME_BYTES + 4)
    bytes.writeUInt32LE(column.byteLength, entry + NAME_BYTES + 8)
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), offsets[index])
  }
  const header = [format.version, entries.length, length, crc32(bytes.subarray(HEADER_BYTES))]
  for (const [index, value] of header.entries()) bytes.writeUInt32LE(value, 8 + index * 4)
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** Written beside its place and renamed: a reader finds all of it or nothing. */
export async function saveColumns(
  path: string,
  format: ColumnFormat,
  columns: Readonly<Record<string, Column>>
): Promise<void> {
  const unfinished = `${path}.unfinished`
  await writeFile(unfinished, encodeColumns(format, columns))
  await rename(unfinished, path)
}

/**
 * Reads a file whole and checks its length and checksum.
 * @throws ColumnFileUnreadable; the error of the file system where there is no such file
 */
export async function loadColumns(path: string, format: ColumnFormat): Promise<Columns> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    if (size > MAX_FILE_BYTES) {
      throw new ColumnFileUnreadable(
        `${basename(path)}: the file has ${size} bytes, at most ${MAX_FILE_BYTES} are accepted.`
      )
    }
    const buffer = new ArrayBuffer(size)
    const bytes = new Uint8Array(buffer)
    for (let filled = 0; filled < size; ) {
      const { bytesRead } = await file.read(bytes, filled, size - filled, filled)
      if (bytesRead === 0) break
      filled += bytesRead
    }
    return decodeColumns(bytes, format, basename(path))
  } finally {
    await file.close()
  }
}

/** Views of `bytes`, which must begin at a multiple of 8 in their buffer. @throws ColumnFileUnreadable */
export function decodeColumns(bytes: Uint8Array<ArrayBuffer>, format: ColumnFormat, name: string): Columns {
  const fail = (found: string): ColumnFileUnreadable =>
    new ColumnFileUnreadable(`${name}: ${found}. Make the file again.`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.byteLength < HEADER_BYTES) throw fail(`the file has ${bytes.byteLength} bytes and is cut off`)
  const magic = String.fromCharCode(...bytes.subarray(0, 8))
  if (magic !== format.magic) throw fail(`the file is not of the kind ${format.magic.trim()}`)
  const [version = 0, count = 0, length = 0, checksum = 0] = [8, 12, 16, 20].map((at) =>
    view.getUint32(at, true)
  )
  if (version !== format.version) throw fail(`the file has version ${version}, ${format.version} is expected`)
  if (length !== bytes.byteLength)
    throw fail(`the file has ${bytes.byteLength} bytes and its header says ${length}`)
  if (count > MAX_COLUMNS || HEADER_BYTES + count * ENTRY_BYTES > length)
    throw fail(`the header says ${count} columns, at most ${MAX_COLUMNS} that fit are accepted`)
  if (crc32(bytes.subarray(HEADER_BYTES)) !== checksum)
    throw fail('the checksum does not fit: the file has been changed or is damaged')
  const columns = new Map<string, Column>()
  for (let index = 0; index < count; index++) {
    const entry = HEADER_BYTES + index * ENTRY_BYTES
    const label = String.fromCharCode(...bytes.subarray(entry, entry + NAME_BYTES)).replaceAll('\0', '')
    const [type = 0, offset = 0, size = 0] = [16, 20, 24].map((at) => view.getUint32(entry + at, true))
    const typeName = TYPE_NAMES[type]
    if (typeName === undefined) throw fail(`the column "${label}" has the unknown type ${type}`)
    const Type = TYPES[typeName]
    if (offset % 8 !== 0 || offset + size > length || size % Type.BYTES_PER_ELEMENT !== 0)
      throw fail(`the column "${label}" lies outside the file`)
    columns.set(label, new Type(bytes.buffer, bytes.byteOffset + offset, size / Type.BYTES_PER_ELEMENT))
  }
  return new Columns(name, columns)
}
