import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { ZipWriter } from './zip.ts'

const unzip = async (zip: Blob) => unzipSync(new Uint8Array(await zip.arrayBuffer()))

test('files with the same name are numbered, ignoring case', async () => {
  const zip = new ZipWriter()
  const names = [
    await zip.add('call.wav', new Blob(['a'])),
    await zip.add('Call.WAV', new Blob(['b'])),
    await zip.add('call.wav', new Blob(['c'])),
    await zip.add('call', new Blob(['d']))
  ]
  expect(names).toEqual(['call.wav', 'Call-2.WAV', 'call-3.wav', 'call'])
  const files = await unzip(zip.finish())
  expect(Object.values(files).map((bytes) => new TextDecoder().decode(bytes))).toEqual(['a', 'b', 'c', 'd'])
})

test('a zip larger than its buffer is complete', async () => {
  const zip = new ZipWriter()
  const bytes = new Uint8Array(17 * 2 ** 20).fill(7)
  for (const name of ['a', 'b']) await zip.add(name, new Blob([bytes]))
  expect(zip.size).toBeGreaterThan(34 * 2 ** 20 - 1)
  const files = await unzip(zip.finish())
  expect([files.a?.length, files.b?.length]).toEqual([bytes.length, bytes.length])
  expect(files.b?.at(-1)).toBe(7)
})
