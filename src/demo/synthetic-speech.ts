/** Synthetic speech for the demo: Debian's `flite` voices read sentences, zipped as an Acoustic dataset. @module */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { ZipFile } from 'yazl'

const run = promisify(execFile)

export type Clip = Readonly<{ name: string; sentence: string; voice: string; wav: Buffer<ArrayBuffer> }>

/** How a name is said, by how it is written: the demo's pronunciation file. */
export type SpokenForms = ReadonlyMap<string, string>

export const parseSpokenForms = (lines: readonly string[]): SpokenForms =>
  new Map(
    lines.map((line) => {
      const [display = '', spoken = ''] = line.split('\t')
      return [display, spoken]
    })
  )

/** Each sentence read by each voice. A voice reads a name as the crew says it, not as it is spelled. */
export async function speak(
  sentences: readonly string[],
  voices: readonly string[],
  spokenForms: SpokenForms,
  onClip: (done: number, of: number) => void
): Promise<readonly Clip[]> {
  const folder = await mkdtemp(join(tmpdir(), 'vernacular-speech-'))
  try {
    const clips: Clip[] = []
    for (const voice of voices) {
      for (const [index, sentence] of sentences.entries()) {
        const name = `${voice}-${String(index + 1).padStart(3, '0')}.wav`
        const path = join(folder, name)
        const said = sentence.replace(/[\p{L}\p{N}]+/gu, (word) => spokenForms.get(word) ?? word)
        await run('flite', ['-voice', voice, '-t', said, '-o', path])
        clips.push({ name, sentence, voice, wav: Buffer.from(await readFile(path)) })
        onClip(clips.length, voices.length * sentences.length)
      }
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

/** Seconds of 16-bit mono audio in the clips, by their own headers. */
export const secondsOf = (clips: readonly Clip[]): number =>
  clips.reduce((sum, { wav }) => sum + (wav.length - 44) / wav.readUInt32LE(28), 0)
