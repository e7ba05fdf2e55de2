import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FrameUnreadable, readBinaryFrame, readTextFrame, writeFrame } from './frames.ts'

const id = fc.stringMatching(/^[0-9A-F]{32}$/)
const path = fc.constantFrom('speech.config', 'speech.context', 'audio', 'telemetry')

const binaryOf = (head: string, body: Uint8Array): Buffer => {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(Buffer.byteLength(head))
  return Buffer.concat([length, Buffer.from(head), body])
}

describe('messages', () => {
  test('what was written is read, whatever JSON it carries', () => {
    fc.assert(
      fc.property(path, id, fc.jsonValue(), (path, id, body) => {
        const read = readTextFrame(writeFrame(path, id, body))
        expect([read.path, read.requestId, JSON.parse(String(read.body))]).toEqual([
          path,
          id,
          JSON.parse(JSON.stringify(body))
        ])
      })
    )
  })

  test('a binary body comes out as it went in, whatever the case of names and the space after the colon', () => {
    fc.assert(
      fc.property(
        id,
        fc.uint8Array({ maxLength: 5000 }),
        fc.constantFrom('Path: audio', 'PATH:audio'),
        (id, body, line) => {
          const read = readBinaryFrame(binaryOf(`${line}\r\nx-requestid:${id}\r\n`, body))
          expect([read.path, read.requestId, Buffer.from(read.body as Uint8Array).equals(body)]).toEqual([
            'audio',
            id,
            true
          ])
        }
      )
    )
  })

  test('any bytes are a message or are refused as none', () => {
    const readable = (read: () => unknown): boolean => {
      try {
        read()
        return true
      } catch (error) {
        return error instanceof FrameUnreadable
      }
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(readable(() => readBinaryFrame(bytes))).toBe(true)
        expect(readable(() => readTextFrame(Buffer.from(bytes).toString('utf8')))).toBe(true)
      })
    )
  })
})
