/**
 * The general set as recordings: synthetic speech made once, and the human speech that came with the engines.
 * @module
 */
import { execFile } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { FileStore } from '../../platform/index.ts'
import type { Engine } from '../../recognizers/index.ts'
import { GENERAL_SENTENCES, GENERAL_SET, GENERAL_VOICES } from './general-sentences.ts'

export type GeneralRecording = Readonly<{
  path: string
  /** Of flite, or `human`. */
  voice: string
  /** The text that is spoken. */
  reference: string
}>

/** Something that the set needs is missing on this machine; the message says what. */
export class GeneralSetUnavailable extends Error {
  override readonly name = 'GeneralSetUnavailable'
}

const FOLDER = `general-set/${GENERAL_SET}`

/**
 * The first `most` of them.
 * @throws GeneralSetUnavailable
 */
export async function generalRecordings(
  { files, engine }: Readonly<{ files: FileStore; engine: Pick<Engine, 'testRecordings'> }>,
  most: number,
  signal: AbortSignal
): Promise<readonly GeneralRecording[]> {
  if (!(await files.stat(`${FOLDER}/${nameOf(0)}`))) await make(files, signal)
  const folder = await files.localPath(FOLDER)
  const synthetic = GENERAL_SENTENCES.map((reference, index) => ({
    path: join(folder, nameOf(index)),
    voice: voiceOf(index),
    reference
  }))
  const human = (await engine.testRecordings())
    .filter(({ locale }) => locale.startsWith('en-'))
    .map(({ audioPath, reference }) => ({ path: audioPath, voice: 'human', reference }))
  return [...synthetic, ...human].slice(0, most)
}

const nameOf = (index: number): string => `${String(index).padStart(3, '0')}.wav`
const voiceOf = (index: number): string => GENERAL_VOICES[index % GENERAL_VOICES.length] ?? 'slt'

async function make(files: FileStore, signal: AbortSignal): Promise<void> {
  await files.withScratch(async (scratch) => {
    const folder = join(scratch, 'general-set')
    await mkdir(folder)
    for (const [index, sentence] of GENERAL_SENTENCES.entries()) {
      const spoken = ['-voice', voiceOf(index), '-t', sentence, '-o', join(folder, nameOf(index))]
      await promisify(execFile)('flite', spoken, { signal }).catch((cause: NodeJS.ErrnoException) => {
        if (cause.code !== 'ENOENT') throw cause
        throw new GeneralSetUnavailable(
          'The general test set needs flite, which was not found: install the package "flite" and train again.',
          { cause }
        )
      })
    }
    await files.commit(folder, FOLDER)
  })
}
