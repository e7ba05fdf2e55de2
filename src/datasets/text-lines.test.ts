import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_LINE_BYTES, type TextLine, textLines } from './text-lines.ts'

async function* inPieces(content: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size)
}

async function read(content: Uint8Array | string, size = 7, english = true): Promise<TextLine[]> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  const lines: TextLine[] = []
  for await (const line of textLines(inPieces(bytes, size), { english })) lines.push(line)
  return lines
}
const texts = async (content: Uint8Array | string, size?: number, english?: boolean) =>
  (await read(content, size, english)).map(({ number, text }) => [number, text])

const utf16 = (text: string, big = false): Buffer => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le')
  return big ? bytes.swap16() : bytes
}

describe('a text file', () => {
  test('is split at LF and CRLF; blank lines count but are left out; the last line needs no end', async () => {
    expect(await texts('one\r\n\r\n  \ntwo\nthree')).toEqual([
      [1, 'one'],
      [4, 'two'],
      [5, 'three']
    ])
  })

  test.each([
    ['UTF-8', Buffer.from('Tür\nzu')],
    ['UTF-8 with byte order mark', Buffer.from('\ufeffTür\nzu')],
    ['UTF-16, little end first', utf16('Tür\nzu')],
    ['UTF-16, big end first', utf16('Tür\nzu', true)],
    ['Windows-1252', Buffer.from('Tür\nzu', 'latin1')]
  ])('in %s is read', async (_name, content) => {
    for (const size of [1, 3, 100_000])
      expect(await texts(content, size)).toEqual([
        [1, 'Tür'],
        [2, 'zu']
      ])
  })

  test('in Windows-1252 has its quotes and dashes', async () => {
    const content = Buffer.from([0x93, 0x49, 0x92, 0x6d, 0x94, 0x20, 0x97])
    expect(await texts(content)).toEqual([[1, '“I’m” —']])
  })

  test('a line feed inside a UTF-16 character ends no line', async () => {
    expect(await texts(utf16('a\u0a0ab\u0a00c\u000ad'))).toEqual([
      [1, 'a\u0a0ab\u0a00c'],
      [2, 'd']
    ])
  })

  test.each([
    ['Windows-1252 in another language than English', Buffer.from('Tür\nzu', 'latin1'), false],
    [
      'Windows-1252 after a UTF-8 byte order mark',
      Buffer.concat([Buffer.from('\ufeff'), Buffer.from('Tür', 'latin1')]),
      true
    ],
    ['UTF-8 cut in the middle of a character', Buffer.from('Tür — Tor').subarray(0, 7), true],
    ['bytes that Windows-1252 does not have', Buffer.from([0x61, 0x81, 0x8d]), true]
  ])('%s: the line is not text', async (_name, content, english) => {
    expect((await texts(content, 5, english))[0]).toEqual([1, undefined])
  })

  test.each([
    ['a zip', Buffer.from('PK\u0003\u0004rest'), 'InvalidDataset', 'zip'],
    ['a sound', Buffer.from('RIFF\u0000\u0000'), 'InvalidDataset', 'WAV'],
    ['NUL bytes', Buffer.from([1, 2, 3, 0, 4, 5, 6]), 'InvalidDataset', 'binary'],
    ['UTF-16 without a mark', Buffer.from('some plain text', 'utf16le'), 'NoUtf8WithBom', 'byte order mark'],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), 'NoUtf8WithBom', 'UTF-32']
  ])('%s is refused whole', async (_name, content, code, message) => {
    await expect(read(content)).rejects.toMatchObject({ code, message: expect.stringContaining(message) })
  })

  test('a line of any length is read in bounded memory and marked', async () => {
    const lines = await read(
      Buffer.concat([Buffer.alloc(40 * MAX_LINE_BYTES, 'a'), Buffer.from('\nb')]),
      65_536
    )
    expect(lines.map(({ number, tooLong }) => [number, tooLong])).toEqual([
      [1, true],
      [2, false]
    ])
    expect(lines[0]?.text?.length).toBeLessThanOrEqual(200)
  })

  test('an empty file has no lines', async () => {
    expect(await read('')).toEqual([])
    expect(await read('\ufeff\r\n')).toEqual([])
  })
})

test('how a file arrives in pieces changes nothing', async () => {
  const content = fc.oneof(
    fc.string({ unit: 'grapheme' }).map((text) => Buffer.from(text)),
    fc.string({ unit: 'grapheme' }).map((text) => utf16(text)),
    fc.uint8Array({ min: 1 }).map((bytes) => Buffer.from(bytes))
  )
  await fc.assert(
    fc.asyncProperty(content, fc.integer({ min: 1, max: 9 }), async (bytes, size) => {
      const whole = await read(bytes, bytes.length + 1).catch((error: Error) => error.message)
      expect(await read(bytes, size).catch((error: Error) => error.message)).toEqual(whole)
    }),
    { numRuns: 300 }
  )
})
