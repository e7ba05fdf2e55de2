/** The human speech of Debian's `pocketsphinx-testdata`: clips of a LibriVox reading. @module */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestRecording } from '../engine.ts'

const FOLDER = '/usr/share/pocketsphinx/test/data/librivox'

/** None where the package is not installed. */
export async function testRecordings(): Promise<readonly TestRecording[]> {
  const transcripts = await readFile(join(FOLDER, 'transcription'), 'utf8').catch(() => '')
  return [...transcripts.matchAll(/^<s> (.*?)\s*<\/s> \(([\w-]+)\)$/gm)].map(
    ([, reference = '', name = '']) => ({
      audioPath: join(FOLDER, `${name}.wav`),
      reference,
      locale: 'en-US'
    })
  )
}
