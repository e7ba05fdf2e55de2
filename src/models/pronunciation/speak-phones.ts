/** Phones made audible by `flite`: what is heard is the pronunciation itself, not another guess at the name. @module */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { isPhone, type Phones } from '../../speech/pronunciation/index.ts'

/** Debian's voices of flite that speak at 16 kHz. */
export const SAMPLE_VOICES = ['slt', 'rms', 'awb', 'kal16'] as const
export type SampleVoice = (typeof SAMPLE_VOICES)[number]

const LONGEST_MS = 10_000

/** `flite` is missing or failed. */
export class SampleUnavailable extends Error {
  override readonly name = 'SampleUnavailable'
}

/** flite's phones are those of the CMU dictionary in lower case; no others are handed to it. */
export const canBeSpoken = (phones: Phones): boolean => phones.every(isPhone)

/**
 * A WAV file, 16 kHz mono 16 bit.
 * @param command the program, `flite`
 * @throws SampleUnavailable
 */
export async function speakPhones(phones: Phones, voice: SampleVoice, command = 'flite'): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'vernacular-sample-'))
  try {
    const path = join(folder, 'sample.wav')
    const said = ['pau', ...phones.map((phone) => (phone === 'SIL' ? 'pau' : phone.toLowerCase())), 'pau']
    await promisify(execFile)(command, ['-voice', voice, '-p', said.join(' '), '-o', path], {
      timeout: LONGEST_MS,
      killSignal: 'SIGKILL'
    })
    return await readFile(path)
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT' && command === 'flite'
    throw new SampleUnavailable(
      missing
        ? 'Samples are spoken by flite, which was not found: install the package "flite".'
        : 'flite failed to speak the sample.',
      { cause }
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
