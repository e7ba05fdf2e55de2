/** The general set as recordings: synthetic speech made once, and human speech where Debian's test data is installed. @module */
import { execFile } from 'node:child_process'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { FileStore } from '../../platform/index.ts'
import { GENERAL_SENTENCES, GENERAL_SET, GENERAL_VOICES } from './general-sentences.ts'

export type GeneralRecording = Readonly<{
  path: string
  /** Of flite, or `human`. */
  voice: string
  /** What is said. */
  reference: string
}>

/** What the set needs is missing on this machine; the message says what. */
export class GeneralSetUnavailable extends Error {
  override readonly name = 'GeneralSetUnavailable'
}

const FOLDER = `general-set/${GENERAL_SET}`
const HUMAN = '/usr/share/pocketsphinx/test/data/librivox'

/**
 * The first `most` of them.
 * @throws GeneralSetUnavailable
 */
export async function generalRecordings(
  files: FileStore,
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
  return [...synthetic, ...(await humanRecordings())].slice(0, most)
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
          'The general set is spoken by flite, which was not found: install the package "flite" and train again.',
          { cause }
        )
      })
    }
    await files.commit(folder, FOLDER)
  })
}

async function humanRecordings(): Promise<readonly GeneralRecording[]> {
  const transcripts = await readFile(join(HUMAN, 'transcription'), 'utf8').catch(() => '')
  return [...transcripts.matchAll(/^<s> (.*?)\s*<\/s> \(([\w-]+)\)$/gm)].map(
    ([, reference = '', name = '']) => ({ path: join(HUMAN, `${name}.wav`), voice: 'human', reference })
  )
}
