/** Writes 16 kHz mono 16-bit WAV files. @module */

import { open, rm } from 'node:fs/promises'
import { type AudioInput, type DecodeOptions, decodeAudio } from './decode-audio.ts'
import { SAMPLE_RATE, ticksOfSamples } from './ticks.ts'
import { wavHeader } from './wav-header.ts'

export type WrittenWav = Readonly<{ durationTicks: number; sampleRate: number; channels: number }>

/**
 * Writes samples (16 kHz, mono) to a WAV file and syncs it.
 * @returns format and duration of the file
 * @throws what reading `samples` throws; no file is left then
 */
export async function writeWav(
  path: string,
  samples: Iterable<Int16Array> | AsyncIterable<Int16Array>
): Promise<WrittenWav> {
  const file = await open(path, 'w')
  let dataBytes = 0
  try {
    await file.write(wavHeader())
    for await (const chunk of samples) {
      await file.writeFile(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength))
      dataBytes += chunk.byteLength
    }
    await file.write(wavHeader({ dataBytes }), 0, 44, 0)
    await file.sync()
  } catch (error) {
    await rm(path, { force: true })
    throw error
  } finally {
    await file.close()
  }
  return { durationTicks: ticksOfSamples(dataBytes / 2), sampleRate: SAMPLE_RATE, channels: 1 }
}

/**
 * Decodes audio of any accepted format into a 16 kHz mono 16-bit WAV file.
 * @returns format and duration of the output file; `probeAudio` reads those of the source
 * @throws what `decodeAudio` throws; no output file is left then
 */
export const convertToWav = (
  input: AudioInput,
  outputPath: string,
  options: DecodeOptions = {}
): Promise<WrittenWav> => writeWav(outputPath, decodeAudio(input, options))
