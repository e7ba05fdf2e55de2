/**
 * What a recognition child is at work on, in four bytes that survive its death: the number of a stream or work, 0 for
 * none. A process that crashes in C code says nothing any more; its parent reads here which model it crashed on.
 * @module
 */
import { randomUUID } from 'node:crypto'
import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where the child finds the file, after standard input, output, error and the channel to its parent. */
const CHILD_DESCRIPTOR = 4

/** For the parent, which hands `descriptor` to the child as its fifth. `close` answers the number written last. */
export function openWorkMarker(): Readonly<{ descriptor: number; close(): number }> {
  const path = join(tmpdir(), `vernacular-${process.pid}-${randomUUID()}.work`)
  const descriptor = openSync(path, 'wx+', 0o600)
  unlinkSync(path)
  return {
    descriptor,
    close: () => {
      const bytes = Buffer.alloc(4)
      readSync(descriptor, bytes, 0, 4, 0)
      closeSync(descriptor)
      return bytes.readUInt32LE(0)
    }
  }
}

export function markerOfChild(): Readonly<{ set(number: number): void }> {
  const bytes = Buffer.alloc(4)
  return {
    set: (number) => {
      if (bytes.readUInt32LE(0) === number) return
      bytes.writeUInt32LE(number, 0)
      writeSync(CHILD_DESCRIPTOR, bytes, 0, 4, 0)
    }
  }
}
