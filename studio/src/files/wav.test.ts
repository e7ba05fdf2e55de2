import { expect, test } from 'vitest'
import { decodeAudio, encodeWav } from './wav.ts'

test('samples written as WAV are read back without decoding in the browser', async () => {
  const samples = Int16Array.of(0, 1, -1, 32_767, -32_768)
  expect(await decodeAudio(encodeWav(samples))).toEqual(samples)
})

test('a WAV that is cut off gives the samples that are there', async () => {
  const wav = encodeWav(Int16Array.of(1, 2, 3, 4))
  expect(await decodeAudio(wav.slice(0, wav.size - 3))).toEqual(Int16Array.of(1, 2))
})
