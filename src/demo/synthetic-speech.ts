/** Synthetic speech for the demo: `flite` voices read sentences, packed as an Acoustic dataset. @module */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { ZipFile } from 'yazl'

const run = promisify(execFile)

export type Clip = Readonly<{ name: string; sentence: string; voice: string; wav: Buffer<ArrayBuffer> }>

/** The spoken form of each name, from the pronunciation file of the demo. */
export type SpokenForms = ReadonlyMap<string, string>

export const parseSpokenForms = (lines: readonly string[]): SpokenForms =>
  new Map(
    lines.map((line) => {
      const [display = '', spoken = ''] = line.split('\t')
      return [display, spoken]
    })
  )

export type Reading = Readonly<{ sentence: string; voice: string }>

/** Every voice reads every sentence. */
export const readByEach = (sentences: readonly string[], voices: readonly string[]): readonly Reading[] =>
  voices.flatMap((voice) => sentences.map((sentence) => ({ sentence, voice })))

/** The voices take turns: `count` voices read sentence `i`, starting with voice `i`. */
export const readInTurn = (
  sentences: readonly string[],
  voices: readonly string[],
  count: number
): readonly Reading[] =>
  sentences.flatMap((sentence, index) =>
    Array.from({ length: count }, (_, turn) => ({
      sentence,
      voice: voices[(index + turn) % voices.length] ?? ''
    }))
  )

/** Voices read the spoken forms of names, not their spelling. */
export async function speak(
  readings: readonly Reading[],
  spokenForms: SpokenForms,
  onClip: (done: number, of: number) => void
): Promise<readonly Clip[]> {
  const folder = await mkdtemp(join(tmpdir(), 'vernacular-speech-'))
  try {
    const clips: Clip[] = []
    for (const { sentence, voice } of readings) {
      const name = `${voice}-${String(clips.length + 1).padStart(3, '0')}.wav`
      const path = join(folder, name)
      const spoken = sentence.replace(/[\p{L}\p{N}]+/gu, (word) => spokenForms.get(word) ?? word)
      await run('flite', ['-voice', voice, '-t', spoken, '-o', path])
      clips.push({ name, sentence, voice, wav: Buffer.from(await readFile(path)) })
      onClip(clips.length, readings.length)
    }
    return clips
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A zip of the clips with `trans.txt`: `file<TAB>sentence` lines. */
export async function acousticArchive(clips: readonly Clip[]): Promise<Buffer<ArrayBuffer>> {
  const zip = new ZipFile()
  for (const { name, wav } of clips) zip.addBuffer(wav, name)
  const transcript = clips.map(({ name, sentence }) => `${name}\t${sentence}`).join('\r\n')
  zip.addBuffer(Buffer.from(transcript), 'trans.txt')
  zip.end()
  return Buffer.from(await buffer(zip.outputStream))
}

/** Seconds of audio in the clips (16 bit, mono), from their headers. */
export const secondsOf = (clips: readonly Clip[]): number =>
  clips.reduce((sum, { wav }) => sum + (wav.length - 44) / wav.readUInt32LE(28), 0)
