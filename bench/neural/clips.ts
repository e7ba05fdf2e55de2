/** What is recognized: human clips of Debian's test data, a folder of clips with transcripts, and the general set. @module */
import { execFile } from 'node:child_process'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { decodeAudio, SAMPLE_RATE } from '../../src/speech/audio/index.ts'
import { normalizerFor } from '../../src/speech/text/index.ts'
import {
  GENERAL_SENTENCES,
  GENERAL_SET,
  GENERAL_VOICES
} from '../../src/training/regression-check/general-sentences.ts'

export type Clip = Readonly<{ name: string; samples: Int16Array; reference: readonly string[] }>

export type ClipSet = Readonly<{
  name: string
  clips: readonly Clip[]
  /** Sentences about the same things, none of which is spoken in the clips. */
  text: readonly string[]
}>

const DEBIAN = '/usr/share/pocketsphinx/test/data'

export const lexicalWords = (text: string): readonly string[] =>
  normalizerFor('en-US')
    .apply(text)
    .split(' ')
    .filter((word) => word !== '')

export const secondsOf = (clips: readonly Clip[]): number =>
  clips.reduce((sum, { samples }) => sum + samples.length, 0) / SAMPLE_RATE

export async function debianClips(name: string, folder: string, transcripts: string): Promise<ClipSet> {
  const lines = await readFile(join(DEBIAN, folder, transcripts), 'utf8')
  const entries = [...lines.matchAll(/^<s> (.*?)\s*<\/s> \((.*)\)$/gm)].map(
    ([, reference = '', file = '']) => ({ path: join(DEBIAN, folder, `${file}.wav`), reference })
  )
  const text = await readFile(new URL(`../../examples/${name}/domain.txt`, import.meta.url), 'utf8')
  return { name: `human, ${name}`, clips: await readClips(entries), text: text.split('\n') }
}

/** `transcripts.tsv` (file, tab, what is said) and, where there is one, `text.txt` beside the audio. */
export async function folderClips(folder: string, most: number): Promise<ClipSet> {
  const lines = (await readFile(join(folder, 'transcripts.tsv'), 'utf8')).trim().split('\n')
  const entries = lines.slice(0, most).map((line) => {
    const [file = '', reference = ''] = line.split('\t')
    return { path: join(folder, file), reference }
  })
  const text = await readFile(join(folder, 'text.txt'), 'utf8').catch(() => '')
  return { name: 'folder', clips: await readClips(entries), text: text.split('\n') }
}

/** The set that the service checks models on: synthetic voices, everyday sentences. */
export async function generalClips(folder: string, most: number): Promise<ClipSet> {
  await mkdir(folder, { recursive: true })
  const entries: Readonly<{ path: string; reference: string }>[] = []
  for (const [index, reference] of GENERAL_SENTENCES.slice(0, most).entries()) {
    const voice = GENERAL_VOICES[index % GENERAL_VOICES.length] ?? 'slt'
    const path = join(folder, `${index}.wav`)
    await promisify(execFile)('flite', ['-voice', voice, '-t', reference, '-o', path])
    entries.push({ path, reference })
  }
  return { name: GENERAL_SET, clips: await readClips(entries), text: [] }
}

async function readClips(
  entries: readonly Readonly<{ path: string; reference: string }>[]
): Promise<readonly Clip[]> {
  const clips: Clip[] = []
  for (const { path, reference } of entries) {
    const parts: Int16Array[] = []
    for await (const chunk of decodeAudio(path)) parts.push(chunk)
    const samples = new Int16Array(parts.reduce((sum, { length }) => sum + length, 0))
    let at = 0
    for (const part of parts) {
      samples.set(part, at)
      at += part.length
    }
    clips.push({ name: path, samples, reference: lexicalWords(reference) })
  }
  return clips
}
