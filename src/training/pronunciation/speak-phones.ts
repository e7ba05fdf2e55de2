/** Synthesizes phones: users hear exactly the pronunciation, not another prediction of the name. @module */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Phones, SpokenLanguage } from '../../speech/pronunciation/index.ts'

/** Debian's voices of flite at 16 kHz; other languages use the voice of espeak-ng. */
export const SAMPLE_VOICES = ['slt', 'rms', 'awb', 'kal16'] as const
export type SampleVoice = (typeof SAMPLE_VOICES)[number]

const LONGEST_MS = 10_000

/** The synthesizer is missing or failed. */
export class SampleUnavailable extends Error {
  override readonly name = 'SampleUnavailable'
}

export const canBeSpoken = (phones: Phones, { synthesis }: SpokenLanguage): boolean =>
  synthesis?.write(phones) !== undefined

/**
 * A WAV file, mono 16 bit: 16 kHz of flite for English, 22,050 Hz of espeak-ng for French.
 * @throws SampleUnavailable
 */
export async function speakPhones(
  phones: Phones,
  voice: SampleVoice,
  { synthesis, language }: SpokenLanguage
): Promise<Buffer> {
  const written = synthesis?.write(phones)
  if (synthesis === undefined || written === undefined) {
    throw new SampleUnavailable('No synthesizer of this service can speak the phones of this base model.')
  }
  const { program } = synthesis
  const folder = await mkdtemp(join(tmpdir(), 'vernacular-sample-'))
  try {
    const path = join(folder, 'sample.wav')
    const words =
      program === 'flite'
        ? ['-voice', voice, '-p', written, '-o', path]
        : ['-v', language, '-s', '120', '-w', path, `[[${written}]]`]
    await promisify(execFile)(program, words, { timeout: LONGEST_MS, killSignal: 'SIGKILL' })
    return await readFile(path)
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT'
    throw new SampleUnavailable(
      missing
        ? `Pronunciation samples need ${program}, which was not found: install the package "${program}".`
        : `${program} failed to speak the sample.`,
      { cause }
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
